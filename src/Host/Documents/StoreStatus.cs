using Connector.Core.Ledger;
using Connector.Host.Runtime;
using Connector.Host.Service;

namespace Connector.Host.Documents;

/// <summary>How a store stands, from the ledger.</summary>
internal sealed record StoreStatus(OpenStore Store, string State, Run? LastRun, Hold? Hold, DateTimeOffset? ReadAt, int Listings, int Pending, int Held, int Failing, int Parked)
{
    /// <summary>Why the store is not right, if it is stopped or failing.</summary>
    public string? Error { get; init; }

    /// <summary>Looks it up, with what its worker found a moment ago.</summary>
    public static StoreStatus Of(Ledger ledger, OpenStore store, IWorkers? workers)
    {
        var known = Of(ledger, store);
        return workers?.Stores.FirstOrDefault(worker => worker.Store == store) is { Failure: { } failure } worker
            ? known with { State = worker.IsStopped ? "stopped" : "failing", Error = failure }
            : known;
    }

    /// <summary>Looks it up.</summary>
    public static StoreStatus Of(Ledger ledger, OpenStore store)
    {
        var id = store.Configuration.Id;
        var counts = ledger.Desired.Count(id);
        var (refused, contested) = ledger.Desired.CountParked(id);
        var wrong = counts.GetValueOrDefault(DesiredState.Failing) + refused + contested;
        var last = ledger.Runs.Last(id);
        var hold = ledger.Holds.Current(id);
        var state = store.Failure is not null ? "stopped"
            : hold is { State: HoldState.Waiting } ? "held"
            : last is null ? "never synchronised"
            : last.State is RunState.Failed || wrong > 0 ? "failing"
            : last.State is RunState.Cut or RunState.Running || counts.GetValueOrDefault(DesiredState.Pending) > 0 ? "catching up"
            : "right";
        var held = counts.GetValueOrDefault(DesiredState.Held);
        return new StoreStatus(store, state, last, hold, ledger.Standings.Find(id)?.ReadAt, ledger.Listings.Count(id),
            counts.GetValueOrDefault(DesiredState.Pending) + counts.GetValueOrDefault(DesiredState.Settling) + held, held,
            counts.GetValueOrDefault(DesiredState.Failing), counts.GetValueOrDefault(DesiredState.Parked) + counts.GetValueOrDefault(DesiredState.Gone))
        {
            Error = store.Failure ?? (state != "failing" ? null : last!.State is RunState.Failed ? last.Message
                : $"Numbers that the store does not take or keep: {wrong}. See which and why: connector report failures {id}."),
        };
    }
}
