using System.Text.Json;
using System.Text.Json.Nodes;

namespace Connector.Emulators.Receiver;

/// <summary>What a site does with the items of one batch.</summary>
internal sealed class ReceiverBatch(ReceiverShelf shelf, ReceiverQuirks quirks, bool isDry)
{
    /// <summary>Does one item.</summary>
    /// <returns>Its result: <c>{"sku":…,"status":…,"previous":…,"current":…}</c>.</returns>
    public JsonObject Set(JsonObject item)
    {
        var sku = item["sku"]?.GetValueKind() == JsonValueKind.String ? (string)item["sku"]! : "";
        return shelf.With(sku, (found, write) => Set(sku, item, found, write));
    }

    private JsonObject Set(string sku, JsonObject item, IReadOnlyList<ReceiverGoods> found, Action<ReceiverGoods> write)
    {
        if (found.Count == 0 || (found.Count > 1 && !quirks.WritesDuplicates))
            return Result(sku, found.Count == 0 ? "not_found" : "duplicate");
        var now = found[0];
        if (Quantity(item["quantity"]) is not { } quantity)
            return Result(sku, "invalid", now.Quantity);
        if (!now.IsTracked)
            return Result(sku, "not_tracked", now.Quantity);
        var sequence = (long?)item["seq"];
        if (!quirks.IgnoresSequence && sequence < now.Sequence)
            return Result(sku, "stale", now.Quantity);
        if (quirks.CompareAndSet && (decimal?)item["expected"] is { } expected && expected != now.Quantity)
            return Result(sku, "conflict", now.Quantity);
        var after = quirks.AddsNumbers ? now.Quantity + quantity : quantity;
        if (!isDry)
        {
            foreach (var one in found)
                write(one with { Quantity = after, Sequence = sequence ?? one.Sequence });
        }

        return Result(sku, now.Quantity == after ? "unchanged" : "updated", isDry ? now.Quantity : after, now.Quantity);
    }

    // null: no number that the site takes.
    private decimal? Quantity(JsonNode? value)
    {
        if (value?.GetValueKind() != JsonValueKind.Number)
            return null;
        var quantity = (decimal)value;
        if (quirks.LosesZero && quantity == 0)
            return null;
        return quirks.TakesAnyNumber || (quantity >= 0 && decimal.Round(quantity, quirks.Decimals) == quantity) ? quantity : null;
    }

    private JsonObject Result(string sku, string status, decimal? current = null, decimal? previous = null)
    {
        var result = new JsonObject { ["sku"] = quirks.SpoilsSkus ? Spoilt(sku) : sku, ["status"] = status };
        if (previous is { } before)
            result["previous"] = before;
        if (current is { } number)
            result["current"] = number;
        return result;
    }

    // As a site on a one-byte encoding does.
    private static string Spoilt(string sku) =>
        string.Concat(sku.Select(letter => char.IsAscii(letter) ? letter : '?'));
}
