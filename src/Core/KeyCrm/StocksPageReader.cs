using System.Text.Json;
using Connector.Core.Stock;

namespace Connector.Core.KeyCrm;

/// <summary>
/// Reads a page of <c>GET /offers/stocks</c> (facts: keycrm §4). Lenient in what it reads: numbers may be strings, the SKU and
/// the warehouse rows may be missing, unknown fields are ignored. What cannot be read as a number is unknown, never zero.
/// </summary>
internal static class StocksPageReader
{
    /// <exception cref="FormatException">The body is not such a page; the message says why.</exception>
    public static StocksPage Read(ReadOnlyMemory<byte> body, Observation observation)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return Read(document.RootElement, observation);
        }
        catch (JsonException exception)
        {
            throw new FormatException($"the body is not whole JSON ({LenientJson.Excerpt(body.Span)})", exception);
        }
    }

    private static StocksPage Read(JsonElement root, Observation observation)
    {
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("data", out var data) || data.ValueKind != JsonValueKind.Array)
            throw new FormatException("the JSON has no list “data”");
        var warehouses = new Dictionary<long, string>();
        var levels = new List<Level>(data.GetArrayLength());
        foreach (var item in data.EnumerateArray())
            levels.Add(ReadLevel(item, observation, warehouses));
        return new StocksPage
        {
            Total = Whole(root, "total"),
            CurrentPage = Whole(root, "current_page"),
            PerPage = Whole(root, "per_page"),
            Levels = levels,
            Warehouses = warehouses,
            Observation = observation,
        };
    }

    private static Level ReadLevel(JsonElement item, Observation observation, Dictionary<long, string> warehouses)
    {
        if (item.ValueKind != JsonValueKind.Object || LenientJson.Id(item, "id") is not { } id)
            throw new FormatException("an item of “data” has no id");
        return new Level
        {
            Offer = id,
            Sku = LenientJson.Text(item, "sku"),
            Quantity = LenientJson.Number(item, "quantity"),
            Reserve = LenientJson.Number(item, "reserve"),
            Warehouses = ReadWarehouses(item, warehouses),
            Observation = observation,
        };
    }

    // One unreadable row makes all rows of the offer unknown: a sum without it would be a number keyCRM never gave.
    private static List<WarehouseLevel>? ReadWarehouses(JsonElement item, Dictionary<long, string> names)
    {
        if (!item.TryGetProperty("warehouse", out var rows) || rows.ValueKind != JsonValueKind.Array)
            return null;
        var read = new List<WarehouseLevel>(rows.GetArrayLength());
        foreach (var row in rows.EnumerateArray())
        {
            if (row.ValueKind != JsonValueKind.Object
                || LenientJson.Id(row, "id") is not { } id
                || LenientJson.Number(row, "quantity") is not { } quantity
                || LenientJson.Number(row, "reserve") is not { } reserve)
            {
                return null;
            }

            read.Add(new WarehouseLevel(id, quantity, reserve));
            names[id] = LenientJson.Text(row, "name") ?? "";
        }

        return read;
    }

    private static int Whole(JsonElement root, string name) =>
        LenientJson.Number(root, name) is { } number && number == decimal.Truncate(number) && number is >= 0 and <= int.MaxValue
            ? (int)number
            : throw new FormatException($"the JSON has no whole number “{name}”");
}
