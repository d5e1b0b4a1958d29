using Microsoft.Extensions.Hosting.Systemd;

namespace Connector.Host.Service;

/// <summary>Tells systemd how the service is, where systemd started it and wants to know (<c>Type=notify</c>, <c>WatchdogSec</c>).</summary>
internal sealed class Supervisor
{
    private readonly SystemdNotifier notifier = new();

    /// <summary>It listens, and its workers run.</summary>
    public void Ready() => notifier.Notify(ServiceState.Ready);

    /// <summary>It goes on. Said every ten seconds; a service that falls silent is started anew.</summary>
    public void Alive() => notifier.Notify(new ServiceState("WATCHDOG=1"));

    /// <summary>It ends what is on the wire, and stops.</summary>
    public void Stopping() => notifier.Notify(ServiceState.Stopping);
}
