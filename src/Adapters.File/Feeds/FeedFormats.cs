using Connector.Adapters.File.Feeds.Csv;
using Connector.Adapters.File.Feeds.Xml;
using Connector.Adapters.File.Options;

namespace Connector.Adapters.File.Feeds;

/// <summary>The format that a store's options ask for.</summary>
internal static class FeedFormats
{
    public static IFeedFormat Of(FileStoreOptions options) => options.Format switch
    {
        FeedFormat.Yml => new XmlFeed(Yml(options), options.Encoding),
        FeedFormat.Hotline => new XmlFeed(Hotline(options), options.Encoding),
        _ => new CsvFeed(options.Delimiter, options.DecimalSeparator, options.Sku ?? "sku", options.Quantity ?? "quantity"),
    };

    // Prom reads quantity_in_stock, Rozetka stock_quantity, some readers quantity: no tag is everybody's.
    private static XmlFeedShape Yml(FileStoreOptions options) => new()
    {
        List = "offers",
        Item = "offer",
        Id = "@id",
        Sku = options.Sku ?? "vendorCode",
        Quantity = options.Quantity ?? "quantity_in_stock",
        Availability = "@available",
        InStock = "true",
        OutOfStock = "false",
        Date = "@date",
        DateFormat = "yyyy-MM-dd HH:mm",
        Skeleton = """
            <?xml version="1.0" encoding="{1}"?>
            <yml_catalog date="{0}">
            <shop>
            <offers>
            </offers>
            </shop>
            </yml_catalog>

            """,
    };

    private static XmlFeedShape Hotline(FileStoreOptions options) => new()
    {
        List = "items",
        Item = "item",
        Id = "id",
        Sku = options.Sku ?? "code",
        Quantity = options.Quantity,
        Availability = "stock",
        InStock = options.InStock,
        OutOfStock = options.OutOfStock,
        Date = "date",
        DateFormat = "yyyy-MM-dd HH:mm",
        Skeleton = """
            <?xml version="1.0" encoding="{1}"?>
            <price>
            <date>{0}</date>
            <items>
            </items>
            </price>

            """,
    };
}
