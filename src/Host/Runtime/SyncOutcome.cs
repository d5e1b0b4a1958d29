using Connector.Core.KeyCrm;
using Connector.Core.Sync;

namespace Connector.Host.Runtime;

/// <summary>How one pass over accounts and stores came out.</summary>
/// <param name="Accounts">The scans, by account.</param>
/// <param name="Stores">The stores, in the order of the configuration.</param>
internal sealed record SyncOutcome(IReadOnlyDictionary<string, ScanResult> Accounts, IReadOnlyList<StoreReport> Stores)
{
    /// <summary>Whether a plan waits for a person.</summary>
    public bool IsHeld => Stores.Any(store => store.IsHeld);

    /// <summary>Whether a store, or an item of one, failed.</summary>
    public bool HasFailed => Stores.Any(store => store.Failure is not null || store.FailedItems > 0)
        || Accounts.Values.Any(account => !account.IsComplete);
}
