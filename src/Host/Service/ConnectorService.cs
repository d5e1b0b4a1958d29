using Connector.Core.Ledger;
using Connector.Host.Configuration;
using Connector.Host.Redaction;
using Connector.Host.Runtime;
using Connector.Host.Web;

namespace Connector.Host.Service;

/// <summary>
/// The running service: every account is read on its schedule, its stores are kept right side by side, feeds and health are
/// served. It can be killed at any time; the ledger knows what is left to do.
/// </summary>
internal sealed class ConnectorService : IServiceView
{
    private readonly ConnectorSession session;
    private readonly ILogger logger;
    private readonly IReadOnlyList<StoreWorker> stores;
    private readonly IReadOnlyList<AccountWorker> accounts;

    /// <summary>The service of a session, not running yet.</summary>
    public ConnectorService(ConnectorSession session)
    {
        this.session = session;
        logger = session.Loggers.CreateLogger<ConnectorService>();
        var byAccount = new Dictionary<string, List<StoreWorker>>(StringComparer.Ordinal);
        accounts = [.. session.Stores.Select(store => store.Configuration.Account).Distinct(StringComparer.Ordinal).Select(name => new AccountWorker(
            session, name, session.Configuration.Accounts[name], session.Accounts[name], () => byAccount[name], logger))];
        stores = [.. session.Stores.Select(store => new StoreWorker(session, store, () => accounts.First(account => account.Name == store.Configuration.Account).IsRead, logger))];
        foreach (var group in stores.GroupBy(store => store.Store.Configuration.Account, StringComparer.Ordinal))
            byAccount[group.Key] = [.. group];
    }

    /// <inheritdoc />
    public ConnectorConfiguration Configuration => session.Configuration;

    /// <inheritdoc />
    public Ledger Ledger => session.Ledger;

    /// <inheritdoc />
    public SecretRedactor Redactor => session.Redactor;

    /// <inheritdoc />
    public ILoggerFactory Loggers => session.Loggers;

    /// <inheritdoc />
    public IReadOnlyList<string> NotReady =>
        [.. accounts.Select(account => account.Trouble).Concat(stores.Select(store => store.Trouble)).OfType<string>()];

    /// <summary>Runs until it is stopped.</summary>
    /// <param name="started">Told where it listens.</param>
    /// <param name="stop">Stops it; what is on the wire is waited for.</param>
    /// <exception cref="IOException">An address is taken.</exception>
    public async Task RunAsync(Action<IReadOnlyList<Uri>> started, CancellationToken stop)
    {
        await using var web = await WebServer.StartAsync(this, [], stop).ConfigureAwait(false);
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
