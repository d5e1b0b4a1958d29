using System.Globalization;
using System.Text.Json;
using Connector.Core.Stock;

namespace Connector.Core.KeyCrm;

/// <summary>
/// Reads a page of <c>GET /offers/stocks</c> (facts: keycrm §4). Lenient in what it reads: numbers may be strings, the SKU and
/// the warehouse rows may be missing, unknown fields are ignored. What cannot be read as a number is unknown, never zero.
/// </summary>
internal static class StocksPageReader
{
    // No stock number comes near it; below it, sums of them stay exact and never overflow.
    private const decimal Largest = 1_000_000_000_000m;

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
            throw new FormatException($"the body is not whole JSON ({Excerpt(body)})", exception);
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
        if (item.ValueKind != JsonValueKind.Object || Id(item) is not { } id)
            throw new FormatException("an item of “data” has no id");
        return new Level
        {
            Offer = id,
            Sku = Text(item, "sku"),
            Quantity = Number(item, "quantity"),
            Reserve = Number(item, "reserve"),
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
                || Id(row) is not { } id
                || Number(row, "quantity") is not { } quantity
                || Number(row, "reserve") is not { } reserve)
            {
                return null;
            }

            read.Add(new WarehouseLevel(id, quantity, reserve));
            names[id] = Text(row, "name") ?? "";
        }

        return read;
    }

    private static long? Id(JsonElement item) =>
        Number(item, "id") is { } number && number == decimal.Truncate(number) ? (long)number : null;

    private static int Whole(JsonElement root, string name) =>
        Number(root, name) is { } number && number == decimal.Truncate(number) && number is >= 0 and <= int.MaxValue
            ? (int)number
            : throw new FormatException($"the JSON has no whole number “{name}”");

    private static decimal? Number(JsonElement parent, string name)
    {
        if (!parent.TryGetProperty(name, out var value))
            return null;
        decimal? number = value.ValueKind switch
        {
            JsonValueKind.Number when value.TryGetDecimal(out var read) => read,
            JsonValueKind.String when decimal.TryParse(String(value), NumberStyles.Float, CultureInfo.InvariantCulture, out var read) => read,
            _ => null,
        };
        return number is >= -Largest and <= Largest ? number : null;
    }

    private static string? Text(JsonElement parent, string name) =>
        !parent.TryGetProperty(name, out var value) ? null
        : value.ValueKind switch
        {
            JsonValueKind.String => String(value),
            JsonValueKind.Number => value.GetRawText(),
            _ => null,
        };

    // Half a character, or bytes that are no UTF-8: one spoilt SKU must not make the whole account unreadable.
    private static string? String(JsonElement value)
    {
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static string Excerpt(ReadOnlyMemory<byte> body)
    {
        var text = System.Text.Encoding.UTF8.GetString(body.Span[..Math.Min(body.Length, 60)]).ReplaceLineEndings(" ").Trim();
        return text.Length == 0 ? "it is empty" : $"it begins with “{text}”";
    }
}
