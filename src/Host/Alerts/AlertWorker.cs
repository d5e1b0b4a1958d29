using Connector.Core.Ledger;
using Connector.Host.Alerts.Channels;
using Connector.Host.Configuration;
using Connector.Host.Service;

namespace Connector.Host.Alerts;

/// <summary>Looks at everything that may need a person, again and again, and has it told.</summary>
internal sealed class AlertWorker : IDisposable
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(30);

    private readonly ServiceContext service;
    private readonly Func<AlertsConfiguration> configuration;
    private readonly IReadOnlyList<IAlertSource> sources;
    private readonly AlertChannels channels;
    private readonly AlertDispatcher dispatcher;
    private readonly AlertBoard board;

    /// <summary>A worker that is not working yet.</summary>
    /// <param name="service">What all workers share.</param>
    /// <param name="configuration">When persons are told, and how, as in force now.</param>
    /// <param name="sources">What is looked at.</param>
    public AlertWorker(ServiceContext service, Func<AlertsConfiguration> configuration, IReadOnlyList<IAlertSource> sources)
    {
        this.service = service;
        this.configuration = configuration;
        this.sources = sources;
        channels = new AlertChannels(service.Time);
        var outbox = new AlertOutbox(service.Ledger);
        dispatcher = new AlertDispatcher(service, configuration, channels, outbox);
        board = new AlertBoard(outbox, service.Redactor.Redact, service.Logger, service.Time);
    }

    /// <summary>Works until it is stopped.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        void Failed(string problem, TimeSpan pause) => ServiceLog.AlertsFailed(service.Logger, service.Redactor.Redact(problem), (int)pause.TotalSeconds);
        await Task.WhenAll(
            Unending.RunAsync(LookAsync, Failed, service.Time, stop),
            Unending.RunAsync(dispatcher.RunAsync, Failed, service.Time, stop)).ConfigureAwait(false);
    }

    /// <inheritdoc />
    public void Dispose() => channels.Dispose();

    private async Task LookAsync(CancellationToken stop)
    {
        while (true)
        {
            Look();
            await Task.Delay(Every, service.Time, stop).ConfigureAwait(false);
        }
    }

    private void Look()
    {
        var checks = new List<AlertCheck>();
        var isWhole = true;
        foreach (var source in sources)
        {
            try
            {
                checks.AddRange(source.Check());
            }
            catch (LedgerException)
            {
                // LedgerAlerts tells it.
                isWhole = false;
            }
        }

        board.Look(checks, isWhole, [.. channels.Of(configuration()).Select(channel => channel.Name)]);
    }
}
