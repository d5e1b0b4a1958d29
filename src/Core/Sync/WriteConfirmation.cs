using Connector.Abstractions;
using Connector.Core.Ledger;
using Connector.Core.Matching;
using Connector.Core.Stock;

namespace Connector.Core.Sync;

/// <summary>
/// After the writing: reads back what a store accepted without showing it, and looks up anew what was gone, because a listing
/// that was made again carries its SKU under another reference.
/// </summary>
internal sealed class WriteConfirmation(StoreDefinition store, StoreGateway gateway, Ledger.Ledger ledger, StockWriter writer)
{
    public async Task ConfirmAsync(IReadOnlyList<WriteItem> items, CancellationToken cancellationToken)
    {
        try
        {
            await FollowGoneAsync(items, cancellationToken).ConfigureAwait(false);
            await ReadBackAsync(items, cancellationToken).ConfigureAwait(false);
        }
        catch (StoreException)
        {
            // What was written is written; what could not be read back stays "accepted", or "not found", until the next pass
            // reads the whole store.
        }
    }

    private async Task FollowGoneAsync(IReadOnlyList<WriteItem> items, CancellationToken cancellationToken)
    {
        var gone = items.Where(item => item.Result?.Outcome == ItemOutcome.NotFound).ToList();
        if (gone.Count == 0)
            return;
        var found = await FindAsync(gone, cancellationToken).ConfigureAwait(false);
        var moved = new List<WriteItem>();
        var taken = items.Select(item => item.Change.Ref).ToHashSet();
        foreach (var item in gone)
        {
            // Several listings with the SKU now: ambiguous, and left for the next pass to report.
            if (found.TryGetValue(SkuKey.Of(item.Change.Sku, store.Match)!, out var now) && now is [{ TracksStock: true } only] && taken.Add(only.Ref))
            {
                item.Change = item.Change with { Ref = only.Ref, Parent = only.Parent, Sku = only.Sku, Before = only.Quantity };
                item.Result = null;
                moved.Add(item);
            }
        }

        if (moved.Count > 0)
            await writer.WriteAsync(moved, _ => { }, cancellationToken).ConfigureAwait(false);
    }

    private async Task ReadBackAsync(IReadOnlyList<WriteItem> items, CancellationToken cancellationToken)
    {
        var accepted = items.Where(item => item.Result?.Outcome == ItemOutcome.Accepted).ToList();
        if (accepted.Count == 0)
            return;
        var found = (await FindAsync(accepted, cancellationToken).ConfigureAwait(false)).Values
            .SelectMany(listings => listings)
            .DistinctBy(listing => listing.Ref)
            .ToDictionary(listing => listing.Ref);
        var numbers = new List<(ListingRef, decimal)>();
        var states = new List<(ListingRef, Observation, DesiredState, StoreError?)>();
        var answers = new List<(long, string, decimal?, StoreError?)>();
        foreach (var item in accepted)
        {
            if (!found.TryGetValue(item.Change.Ref, out var listing) || listing.Quantity is not { } quantity)
                continue;
            numbers.Add((item.Change.Ref, quantity));
            if (quantity == item.Change.After)
            {
                item.Result = item.Result! with { Outcome = ItemOutcome.Applied, Current = quantity };
                answers.Add((item.Entry, OutcomeWords.Of(ItemOutcome.Applied), quantity, null));
                continue;
            }

            var error = new StoreError { Code = "store.not_kept", Message = $"the store said yes to {item.Change.After} and holds {quantity}" };
            item.Result = item.Result! with { Outcome = ItemOutcome.Failed, Current = quantity, Error = error };
            answers.Add((item.Entry, OutcomeWords.Of(ItemOutcome.Failed), quantity, error));
            states.Add((item.Change.Ref, item.Change.Observation, DesiredState.Failing, error));
        }

        ledger.Listings.Confirm(store.Id, numbers);
        ledger.Desired.Settle(store.Id, states);
        ledger.Journal.Answered(answers);
    }

    private async Task<Dictionary<string, List<Listing>>> FindAsync(IReadOnlyList<WriteItem> items, CancellationToken cancellationToken)
    {
        var found = new Dictionary<string, List<Listing>>(StringComparer.Ordinal);
        var skus = items.Select(item => item.Change.Sku).Distinct(StringComparer.Ordinal);
        foreach (var chunk in skus.Chunk(gateway.Capabilities.MaxFindBatch))
        {
            foreach (var listing in await gateway.FindBySkuAsync(chunk, cancellationToken).ConfigureAwait(false))
            {
                if (SkuKey.Of(listing.Sku, store.Match) is not { } key)
                    continue;
                if (!found.TryGetValue(key, out var same))
                    found[key] = same = [];
                same.Add(listing);
            }
        }

        return found;
    }
}
