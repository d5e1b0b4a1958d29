namespace Connector.Testing;

/// <summary>A clock that runs many times faster than the machine's: time-outs and pauses pass in a fraction of their time.</summary>
public sealed class FastTime(int times) : TimeProvider
{
    private readonly DateTimeOffset began = System.GetUtcNow();
    private readonly long beganAt = System.GetTimestamp();

    /// <inheritdoc/>
    public override long TimestampFrequency => System.TimestampFrequency;

    /// <inheritdoc/>
    public override long GetTimestamp() => beganAt + ((System.GetTimestamp() - beganAt) * times);

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => began + (System.GetElapsedTime(beganAt) * times);

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        System.CreateTimer(callback, state, Shortened(dueTime), Shortened(period));

    private TimeSpan Shortened(TimeSpan time) => time > TimeSpan.Zero ? time / times : time;
}
