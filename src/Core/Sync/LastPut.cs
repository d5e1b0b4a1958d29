using Connector.Abstractions;
using Connector.Core.Ledger;

namespace Connector.Core.Sync;

/// <summary>
/// What the connector last put into a store that does not show what it holds. It takes the place of a reading until it is older
/// than the time after which the store would be read back: then it is put there once more.
/// </summary>
internal sealed class LastPut(StoreDefinition store, Ledger.Ledger ledger, TimeProvider time)
{
    private readonly Dictionary<ListingRef, DesiredNumber> known =
        ledger.Desired.List(store.Id, DesiredState.Done, DesiredState.Gone).ToDictionary(number => number.Ref);

    /// <summary>The listing with what it is believed to hold; <see langword="null"/> if the store lately said that it does not have it.</summary>
    public (Listing Listing, bool IsDoubtful)? Of(Listing listing)
    {
        if (!known.TryGetValue(listing.Ref, out var last))
            return (listing, false);
        var isOld = time.GetUtcNow() - last.ChangedAt >= store.Drift.Every;
        return last.State == DesiredState.Done ? (listing with { Quantity = last.Quantity }, isOld)
            : isOld ? (listing, false)
            : null;
    }
}
