using Connector.Abstractions;
using Connector.Core.Ledger;
using Connector.Core.Matching;
using Connector.Core.Planning;
using Microsoft.Extensions.Logging;

namespace Connector.Core.Sync;

/// <summary>
/// Reads a store's listings, whole or not at all, and looks up what a reading leaves out. A reading that broke off in the
/// middle, or during which the shop changed, is begun again a few times: shops are edited while they are read.
/// </summary>
internal sealed class StoreReading(
    StoreDefinition store, StoreGateway gateway, Ledger.Ledger ledger, TimeProvider time, ILogger logger, IProgress<StoreProgress>? progress)
{
    private const int MaxAttempts = 3;
    private const int ListingsPerReport = 1000;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    private LastPut? memory;

    /// <summary>Every listing of the store, and what only a look-up finds.</summary>
    /// <param name="planner">Knows the store's SKUs of the account's offers.</param>
    /// <param name="cancellationToken">Ends the reading early.</param>
    /// <exception cref="StoreException">The store could not be read whole.</exception>
    public async Task<ListingIndex> ReadAsync(Planner planner, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var index = new ListingIndex(store.Match);
            try
            {
                var reading = ledger.Listings.BeginReading(store.Id);
                var refs = new HashSet<string>(StringComparer.Ordinal);
                await ReadWholeAsync(index, reading, refs, cancellationToken).ConfigureAwait(false);
                if (gateway.Capabilities.Features.HasFlag(StoreFeatures.FindsUnlisted))
                    await FindUnlistedAsync(planner, index, reading, refs, cancellationToken).ConfigureAwait(false);
                reading.Finish();
                // What a store that shows everything has just not shown needs no remembering.
                if (memory is null)
                    ledger.Desired.ForgetGone(store.Id);
                return index;
            }
            catch (StoreException failure) when (attempt < MaxAttempts && IsWorthAnotherTry(failure, index.Count > 0))
            {
                var pause = failure.RetryAfter ?? Pause * attempt;
                StoreSyncLog.ReadingAgain(logger, store.Id.Value, failure.Message, (int)pause.TotalSeconds);
                await Task.Delay(pause, time, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    // A store that has shown nothing yet is down; one that broke off was there a moment ago.
    private static bool IsWorthAnotherTry(StoreException failure, bool hasBegun) => failure.Failure switch
    {
        StoreFailure.Protocol => true,
        StoreFailure.Unreachable => hasBegun,
        StoreFailure.Throttled => failure.RetryAfter is null || failure.RetryAfter <= LongestPause,
        _ => false,
    };

    private async Task ReadWholeAsync(ListingIndex index, ListingReading reading, HashSet<string> refs, CancellationToken cancellationToken)
    {
        await foreach (var listing in gateway.ReadListingsAsync(cancellationToken).ConfigureAwait(false))
        {
            if (!refs.Add(listing.Ref.Value))
                throw new StoreException(StoreFailure.Protocol, $"The store's reading brought listing {listing.Ref} twice; it changed while it was read, and the reading does not count.");
            Add(listing, index, reading);
        }
    }

    private async Task FindUnlistedAsync(
        Planner planner, ListingIndex index, ListingReading reading, HashSet<string> refs, CancellationToken cancellationToken)
    {
        var skus = planner.Unlisted(ledger.Levels.Read(store.Account), index);
        foreach (var chunk in skus.Values.Chunk(gateway.Capabilities.MaxFindBatch))
        {
            foreach (var listing in await gateway.FindBySkuAsync(chunk, cancellationToken).ConfigureAwait(false))
            {
                if (SkuKey.Of(listing.Sku, store.Match) is { } key && skus.ContainsKey(key) && refs.Add(listing.Ref.Value))
                    Add(listing, index, reading);
            }
        }
    }

    private void Add(Listing listing, ListingIndex index, ListingReading reading)
    {
        if (listing.ShowsQuantity)
        {
            index.Add(listing);
            reading.Add(listing);
        }
        else if ((memory ??= new LastPut(store, ledger, time)).Of(listing) is { } remembered)
        {
            index.Add(remembered.Listing, remembered.IsDoubtful);
            reading.Add(remembered.Listing);
        }

        if (index.Count % ListingsPerReport == 0)
            progress?.Report(new StoreProgress(store.Id, StorePhase.Reading, index.Count, null));
    }
}
