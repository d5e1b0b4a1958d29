using Connector.Core.KeyCrm;
using Connector.Core.Ledger;
using Connector.Core.Sync;

namespace Connector.Host.Runtime;

/// <summary>
/// One pass: every account that is needed is read once, then its stores are worked on side by side. What happens to one
/// account or store changes nothing for another.
/// </summary>
internal sealed class SyncRunner(ConnectorSession session)
{
    /// <summary>Makes the pass.</summary>
    /// <param name="stores">The stores to work on.</param>
    /// <param name="mode">How far it goes.</param>
    /// <param name="progress">Told how far it has come.</param>
    /// <param name="cancellationToken">Ends the pass early; the next one converges.</param>
    public async Task<SyncOutcome> RunAsync(IReadOnlyList<OpenStore> stores, SyncMode mode, ISyncProgress progress, CancellationToken cancellationToken)
    {
        var byAccount = stores.GroupBy(store => store.Configuration.Account, StringComparer.Ordinal).ToList();
        var results = await Task.WhenAll(byAccount.Select(async group =>
        {
            var scan = await session.Accounts[group.Key]
                .ScanAsync(session.NeedsWarehouses(group.Key), progress.ForAccount(group.Key), cancellationToken).ConfigureAwait(false);
            var reports = await Task.WhenAll(group.Select(store => scan.IsComplete
                ? RunStoreAsync(store, mode, progress, cancellationToken)
                : Task.FromResult(NotRead(store, scan)))).ConfigureAwait(false);
            return (Account: group.Key, Scan: scan, Reports: reports);
        })).ConfigureAwait(false);

        var order = stores.Select((store, position) => (store.Configuration.Id, position)).ToDictionary(pair => pair.Id, pair => pair.position);
        return new SyncOutcome(
            results.ToDictionary(result => result.Account, result => result.Scan),
            [.. results.SelectMany(result => result.Reports).OrderBy(report => order[report.Store])]);
    }

    /// <summary>Makes the pass over one store, its account having been read. Failures of the store are in the report.</summary>
    public async Task<StoreReport> RunStoreAsync(OpenStore store, SyncMode mode, ISyncProgress? progress, CancellationToken cancellationToken)
    {
        if (store.Adapter is not { } adapter)
            return new StoreReport { Store = store.Configuration.Id, Failure = store.Failure };
        try
        {
            var logger = session.Loggers.CreateLogger($"Connector.Store.{store.Configuration.Id}");
            // A pass works through its store without ever yielding for long; stores must not wait for each other's arithmetic.
            var before = store.HttpRequests;
            var report = await Task.Run(
                () => new StoreSync(store.Definition, adapter, session.Ledger, session.Redactor.Redact, session.Time, logger, progress?.ForStores).RunAsync(mode, cancellationToken),
                cancellationToken).ConfigureAwait(false);
            var sent = store.HttpRequests - before;
            return sent > 0 ? report with { Requests = sent } : report;
        }
        catch (Exception exception) when (exception is not (OperationCanceledException or LedgerException or OutOfMemoryException))
        {
            return new StoreReport
            {
                Store = store.Configuration.Id,
                Failure = $"The pass over the store ended unexpectedly ({exception.GetType().Name}: {session.Redactor.Redact(exception.Message)}).",
            };
        }
    }

    private static StoreReport NotRead(OpenStore store, ScanResult scan) => new()
    {
        Store = store.Configuration.Id,
        Failure = $"{scan.Failure!.Message} Nothing is written to the store until keyCRM can be read whole.",
    };
}
