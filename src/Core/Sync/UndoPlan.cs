using Connector.Abstractions;
using Connector.Core.Planning;
using Connector.Core.Stock;

namespace Connector.Core.Sync;

/// <summary>
/// What putting back a run means: for each listing that it changed, the number from before, where the store still holds what the
/// run wrote, by the store's latest reading. What was changed since is left as it is.
/// </summary>
public static class UndoPlan
{
    /// <summary>Makes the plan.</summary>
    /// <param name="ledger">Where the run stands.</param>
    /// <param name="store">Its store.</param>
    /// <param name="run">Its number.</param>
    /// <returns>What would be put back, and what would not, with the reason.</returns>
    public static (IReadOnlyList<PlannedChange> Changes, IReadOnlyList<(string Sku, string Why)> Left) Make(Ledger.Ledger ledger, StoreId store, long run)
    {
        var changes = new List<PlannedChange>();
        var left = new List<(string, string)>();
        var now = ledger.Observe();
        foreach (var (listing, sku, before, after) in ledger.Journal.WrittenBy(store, run))
        {
            var held = ledger.Listings.Find(store, listing);
            if (held is null)
                left.Add((sku, "the listing is not in the store any more"));
            else if (held.Quantity != after)
                left.Add((sku, $"the store holds {held.Quantity?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "nothing"} now, not the {after.ToString(System.Globalization.CultureInfo.InvariantCulture)} that the run wrote"));
            else if (before is not { } was)
                left.Add((sku, "it held no number before"));
            else if (was != after)
                changes.Add(ChangeOf(held, after, was, run, now));
        }

        return (changes, left);
    }

    private static PlannedChange ChangeOf(Listing held, decimal after, decimal was, long run, Observation now) => new()
    {
        Ref = held.Ref,
        Sku = held.Sku,
        Parent = held.Parent,
        Before = after,
        After = was,
        Reason = $"run {run} is undone",
        Observation = now,
    };
}
