using System.Globalization;
using System.Text.Json;
using Connector.Abstractions;

namespace Connector.Adapters.Http.Receiver;

/// <summary>What a site says became of each item of a batch.</summary>
internal static class ItemResults
{
    /// <summary>One outcome for each change, in order. An item that the site says nothing of is not done.</summary>
    public static IReadOnlyList<StockOutcome> Of(IReadOnlyList<StockChange> changes, JsonElement results)
    {
        var bySku = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var result in results.EnumerateArray())
        {
            if (result.ValueKind == JsonValueKind.Object && result.TryGetProperty("sku", out var sku) && sku.ValueKind == JsonValueKind.String)
                bySku[sku.GetString()!] = result;
        }

        return [.. changes.Select(change => bySku.TryGetValue(change.Sku, out var result) ? Of(change, result) : Outcome(change, StockStatus.Failed, "http.no_answer", "the site's answer says nothing of this SKU; it is sent again"))];
    }

    /// <summary>A change that is not sent, because the site cannot hold it.</summary>
    public static StockOutcome? Refused(StockChange change, SiteCapabilities site) =>
        decimal.Round(change.Quantity, site.Decimals) != change.Quantity ? Outcome(change, StockStatus.Rejected, "http.fraction", $"the site takes {site.Decimals} decimal places")
        : change.Quantity < 0 && !site.Negative ? Outcome(change, StockStatus.Rejected, "http.negative", "the site takes no numbers below zero")
        : site.SkuMaxLength is { } most && change.Sku.Length > most ? Outcome(change, StockStatus.Rejected, "http.sku_too_long", string.Create(CultureInfo.InvariantCulture, $"the site takes SKUs of up to {most} characters"))
        : null;

    private static StockOutcome Of(StockChange change, JsonElement result)
    {
        var status = Text(result, "status");
        var message = Text(result, "message") is { Length: > 0 } said ? said : status;
        var current = result.TryGetProperty("current", out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var number) ? number : (decimal?)null;
        return status switch
        {
            "updated" => new StockOutcome { Ref = change.Ref, Status = StockStatus.Applied, Current = current },
            "unchanged" => new StockOutcome { Ref = change.Ref, Status = StockStatus.Unchanged, Current = current },
            "not_found" => Outcome(change, StockStatus.Gone, "http.not_found", message),
            "duplicate" => Outcome(change, StockStatus.Rejected, "http.duplicate", $"several goods of the site carry this SKU, and none was changed: {message}"),
            // Sent twice, and the first time was done.
            "stale" when current == change.Quantity => new StockOutcome { Ref = change.Ref, Status = StockStatus.Applied, Current = current },
            "stale" => Outcome(change, StockStatus.Failed, "http.stale", "the site holds a newer number already. If this machine's clock was set back, wait until it has caught up, or clear the site's “seq”", current),
            "conflict" => Outcome(change, StockStatus.Failed, "http.conflict", "the site's number has changed since it was read; the next pass reads it again", current),
            "not_tracked" => Outcome(change, StockStatus.NotTracked, "http.not_tracked", message),
            "invalid" => Outcome(change, StockStatus.Rejected, "http.invalid", message, current),
            "error" => Outcome(change, StockStatus.Failed, "http.error", message, current),
            _ => Outcome(change, StockStatus.Failed, "http.unknown_status", $"the site answered the status “{status}”, which the contract does not know", current),
        };
    }

    private static string Text(JsonElement json, string name) => json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";

    private static StockOutcome Outcome(StockChange change, StockStatus status, string code, string message, decimal? current = null) =>
        new() { Ref = change.Ref, Status = status, Current = current, Error = new StoreError { Code = code, Message = message } };
}
