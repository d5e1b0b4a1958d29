using System.Globalization;
using System.Text.Json;
using Connector.Abstractions;

namespace Connector.Adapters.Http.Receiver;

/// <summary>What a site says became of each item of a batch.</summary>
internal static class ItemResults
{
    /// <summary>One outcome for each change, in order. An item that the site says nothing of is not done.</summary>
    /// <param name="changes">What was sent; no SKU twice.</param>
    /// <param name="results">The array <c>results</c>.</param>
    public static IReadOnlyList<StockOutcome> Of(IReadOnlyList<StockChange> changes, JsonElement results)
    {
        var bySku = results.EnumerateArray()
            .Where(result => result.ValueKind == JsonValueKind.Object && result.Text("sku") is not null)
            .ToLookup(result => result.Text("sku")!, StringComparer.Ordinal);
        return [.. changes.Select(change => Of(change, [.. bySku[change.Sku]]))];
    }

    /// <summary>A change that is not sent, because the site cannot hold it.</summary>
    public static StockOutcome? Refused(StockChange change, SiteCapabilities site) =>
        decimal.Round(change.Quantity, site.Decimals) != change.Quantity ? Outcome(change, StockStatus.Rejected, "http.fraction", $"the site takes {(site.Decimals == 0 ? "whole numbers only" : $"{site.Decimals} decimal places")}; let the store's rule round (\"fraction\": \"floor\")")
        : change.Quantity < 0 && !site.Negative ? Outcome(change, StockStatus.Rejected, "http.negative", "the site takes no numbers below zero")
        : site.SkuMaxLength is { } most && change.Sku.Length > most ? Outcome(change, StockStatus.Rejected, "http.sku_too_long", string.Create(CultureInfo.InvariantCulture, $"the site takes SKUs of up to {most} characters"))
        : null;

    /// <summary>An outcome that is no success.</summary>
    public static StockOutcome Outcome(StockChange change, StockStatus status, string code, string message, decimal? current = null) =>
        new() { Ref = change.Ref, Status = status, Current = current, Error = new StoreError { Code = code, Message = message } };

    private static StockOutcome Of(StockChange change, IReadOnlyList<JsonElement> results) => results.Count switch
    {
        0 => Outcome(change, StockStatus.Failed, "http.no_answer", "the site's answer says nothing of this SKU; it is sent again"),
        1 => Of(change, results[0]),
        // Said twice: only if it was said alike is it known what happened.
        _ => results.Select(result => Of(change, result)).Distinct().ToList() is [var only]
            ? only
            : Outcome(change, StockStatus.Failed, "http.contradiction", $"the site's answer says different things of this SKU ({string.Join(", ", results.Select(Status))}); it is sent again"),
    };

    private static StockOutcome Of(StockChange change, JsonElement result)
    {
        var status = Status(result);
        var said = result.Text("message") is { Length: > 0 } message ? message : null;
        var current = result.Number("current");
        return status switch
        {
            "updated" => new StockOutcome { Ref = change.Ref, Status = StockStatus.Applied, Current = current },
            "unchanged" => new StockOutcome { Ref = change.Ref, Status = StockStatus.Unchanged, Current = current },
            "not_found" => Outcome(change, StockStatus.Gone, "http.not_found", said ?? "the site has no such SKU"),
            "duplicate" => Outcome(change, StockStatus.Rejected, "http.duplicate", $"several goods of the site carry this SKU, and none was changed{After(said)}"),
            // Sent twice, and the first time was done.
            "stale" when current == change.Quantity => new StockOutcome { Ref = change.Ref, Status = StockStatus.Applied, Current = current },
            "stale" => Outcome(change, StockStatus.Failed, "http.stale", "the site holds a newer number already. If this machine's clock was set back, wait until it has caught up, or clear the site's “seq”", current),
            "conflict" => Outcome(change, StockStatus.Failed, "http.conflict", "the site's number has changed since it was read; the next pass reads it again", current),
            "not_tracked" => Outcome(change, StockStatus.NotTracked, "http.not_tracked", said ?? "the site keeps no stock for this SKU"),
            "invalid" => Outcome(change, StockStatus.Rejected, "http.invalid", said ?? "the site does not take this number", current),
            "error" => Outcome(change, StockStatus.Failed, "http.error", said ?? "this item failed on the site, which did not say why", current),
            _ => Outcome(change, StockStatus.Failed, "http.unknown_status", $"the site answered the status “{status}”, which the contract does not know", current),
        };
    }

    private static string Status(JsonElement result) => result.Text("status") ?? "";

    private static string After(string? said) => said is null ? "" : $": {said}";
}
