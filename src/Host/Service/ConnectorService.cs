using Connector.Core.Ledger;
using Connector.Host.Alerts;
using Connector.Host.Alerts.Sources;
using Connector.Host.Configuration;
using Connector.Host.Redaction;
using Connector.Host.Runtime;
using Connector.Host.Telemetry;
using Connector.Host.Web;
using Connector.Host.Web.Api;
using Connector.Host.Web.Dashboard;
using Connector.Host.Web.SignIn;

namespace Connector.Host.Service;

/// <summary>
/// The running service: every account's picture is kept young, its stores are kept right side by side, webhooks, feeds and health
/// are served, and the configuration is followed while it changes. It can be killed at any time; the ledger knows what is left to do.
/// </summary>
internal sealed class ConnectorService(ConnectorSession session) : IServiceView
{
    // What is on the wire when the service is told to stop may take so long to end.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(20);

    /// <summary>A service that is told to stop has done so within this time.</summary>
    public static readonly TimeSpan MostToStop = Grace + TimeSpan.FromSeconds(10);

    private readonly ServiceContext context = new(session.Ledger, session.Redactor, session.Loggers, session.Time);
    private readonly Supervisor supervisor = new();
    private string? refused;

    /// <summary>The workers that run now; <see langword="null"/> while none does.</summary>
    public IWorkers? Workers { get; private set; }

    /// <inheritdoc />
    public ConnectorConfiguration Configuration => session.Configuration;

    /// <inheritdoc />
    public Ledger Ledger => session.Ledger;

    /// <inheritdoc />
    public SecretRedactor Redactor => session.Redactor;

    /// <inheritdoc />
    public TimeProvider Time => session.Time;

    /// <inheritdoc />
    public ILoggerFactory Loggers => session.Loggers;

    /// <inheritdoc />
    public IReadOnlyList<string> NotReady =>
        [.. (Workers?.Accounts.Select(account => account.Trouble).Concat(Workers.Stores.Select(store => store.Trouble)) ?? ["The service is starting."]).Append(refused).OfType<string>()];

    /// <summary>Runs until it is stopped.</summary>
    /// <param name="started">Told where it listens.</param>
    /// <param name="stop">Stops it; what is on the wire is waited for.</param>
    /// <exception cref="IOException">An address is taken.</exception>
    public async Task RunAsync(Action<IReadOnlyList<Uri>> started, CancellationToken stop)
    {
        using var cut = new CancellationTokenSource();
        await using var grace = session.Time.CreateTimer(_ => cut.Cancel(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        await using var stopping = stop.Register(() => grace.Change(Grace, Timeout.InfiniteTimeSpan));
        var (actions, answers) = (new StoreActions(session, () => Workers), new ApiAnswers(session.Redactor));
        using var gauges = new ServiceGauges(session, () => Workers);
        await using var web = await WebServer.StartAsync(
            this,
            [new StoresApi(session, () => Workers, actions, answers), new RunsApi(session, actions, answers), new UpkeepApi(session, answers)],
            [new SignInModule(new PasswordFile(Configuration.StateFolder), new LockOut(session.Time)), new DashboardModule(session, () => Workers, actions)],
            stop).ConfigureAwait(false);
        await using var set = new WorkerSet(context, cut.Token);
        Workers = set;
        await ApplyAsync(set).ConfigureAwait(false);
        using var alerts = Alerts(set, web);
        await using var watching = new RunningWorker(alerts.RunAsync);
        using var noted = ServiceAddress.Note(Configuration.StateFolder, web.Addresses[0]);
        started(web.Addresses);
        supervisor.Ready();
        try
        {
            await new ConfigurationWatch(session.Time).RunAsync(() => ReloadAsync(set), stop).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Asked for.
        }

        supervisor.Stopping();
    }

    private AlertWorker Alerts(WorkerSet set, WebServer web) => new(context, () => Configuration.Alerts,
    [
        new AccountAlerts(() => Configuration, () => set.Accounts, Ledger, session.Time),
        new StoreAlerts(() => Configuration.Alerts, () => set.Stores, Ledger, session.Time),
        new LedgerAlerts(Ledger, session.Time),
        new MachineAlerts(() => Configuration, MachineAlerts.FreeBytes, () => web.IntakeTrouble, () => refused),
    ]);

    private Task ApplyAsync(WorkerSet set) => set.ApplyAsync(
        session.Stores, session.Configuration.Accounts.ToDictionary(account => account.Key, account => (account.Value, session.Accounts[account.Key])));

    private async Task ReloadAsync(WorkerSet set)
    {
        supervisor.Alive();
        var before = session.Stores;
        IReadOnlyList<IAsyncDisposable> old;
        try
        {
            old = await session.ReloadAsync().ConfigureAwait(false);
        }
        catch (ConfigurationException exception)
        {
            var problem = session.Redactor.Redact(exception.Message);
            if (refused != problem)
                ServiceLog.ConfigurationRefused(context.Logger, problem);
            refused = problem;
            return;
        }

        if (refused is not null)
            ServiceLog.ConfigurationAccepted(context.Logger);
        refused = null;
        await ApplyAsync(set).ConfigureAwait(false);
        foreach (var part in old)
            await part.DisposeAsync().ConfigureAwait(false);
        if (old.Count > 0 || !before.SequenceEqual(session.Stores))
            ServiceLog.ConfigurationChanged(context.Logger, string.Join(", ", session.Stores.Select(store => store.Configuration.Id)));
    }
}
