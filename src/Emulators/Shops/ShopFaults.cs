using Connector.Emulators.Faults;

namespace Connector.Emulators.Shops;

/// <summary>The faults that a shop's requests suffer.</summary>
public sealed class ShopFaults : FaultPlan<ShopRequest, HttpFault>
{
    internal ShopFaults(int seed)
        : base(seed)
    {
    }

    /// <summary>A fault for one request by its number, counted from 1 since the shop's start.</summary>
    public void OnRequest(long number, HttpFault fault) => When(request => request.Number == number, fault, times: 1);

    /// <summary>A fault for requests that would change something (anything but GET and HEAD), by default the next one only.</summary>
    public void OnWrite(HttpFault fault, int times = 1) => When(static request => request.IsWrite, fault, times);

    /// <summary>A fault for requests that only read, by default the next one only.</summary>
    public void OnRead(HttpFault fault, int times = 1) => When(static request => !request.IsWrite, fault, times);
}
