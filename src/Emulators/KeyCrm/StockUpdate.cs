using System.Text.Json;
using Connector.Emulators.Http;

namespace Connector.Emulators.KeyCrm;

/// <summary>
/// PUT /offers/stocks (facts/keycrm.md §6): absolute quantities of one warehouse, at most 10,000 rows, all or nothing. That
/// an unknown offer or warehouse is a validation error is inferred.
/// </summary>
internal static class StockUpdate
{
    private const int MaximumRows = 10_000;

    public static Reply Apply(KeyCrmCatalogue catalogue, ReadOnlySpan<byte> body)
    {
        var errors = new Dictionary<string, string>(StringComparer.Ordinal);
        var root = Parse(body);
        var warehouseId = Warehouse(catalogue, root, errors);
        var changes = new List<KeyCrmStockChange>();
        if (!root.TryGetProperty("stocks", out var stocks) || stocks.ValueKind != JsonValueKind.Array)
            errors["stocks"] = "The stocks field is required.";
        else if (stocks.GetArrayLength() > MaximumRows)
            errors["stocks"] = $"The stocks may not have more than {MaximumRows} items.";
        else
            Rows(catalogue, stocks, warehouseId, changes, errors);

        if (errors.Count > 0)
            return ErrorReplies.Invalid(errors);
        catalogue.SetStocks(changes);
        return Reply.Json(202, """{"status":true}""");
    }

    // A body that is no JSON object reads as an empty form.
    private static JsonElement Parse(ReadOnlySpan<byte> body)
    {
        try
        {
            var reader = new Utf8JsonReader(body);
            var root = JsonElement.ParseValue(ref reader);
            if (root.ValueKind == JsonValueKind.Object)
                return root;
        }
        catch (JsonException)
        {
        }

        return JsonSerializer.SerializeToElement(new { });
    }

    private static int Warehouse(KeyCrmCatalogue catalogue, JsonElement root, Dictionary<string, string> errors)
    {
        var id = 0;
        if (!root.TryGetProperty("warehouse_id", out var element))
            errors["warehouse_id"] = "The warehouse id field is required.";
        else if (element.ValueKind != JsonValueKind.Number || !element.TryGetInt32(out id))
            errors["warehouse_id"] = "The warehouse id must be an integer.";
        else if (!catalogue.Warehouses.Any(warehouse => warehouse.Id == id))
            errors["warehouse_id"] = "The selected warehouse id is invalid.";
        return id;
    }

    private static void Rows(
        KeyCrmCatalogue catalogue,
        JsonElement stocks,
        int warehouseId,
        List<KeyCrmStockChange> changes,
        Dictionary<string, string> errors)
    {
        var index = 0;
        foreach (var row in stocks.EnumerateArray())
        {
            var name = $"stocks.{index++}";
            if (row.ValueKind != JsonValueKind.Object || !row.TryGetProperty("quantity", out var quantity))
            {
                errors[$"{name}.quantity"] = $"The {name}.quantity field is required.";
                continue;
            }

            if (quantity.ValueKind != JsonValueKind.Number || !quantity.TryGetDecimal(out var number))
                errors[$"{name}.quantity"] = $"The {name}.quantity must be a number.";
            else if (Offer(catalogue, row, name, errors) is { } offerId)
                changes.Add(new KeyCrmStockChange { OfferId = offerId, WarehouseId = warehouseId, Quantity = number });
        }
    }

    private static long? Offer(KeyCrmCatalogue catalogue, JsonElement row, string name, Dictionary<string, string> errors)
    {
        if (row.TryGetProperty("id", out var id))
        {
            if (id.ValueKind == JsonValueKind.Number && id.TryGetInt64(out var number) && catalogue.Find(number) is not null)
                return number;
            errors[$"{name}.id"] = $"The selected {name}.id is invalid.";
            return null;
        }

        if (!row.TryGetProperty("sku", out var sku) || sku.ValueKind != JsonValueKind.String)
        {
            errors[$"{name}.id"] = $"The {name}.id field is required when {name}.sku is not present.";
            return null;
        }

        var found = catalogue.Read(new OfferSelection { Skus = new HashSet<string>([sku.GetString()!], StringComparer.Ordinal) }, 0, 1).Offers;
        if (found is [var offer])
            return offer.Id;
        errors[$"{name}.sku"] = $"The selected {name}.sku is invalid.";
        return null;
    }
}
