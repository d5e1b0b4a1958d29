using Connector.Abstractions;
using Connector.Core.Ledger;
using Microsoft.Extensions.Logging;

namespace Connector.Core.Sync;

/// <summary>The right to write to a store, which one pass has at a time, in any process.</summary>
internal static class StoreLease
{
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <summary>Waits for it.</summary>
    /// <exception cref="StoreException">Another process does not give it back.</exception>
    public static async Task<Lease> TakeAsync(StoreId store, Ledger.Ledger ledger, TimeProvider time, ILogger logger, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        var told = false;
        while (true)
        {
            var lease = ledger.Leases.TryTake("store:" + store.Value, out var holder);
            if (lease is not null)
                return lease;
            if (time.GetElapsedTime(began) > Patience)
                throw new StoreException(StoreFailure.Unreachable, $"{holder} has been writing to store {store} for {Patience.TotalMinutes:0} minutes; nothing was written by this pass.");
            if (!told)
                StoreSyncLog.WaitingForLease(logger, store.Value, holder!);
            told = true;
            await Task.Delay(Poll, time, cancellationToken).ConfigureAwait(false);
        }
    }
}
