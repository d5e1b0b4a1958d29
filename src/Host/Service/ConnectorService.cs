using Connector.Host.Runtime;
using Connector.Host.Web;

namespace Connector.Host.Service;

/// <summary>
/// The running service: every account is read on its schedule, its stores are kept right side by side, feeds and health are
/// served. It can be killed at any time; the ledger knows what is left to do.
/// </summary>
internal sealed class ConnectorService(ConnectorSession session)
{
    private readonly ILogger logger = session.Loggers.CreateLogger<ConnectorService>();

    /// <summary>Runs until it is stopped.</summary>
    /// <param name="started">Told where it listens.</param>
    /// <param name="stop">Stops it; what is on the wire is waited for.</param>
    /// <exception cref="IOException">An address is taken.</exception>
    public async Task RunAsync(Action<IReadOnlyList<Uri>> started, CancellationToken stop)
    {
        var stores = session.Stores.Select(store => new StoreWorker(session, store, logger)).ToList();
        var accounts = stores.GroupBy(store => store.Store.Configuration.Account, StringComparer.Ordinal)
            .Select(group => new AccountWorker(session, group.Key, [.. group], logger))
            .ToList();
        foreach (var (name, account) in session.Configuration.Accounts.Where(account => account.Value.Webhook is not null))
            ServiceLog.WebhookNotTaken(logger, name);

        await using var web = await WebServer.StartAsync(
            session.Configuration,
            () => [.. accounts.Select(account => account.Trouble).Concat(stores.Select(store => store.Trouble)).OfType<string>()],
            stop).ConfigureAwait(false);
        started(web.Addresses);
        try
        {
            // Task.Run: a snapshot is stored without yielding, and no account may wait for another's.
            await Task.WhenAll([
                .. accounts.Select(account => Task.Run(() => account.RunAsync(stop), CancellationToken.None)),
                .. stores.Select(store => store.RunAsync(stop)),
                Task.Delay(Timeout.InfiniteTimeSpan, stop),
            ]).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Asked for.
        }
    }
}
