using Connector.Abstractions;
using Connector.Core.Sync;
using Connector.Host.Runtime;
using Connector.Host.Service;

namespace Connector.Host.Web;

/// <summary>What a person asks of the running service, by the API or the dashboard.</summary>
internal sealed class StoreActions(ConnectorSession session, Func<IWorkers?> workers)
{
    /// <summary>The enabled store of a name.</summary>
    public OpenStore? Find(string store) => session.Stores.FirstOrDefault(one => one.Configuration.Id.Value == store);

    /// <summary>Reads a store whole, tries everything that waits, and begins again with one that was left alone.</summary>
    /// <returns>Whether there is such a store.</returns>
    public bool Wake(string store)
    {
        if (workers()?.Stores.FirstOrDefault(worker => worker.Store.Configuration.Id.Value == store) is not { } worker)
            return false;
        worker.ReadWhole();
        return true;
    }

    /// <summary>Writes one number after all: one that failed, was parked or refused, or is contested.</summary>
    /// <returns>Whether there is such a number.</returns>
    public bool Retry(StoreId store, ListingRef listing)
    {
        if (!session.Ledger.Desired.Retry(store, listing))
            return false;
        workers()?.Stores.FirstOrDefault(worker => worker.Store.Configuration.Id == store)?.Wake();
        return true;
    }

    /// <summary>Reads a store whole, and says what would be written to it by what keyCRM last said. Writes nothing.</summary>
    /// <param name="store">The store.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>What would be written; a failure where keyCRM was not yet read, or the store cannot be.</returns>
    public Task<StoreReport> PlanAsync(OpenStore store, CancellationToken cancellationToken) =>
        session.Ledger.Levels.LastSnapshot(store.Configuration.Account) is null
            ? Task.FromResult(new StoreReport { Store = store.Configuration.Id, Failure = "keyCRM was not yet read whole, so nothing can be planned. Look again in a few minutes." })
            : new SyncRunner(session).RunStoreAsync(store, SyncMode.Plan, progress: null, cancellationToken);

    /// <summary>Reads an account whole.</summary>
    /// <returns>Whether there is such an account that feeds a store.</returns>
    public bool Scan(string account)
    {
        if (workers()?.Accounts.FirstOrDefault(worker => worker.Name == account) is not { } worker)
            return false;
        worker.Scan();
        return true;
    }

    /// <summary>Decides on the plan that waits.</summary>
    /// <returns>Whether one was waiting.</returns>
    public bool Decide(StoreId store, bool approve, string by)
    {
        if (!session.Ledger.Holds.Decide(store, approve, by))
            return false;
        if (approve)
            Wake(store.Value);
        return true;
    }

    /// <summary>Plans, or does, the putting back of what a run changed.</summary>
    /// <exception cref="StoreException">The store's adapter cannot be used.</exception>
    public async Task<(StoreReport Report, IReadOnlyList<(string Sku, string Why)> Left)> UndoAsync(string store, long run, bool apply, CancellationToken cancellationToken)
    {
        var open = Find(store);
        if (open?.Adapter is not { } adapter)
            throw new StoreException(StoreFailure.Misconfigured, open?.Failure ?? $"There is no enabled store “{store}”.");
        var undo = new StoreUndo(open.Definition, adapter, session.Ledger, session.Redactor.Redact, session.Time, session.Loggers.CreateLogger($"Connector.Store.{open.Configuration.Id}"));
        var result = await undo.RunAsync(run, apply, cancellationToken).ConfigureAwait(false);
        if (apply)
            Wake(store);
        return result;
    }
}
