using Connector.Emulators.Http;

namespace Connector.Emulators.KeyCrm;

/// <summary>
/// GET /offers/stocks (facts/keycrm.md §4). A filter that keyCRM does not know is ignored without a word, and so the whole
/// catalogue is the answer.
/// </summary>
internal static class StocksList
{
    public static (KeyCrmQuery? Query, Reply? Refusal) Parse(IReadOnlyDictionary<string, string> parameters, KeyCrmQuirks quirks)
    {
        if (quirks.RefuseLimitAboveMaximum && KeyCrmQuery.WholeNumber(parameters, "limit") > KeyCrmQuery.MaximumLimit)
        {
            var errors = new Dictionary<string, string> { ["limit"] = $"The limit may not be greater than {KeyCrmQuery.MaximumLimit}." };
            return (null, ErrorReplies.Invalid(errors));
        }

        var comparer = quirks.SkuFilterIgnoresCase ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal;
        return (KeyCrmQuery.From(parameters, new OfferSelection
        {
            Ids = KeyCrmQuery.Ids(parameters, "offers_id"),
            Skus = KeyCrmQuery.List(parameters, "offers_sku", comparer),
            IdOrSku = quirks.CombineFiltersWithOr,
            IsArchived = quirks.ListArchivedInStocks ? null : false,
        }), null);
    }

    public static PageWriter.WriteOffer Writer(IReadOnlyDictionary<string, string> parameters, IReadOnlyList<KeyCrmWarehouse> warehouses)
    {
        var withDetails = KeyCrmQuery.Flag(parameters, "details") == true;
        var names = warehouses.ToDictionary(static warehouse => warehouse.Id, static warehouse => warehouse.Name);
        return (writer, offer) =>
        {
            writer.Json.WriteNumber("id", offer.Id);
            writer.Json.WriteString("sku", offer.Sku);
            writer.Number("price", offer.Price);
            writer.Number("purchased_price", offer.PurchasedPrice);
            writer.Quantity(offer);
            writer.Number("reserve", offer.Reserve);
            if (withDetails && !writer.Quirks.WithoutWarehousesFor.Contains(offer.Id))
                WriteWarehouses(writer, offer, names);
        };
    }

    private static void WriteWarehouses(PageWriter writer, KeyCrmOffer offer, Dictionary<int, string> names)
    {
        var rows = writer.Quirks.WarehouseRows switch
        {
            WarehouseRows.All => names.Keys.Select(offer.StockAt),
            WarehouseRows.NotZero => offer.Stocks.Where(static stock => stock.Quantity != 0 || stock.Reserve != 0),
            _ => offer.Stocks,
        };
        writer.Json.WriteStartArray("warehouse");
        foreach (var row in rows)
        {
            writer.Json.WriteStartObject();
            writer.Json.WriteNumber("id", row.WarehouseId);
            writer.Json.WriteString("name", names[row.WarehouseId]);
            writer.Number("quantity", row.Quantity);
            writer.Number("reserve", row.Reserve);
            writer.Json.WriteEndObject();
        }

        writer.Json.WriteEndArray();
    }
}
