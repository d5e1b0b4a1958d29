namespace Connector.Adapters.OpenCart.Tests.Shops;

/// <summary>A clock whose waits are over at once, and which tells of each wait.</summary>
internal sealed class ImmediateTime(Action? onWait = null) : TimeProvider
{
    private int _waits;

    public int Waits => _waits;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Interlocked.Increment(ref _waits);
        onWait?.Invoke();
        return base.CreateTimer(callback, state, TimeSpan.Zero, period);
    }
}
