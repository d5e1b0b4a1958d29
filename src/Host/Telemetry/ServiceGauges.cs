using System.Diagnostics.Metrics;
using Connector.Core.Ledger;
using Connector.Core.Telemetry;
using Connector.Host.Cli;
using Connector.Host.Documents;
using Connector.Host.Runtime;
using Connector.Host.Service;

namespace Connector.Host.Telemetry;

/// <summary>How accounts and stores stand, for whoever collects metrics. The ledger is asked at most every few seconds, however often somebody collects.</summary>
internal sealed class ServiceGauges : IDisposable
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);

    private readonly ConnectorSession session;
    private readonly Func<IWorkers?> workers;
    private readonly Meter meter = new(ConnectorTelemetry.Name);
    private readonly Lock gate = new();
    private DateTimeOffset takenAt;
    private ILookup<string, Measurement<double>>? taken;

    /// <summary>Gauges of a running service.</summary>
    public ServiceGauges(ConnectorSession session, Func<IWorkers?> workers)
    {
        (this.session, this.workers) = (session, workers);
        foreach (var (name, unit, description) in GaugeNames.All)
            meter.CreateObservableGauge(name, () => Of(name), unit, description);
    }

    /// <inheritdoc />
    public void Dispose() => meter.Dispose();

    private IEnumerable<Measurement<double>> Of(string gauge)
    {
        lock (gate)
        {
            var now = session.Time.GetUtcNow();
            if (taken is null || now - takenAt >= Fresh || now < takenAt)
            {
                taken = Take().ToLookup(one => one.Gauge, one => one.Value);
                takenAt = now;
            }

            return taken[gauge];
        }
    }

    private IEnumerable<(string Gauge, Measurement<double> Value)> Take()
    {
        yield return (GaugeNames.Build, new(1, new KeyValuePair<string, object?>("version", Product.Version)));
        yield return (GaugeNames.Memory, new(Environment.WorkingSet));
        yield return (GaugeNames.Processor, new(Environment.CpuUsage.TotalTime.TotalSeconds));
        yield return (GaugeNames.LedgerSize, new(new FileInfo(session.Ledger.Path).Length));
        foreach (var alert in session.Ledger.Alerts.Standing())
            yield return (GaugeNames.Alert, new(1, new("kind", alert.Kind), new("subject", alert.Subject)));
        var running = workers();
        foreach (var measurement in session.Accounts.Keys.SelectMany(account => OfAccount(account, running)))
            yield return measurement;
        foreach (var measurement in session.Stores.SelectMany(store => OfStore(store, running)))
            yield return measurement;
    }

    private IEnumerable<(string Gauge, Measurement<double> Value)> OfAccount(string account, IWorkers? running)
    {
        var tag = new KeyValuePair<string, object?>("account", account);
        var (ledger, budget) = (session.Ledger, session.Accounts[account].Budget);
        var now = session.Time.GetUtcNow();
        yield return (GaugeNames.AccountUp, new(running?.Accounts.FirstOrDefault(worker => worker.Name == account)?.Failure is null ? 1 : 0, tag));
        yield return (GaugeNames.AccountBudget, new(budget.Limit, tag));
        yield return (GaugeNames.AccountRequests, new(ledger.Requests.Recent(account).Count, tag));
        yield return (GaugeNames.WebhooksWaiting, new(ledger.Inbox.CountWaiting(account), tag));
        if (ledger.Levels.LastSnapshot(account) is { } snapshot)
        {
            yield return (GaugeNames.AccountOffers, new(snapshot.Offers, tag));
            yield return (GaugeNames.AccountSnapshotAge, new((now - snapshot.At).TotalSeconds, tag));
        }

        if (ledger.Levels.OldestReading(account) is { } oldest)
            yield return (GaugeNames.AccountOldestReading, new((now - oldest).TotalSeconds, tag));
    }

    private IEnumerable<(string Gauge, Measurement<double> Value)> OfStore(OpenStore store, IWorkers? running)
    {
        var id = store.Configuration.Id;
        var tag = new KeyValuePair<string, object?>("store", id.Value);
        var worker = running?.Stores.FirstOrDefault(one => one.Store == store);
        var status = StoreStatus.Of(session.Ledger, store, running);
        yield return (GaugeNames.StoreUp, new(store.Failure is null && worker is not { Failure: not null } ? 1 : 0, tag));
        yield return (GaugeNames.StoreStopped, new(status.State == "stopped" ? 1 : 0, tag));
        yield return (GaugeNames.StoreHeld, new(status.Hold is { State: HoldState.Waiting } ? 1 : 0, tag));
        yield return (GaugeNames.StoreListings, new(status.Listings, tag));
        foreach (var (state, count) in session.Ledger.Desired.Count(id))
            yield return (GaugeNames.StoreDesired, new(count, tag, new("state", state.ToString().ToLowerInvariant())));
        if (status.ReadAt is { } read)
            yield return (GaugeNames.StoreReadAge, new((session.Time.GetUtcNow() - read).TotalSeconds, tag));
    }
}
