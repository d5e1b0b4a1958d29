using Connector.Core.Ledger;
using Connector.Host.Cli;
using Connector.Host.Configuration;
using Connector.Host.Service;

namespace Connector.Host.Alerts.Sources;

/// <summary>What may be wrong with the stores: stopped, down, a plan that waits, numbers that are not taken.</summary>
internal sealed class StoreAlerts(Func<AlertsConfiguration> configuration, Func<IEnumerable<StoreWorker>> stores, Ledger ledger, TimeProvider time) : IAlertSource
{
    /// <inheritdoc />
    public IEnumerable<AlertCheck> Check()
    {
        var alerts = configuration();
        return stores().SelectMany(store => Of(store, alerts)).ToList();
    }

    private IEnumerable<AlertCheck> Of(StoreWorker store, AlertsConfiguration alerts)
    {
        var id = store.Store.Configuration.Id;
        var hold = ledger.Holds.Current(id) is { State: HoldState.Waiting } waiting ? waiting : null;
        var (refused, contested) = ledger.Desired.CountParked(id);
        yield return Stopped(store, id.Value);
        yield return Down(store, id.Value, alerts);
        yield return AlertCheck.Of(AlertKind.PlanHeld, id.Value, hold is not null, $"{id}: changes wait for you",
            $"{hold?.Reason} Everything else in the store goes on. See what would happen: connector plan {id}; then connector approve {id}, or connector reject {id}.");
        yield return AlertCheck.Of(AlertKind.FailuresParked, id.Value, refused >= alerts.FailuresParked, $"{id}: the store does not take {Text.Count(refused)} numbers",
            $"They are left alone until keyCRM's number or the listing changes. See which and why: connector report failures {id}.");
        yield return AlertCheck.Of(AlertKind.Contested, id.Value, contested > 0, $"{id}: something else keeps changing {Text.Count(contested)} listings",
            $"They were put back several times and changed again; they are left alone until keyCRM says another number. Find what writes them (another plug-in, a person); see which: connector report drift {id}.");
    }

    private static AlertCheck Stopped(StoreWorker store, string id)
    {
        var status = store.IsStopped ? AlertStatus.Raised : store.LastStepAt is null ? AlertStatus.Unknown : AlertStatus.Clear;
        return new AlertCheck(AlertKind.StoreStopped, id, status, $"{id}: the store is left alone",
            $"{store.Failure} Nothing is written to it until you act; other stores go on. Put it right, then change the store's configuration or run: connector sync {id}.");
    }

    private AlertCheck Down(StoreWorker store, string id, AlertsConfiguration alerts)
    {
        var since = store.IsStopped ? null : store.DownSince;
        var status = since is { } down ? (time.GetUtcNow() - down >= alerts.DownAfter ? AlertStatus.Raised : AlertStatus.Unknown)
            : store.LastStepAt is null ? AlertStatus.Unknown
            : AlertStatus.Clear;
        return new AlertCheck(AlertKind.StoreDown, id, status, $"{id}: the store is down",
            $"{store.Failure} Since {since:yyyy-MM-dd HH:mm} UTC. It is tried again every ten minutes, and gets the newest numbers as soon as it works; other stores go on.");
    }
}
