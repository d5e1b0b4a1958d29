using Connector.Host.Configuration;
using Connector.Host.Runtime;
using AccountReader = Connector.Core.KeyCrm.AccountReader;

namespace Connector.Host.Service;

/// <summary>
/// The workers of the configuration in force. Another configuration stops, starts and replaces only the workers that it concerns;
/// the others do not notice. Not for several threads.
/// </summary>
/// <param name="service">What all workers share.</param>
/// <param name="cut">Ends what is on the wire.</param>
internal sealed class WorkerSet(ServiceContext service, CancellationToken cut) : IWorkers, IAsyncDisposable
{
    private volatile IReadOnlyList<(StoreWorker Worker, RunningWorker Running)> stores = [];
    private volatile IReadOnlyList<(AccountWorker Worker, RunningWorker Running)> accounts = [];

    /// <inheritdoc />
    public IEnumerable<StoreWorker> Stores => stores.Select(store => store.Worker);

    /// <inheritdoc />
    public IEnumerable<AccountWorker> Accounts => accounts.Select(account => account.Worker);

    /// <summary>Brings the workers in line with a configuration. What is on the wire to a store that changes is waited for.</summary>
    /// <param name="open">Every enabled store.</param>
    /// <param name="configured">Every account, as configured and with its reader.</param>
    public async Task ApplyAsync(IReadOnlyList<OpenStore> open, IReadOnlyDictionary<string, (AccountConfiguration Configuration, AccountReader Reader)> configured)
    {
        var fed = configured.Where(account => open.Any(store => store.Configuration.Account == account.Key)).ToDictionary();
        var (keptStores, oldStores) = Split(stores, store => open.Contains(store.Store));
        var (keptAccounts, oldAccounts) = Split(accounts, account => fed.TryGetValue(account.Name, out var now) && account.Works(now.Configuration, now.Reader));
        // All are told first, so that nobody waits for another's end.
        foreach (var running in oldStores.Concat(oldAccounts))
            running.Stop();
        foreach (var running in oldStores.Concat(oldAccounts))
            await running.DisposeAsync().ConfigureAwait(false);

        var newAccounts = fed.Where(account => !keptAccounts.Exists(kept => kept.Worker.Name == account.Key))
            .Select(account => new AccountWorker(service, account.Key, account.Value.Configuration, account.Value.Reader, () => Of(account.Key)))
            .ToList();
        var newStores = open.Where(store => !keptStores.Exists(kept => kept.Worker.Store == store))
            .Select(store => new StoreWorker(service, store, () => IsRead(store.Configuration.Account)))
            .ToList();
        stores = [.. keptStores, .. newStores.Select(worker => (worker, new RunningWorker(stop => worker.RunAsync(stop, cut))))];
        accounts = [.. keptAccounts, .. newAccounts.Select(worker => (worker, new RunningWorker(worker.RunAsync)))];
        foreach (var worker in newStores)
            worker.Wake();
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        var all = stores.Select(store => store.Running).Concat(accounts.Select(account => account.Running)).ToList();
        (stores, accounts) = ([], []);
        foreach (var running in all)
            running.Stop();
        foreach (var running in all)
            await running.DisposeAsync().ConfigureAwait(false);
    }

    private IEnumerable<StoreWorker> Of(string account) => Stores.Where(store => store.Store.Configuration.Account == account);

    private bool IsRead(string account) => Accounts.FirstOrDefault(worker => worker.Name == account)?.IsRead ?? false;

    private static (List<(T Worker, RunningWorker Running)> Kept, List<RunningWorker> Old) Split<T>(
        IReadOnlyList<(T Worker, RunningWorker Running)> workers, Func<T, bool> isKept) =>
        ([.. workers.Where(worker => isKept(worker.Worker))], [.. workers.Where(worker => !isKept(worker.Worker)).Select(worker => worker.Running)]);
}
