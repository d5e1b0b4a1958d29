using Connector.Emulators.Faults;

namespace Connector.Emulators.KeyCrm;

/// <summary>The faults that requests with the right key suffer. A request that the limit refuses takes none.</summary>
public sealed class KeyCrmFaults : FaultPlan<KeyCrmRequest, HttpFault>
{
    internal KeyCrmFaults(int seed)
        : base(seed)
    {
    }

    /// <summary>A fault for one request by its number, counted from 1 since the emulator's start.</summary>
    public void OnRequest(long number, HttpFault fault) => When(request => request.Number == number, fault, times: 1);

    /// <summary>A fault for a page of GET /offers/stocks or GET /offers that is asked for, by default the first time only.</summary>
    public void OnPage(int page, HttpFault fault, int times = 1) =>
        When(request => request.Page == page && request.Route is "GET /offers/stocks" or "GET /offers", fault, times);
}
