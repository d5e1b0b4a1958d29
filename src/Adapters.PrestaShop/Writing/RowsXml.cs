using System.Globalization;
using System.Text;
using System.Xml.Linq;
using Connector.Adapters.PrestaShop.Listings;

namespace Connector.Adapters.PrestaShop.Writing;

/// <summary>Rows as the webservice takes them: flat under the root, several in one request. There is no JSON input.</summary>
internal static class RowsXml
{
    /// <summary>For PATCH: only the number; everything else stays.</summary>
    public static byte[] OfNumbers(IEnumerable<(StockRow Row, long Quantity)> rows) => Write(rows, static _ => []);

    /// <summary>For PUT: every field, as it was read just before, because PUT wipes what is left out.</summary>
    public static byte[] OfWholeRows(IEnumerable<(StockRow Row, long Quantity)> rows) => Write(rows, static row =>
    [
        new("id_product", Text(row.Product)),
        new("id_product_attribute", Text(row.Combination)),
        new("id_shop", Text(row.Shop)),
        new("id_shop_group", Text(row.ShopGroup)),
        new("depends_on_stock", row.DependsOnStock ? "1" : "0"),
        new("out_of_stock", Text(row.OutOfStock)),
        new("location", row.Location),
    ]);

    private static byte[] Write(IEnumerable<(StockRow Row, long Quantity)> rows, Func<StockRow, XElement[]> further) => Encoding.UTF8.GetBytes(
        new XElement("prestashop", rows.Select(item => new XElement("stock_available", new XElement("id", Text(item.Row.Id)), new XElement("quantity", Text(item.Quantity)), further(item.Row))))
            .ToString(SaveOptions.DisableFormatting));

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
