using Connector.Emulators.Faults;
using Connector.Emulators.Http;

namespace Connector.Emulators.Shops;

/// <summary>One request on its way through a shop, with what its faults forbid.</summary>
internal sealed class ShopCall(ShopRequest request, IReadOnlyList<HttpFault> faults, TimeSpan workPerItem, TimeProvider time)
{
    private readonly ShopFault[] _faults = [.. faults.OfType<ShopFault>()];
    private int _done;

    public ShopRequest Request { get; } = request;

    /// <summary>What the shop answers without having done anything; null: it does what it is asked.</summary>
    public Reply? RefusedWith => _faults.FirstOrDefault(static fault => fault.Refusal is not null)?.Refusal;

    /// <summary>
    /// Call it before each item of a write: waits as long as the work takes. False: the shop dies here, this item and those
    /// after it are not done, and <see cref="DeathWith"/> is the answer.
    /// </summary>
    public async Task<bool> WorkAsync()
    {
        if (_faults.Any(fault => fault.ItemsDone is { } most && _done >= most))
            return false;
        if (workPerItem > TimeSpan.Zero)
            await Task.Delay(workPerItem, time, CancellationToken.None);
        _done++;
        return true;
    }

    /// <summary>The answer of a shop that died in the middle of a batch.</summary>
    public Reply DeathWith => _faults.First(static fault => fault.ItemsDone is not null).Death!;
}
