namespace Connector.Adapters.OpenCart.Tests.Shops;

/// <summary>A clock whose waits end as soon as what the test does in them is done, and which counts them.</summary>
internal sealed class ImmediateTime(Func<Task>? duringWait = null) : TimeProvider
{
    private int _waits;

    public int Waits => _waits;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Interlocked.Increment(ref _waits);
        var timer = base.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _ = EndAsync(timer);
        return timer;
    }

    private async Task EndAsync(ITimer timer)
    {
        if (duringWait is not null)
            await duringWait();
        timer.Change(TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }
}
