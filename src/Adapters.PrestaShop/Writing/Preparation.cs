using Connector.Abstractions;
using Connector.Adapters.PrestaShop.Listings;

namespace Connector.Adapters.PrestaShop.Writing;

/// <summary>
/// Makes sure that each row is still what the reference says before it is written, and is no sum of combinations. Rows read a
/// moment ago need no second look for PATCH; PUT sends every field back, and so always reads.
/// </summary>
internal sealed class Preparation(Catalogue catalogue, RecentRows recent)
{
    /// <summary>The changes that may be sent; the others get their outcome.</summary>
    public async Task<List<Item>> ReadyAsync(IReadOnlyList<Item> meant, bool wholeRows, Dictionary<ListingRef, StockOutcome> outcomes, CancellationToken cancellationToken)
    {
        if (meant.Count == 0 || (!wholeRows && meant.All(item => recent.Holds(item.Ref))))
            return [.. meant];
        var readAt = recent.Now;
        var found = await catalogue.RowsOfAsync(meant.Select(item => item.Ref.Product).ToHashSet(), StockRow.AllFields, cancellationToken).ConfigureAwait(false);
        var rows = found.ToDictionary(row => row.Id);
        var parents = found.Where(row => row.Combination > 0).Select(row => row.Product).ToHashSet();
        var ready = new List<Item>();
        foreach (var item in meant)
        {
            var row = rows.GetValueOrDefault(item.Ref.Row);
            if (Outcomes.Unsendable(item.Change, item.Ref, row, item.Ref.Combination == 0 && parents.Contains(item.Ref.Product)) is { } outcome)
            {
                outcomes[item.Change.Ref] = outcome;
                recent.Forget(item.Ref.Row);
            }
            else
            {
                ready.Add(item with { Row = row });
                recent.Add(item.Ref, readAt);
            }
        }

        return ready;
    }
}
