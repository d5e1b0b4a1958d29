using Connector.Abstractions;
using Connector.Core.Ledger;
using Connector.Core.Planning;
using Microsoft.Extensions.Logging;

namespace Connector.Core.Sync;

/// <summary>
/// Puts back what a run changed. What it puts back is left alone by the running service until keyCRM says another number: else
/// the next step would write the undone numbers again.
/// </summary>
public sealed class StoreUndo
{
    private readonly StoreDefinition store;
    private readonly StoreGateway gateway;
    private readonly Ledger.Ledger ledger;
    private readonly TimeProvider time;
    private readonly ILogger logger;

    /// <summary>The undoing of one store's runs.</summary>
    /// <param name="store">The store.</param>
    /// <param name="adapter">Its adapter; the caller disposes it.</param>
    /// <param name="ledger">Where its runs stand.</param>
    /// <param name="redact">Takes secrets out of what adapters say.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Names the store.</param>
    public StoreUndo(StoreDefinition store, IStoreAdapter adapter, Ledger.Ledger ledger, Func<string, string> redact, TimeProvider time, ILogger logger)
    {
        this.store = store;
        this.ledger = ledger;
        this.time = time;
        this.logger = logger;
        gateway = new StoreGateway(store.Id, adapter, text => StoreText.WithoutName(store.Id, redact(text)), time);
    }

    /// <summary>Reads the store, plans, and writes what still stands.</summary>
    /// <param name="run">The run's number.</param>
    /// <param name="apply">Whether it is done, or only planned.</param>
    /// <param name="cancellationToken">Ends it early; what was put back stays so.</param>
    /// <returns>What became of each change, and what is left as it is.</returns>
    public async Task<(StoreReport Report, IReadOnlyList<(string Sku, string Why)> Left)> RunAsync(long run, bool apply, CancellationToken cancellationToken)
    {
        try
        {
            using var lease = await StoreLease.TakeAsync(store.Id, ledger, time, logger, cancellationToken).ConfigureAwait(false);
            // Only what the store holds now tells what may be put back.
            await new StoreReading(store, gateway, ledger, time, logger, progress: null).ReadAsync(new Planner(store.Stock, store.Match), cancellationToken).ConfigureAwait(false);
            ledger.Journal.ResolveCut(store.Id);
            var (changes, left) = UndoPlan.Make(ledger, store.Id, run);
            if (!apply || changes.Count == 0)
                return (new StoreReport { Store = store.Id, Items = [.. changes.Select(change => new ItemResult(change, ItemOutcome.Planned))] }, left);
            return (await WriteAsync(changes, lease, cancellationToken).ConfigureAwait(false), left);
        }
        catch (StoreException failure)
        {
            StoreSyncLog.StoreFailed(logger, store.Id.Value, failure.Message);
            return (new StoreReport { Store = store.Id, Failure = failure.Message, FailureKind = failure.Failure }, []);
        }
    }

    private async Task<StoreReport> WriteAsync(IReadOnlyList<PlannedChange> changes, Lease lease, CancellationToken cancellationToken)
    {
        var undoing = ledger.Runs.Begin(store.Id);
        // Before the store is called: whatever happens then, the service does not put the undone numbers there again.
        ledger.Desired.ParkUndone(store.Id, undoing, changes);
        var writer = new StockWriter(store, gateway, new WritePace(gateway.Capabilities), ledger, lease, undoing, time, logger);
        var writing = new StoreRun(store, gateway, ledger, writer, undoing);
        var report = await writing.WriteAsync(changes, _ => { }, cancellationToken).ConfigureAwait(false);
        writing.End(report);
        return report;
    }
}
