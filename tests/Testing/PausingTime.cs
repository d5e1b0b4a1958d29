using Microsoft.Extensions.Time.Testing;

namespace Connector.Testing;

/// <summary>
/// A clock that stands still until it is moved, and knows whether anything pauses until a moment of it. What repeats (the renewal
/// of a lease) and what only limits (the time-out of a call) are not waited for: they say nothing about whether work goes on.
/// </summary>
public sealed class PausingTime(DateTimeOffset began) : FakeTimeProvider(began)
{
    private static readonly TimeSpan Least = TimeSpan.FromMilliseconds(1);

    private readonly Lock gate = new();
    private readonly HashSet<Pause> pauses = [];

    /// <summary>Moves the clock to the end of the pause that ends first.</summary>
    /// <returns>False, and the clock has not moved, where nothing pauses.</returns>
    public bool PassPause()
    {
        DateTimeOffset end;
        lock (gate)
        {
            if (pauses.Count == 0)
                return false;
            end = pauses.Min(pause => pause.End);
        }

        // A pause that begins while the clock moves ends a little later than is noted: it is walked to.
        var rest = end - GetUtcNow();
        Advance(rest > Least ? rest : Least);
        return true;
    }

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (state is CancellationTokenSource || dueTime <= TimeSpan.Zero || period > TimeSpan.Zero)
            return base.CreateTimer(callback, state, dueTime, period);
        var pause = new Pause(this, GetUtcNow() + dueTime);
        lock (gate)
        {
            pauses.Add(pause);
            pause.Timer = base.CreateTimer(
                waiting =>
                {
                    pause.Over();
                    callback(waiting);
                },
                state, dueTime, period);
        }

        return pause;
    }

    private sealed class Pause(PausingTime time, DateTimeOffset end) : ITimer
    {
        public DateTimeOffset End => end;

        public ITimer Timer { get; set; } = null!;

        public void Over()
        {
            lock (time.gate)
                time.pauses.Remove(this);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period) => throw new NotSupportedException("A pause is not prolonged.");

        public void Dispose()
        {
            Over();
            Timer.Dispose();
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
