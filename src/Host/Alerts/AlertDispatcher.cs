using Connector.Core.Ledger;
using Connector.Host.Alerts.Channels;
using Connector.Host.Configuration;
using Connector.Host.Language;
using Connector.Host.Service;

namespace Connector.Host.Alerts;

/// <summary>
/// Has each channel tell what waits for it, all of it in as few messages as hold it. A channel that fails is tried again later and
/// later; the others do not wait for it.
/// </summary>
internal sealed class AlertDispatcher(ServiceContext service, Func<AlertsConfiguration> configuration, AlertChannels channels, AlertOutbox outbox)
{
    private static readonly TimeSpan[] Pauses =
        [TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15)];

    private static readonly TimeSpan Look = TimeSpan.FromSeconds(5);

    // What could not be told for so long is old news.
    private static readonly TimeSpan Old = TimeSpan.FromDays(3);

    /// <summary>Works until it is stopped.</summary>
    public Task RunAsync(CancellationToken stop) => Task.WhenAll(AlertChannels.Names.Select(name => TellAsync(name, stop)));

    private async Task TellAsync(string name, CancellationToken stop)
    {
        var failures = 0;
        var told = "";
        while (true)
        {
            var pause = Look;
            try
            {
                await TellAllAsync(name, stop).ConfigureAwait(false);
                failures = 0;
                told = "";
            }
            catch (Exception exception) when (exception is AlertException or LedgerException)
            {
                pause = Pauses[Math.Min(failures++, Pauses.Length - 1)];
                if (exception is AlertException { RetryAfter: { } asked } && asked > pause)
                    pause = asked;
                var problem = service.Redactor.Redact(exception.Message);
                if (problem != told)
                    ServiceLog.AlertNotTold(service.Logger, name, problem);
                told = problem;
            }

            await Task.Delay(pause, service.Time, stop).ConfigureAwait(false);
        }
    }

    private async Task TellAllAsync(string name, CancellationToken stop)
    {
        while (true)
        {
            var waiting = outbox.Waiting(name);
            if (waiting.Count == 0)
                return;
            var inForce = configuration();
            var channel = channels.Of(inForce).FirstOrDefault(one => one.Name == name);
            var late = service.Time.GetUtcNow() - Old;
            var dropped = channel is null ? waiting : [.. waiting.Where(one => one.Notice.At < late)];
            if (dropped.Count > 0)
            {
                outbox.Told(name, dropped);
                continue;
            }

            var message = AlertMessage.Of([.. waiting.Select(one => one.Notice)], channel!.MostCharacters, Words.Of(inForce.Language));
            await channel.SendAsync(message, stop).ConfigureAwait(false);
            outbox.Told(name, [.. waiting.Take(message.Notices.Count)]);
        }
    }
}
