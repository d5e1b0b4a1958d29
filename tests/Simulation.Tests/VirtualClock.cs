namespace Connector.Simulation.Tests;

/// <summary>A clock that jumps from one timer to the next, when everything that was woken by the last one has come to rest.</summary>
internal sealed class VirtualClock : TimeProvider
{
    private readonly Lock gate = new();
    private readonly SortedSet<Timer> timers = new(Comparer<Timer>.Create((one, other) => one.Due != other.Due ? one.Due.CompareTo(other.Due) : one.Number.CompareTo(other.Number)));
    private readonly DateTimeOffset began = new(2026, 11, 24, 8, 0, 0, TimeSpan.Zero);
    private long now;
    private long numbers;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public TimeSpan Elapsed => TimeSpan.FromTicks(Volatile.Read(ref now));

    /// <summary>Timers that wait for their moment.</summary>
    public int Waiting
    {
        get
        {
            lock (gate)
                return timers.Count;
        }
    }

    public override long GetTimestamp() => Volatile.Read(ref now);

    public override DateTimeOffset GetUtcNow() => began + Elapsed;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, callback, state, Interlocked.Increment(ref numbers));
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Lets time pass, timer by timer.</summary>
    /// <param name="to">Until then.</param>
    /// <param name="rest">Waits until nothing works any more.</param>
    public async Task RunToAsync(TimeSpan to, Func<Task> rest)
    {
        await rest();
        while (Next(to.Ticks) is { } timer)
        {
            timer.Fire();
            await rest();
        }
    }

    private Timer? Next(long to)
    {
        lock (gate)
        {
            if (timers.Min is not { } first || first.Due > to)
            {
                now = Math.Max(now, to);
                return null;
            }

            timers.Remove(first);
            now = Math.Max(now, first.Due);
            first.Plan(first.Period > 0 ? now + first.Period : -1);
            return first;
        }
    }

    private sealed class Timer(VirtualClock clock, TimerCallback callback, object? state, long number) : ITimer
    {
        private bool isPlanned;

        public long Number => number;

        public long Due { get; private set; }

        public long Period { get; private set; }

        public void Fire() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock.gate)
            {
                Period = period.Ticks;
                Plan(dueTime < TimeSpan.Zero ? -1 : clock.now + dueTime.Ticks);
            }

            return true;
        }

        /// <summary>Under the clock's lock.</summary>
        public void Plan(long due)
        {
            if (isPlanned)
                clock.timers.Remove(this);
            Due = due;
            isPlanned = due >= 0;
            if (isPlanned)
                clock.timers.Add(this);
        }

        public void Dispose()
        {
            lock (clock.gate)
                Plan(-1);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
