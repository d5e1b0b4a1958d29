namespace Connector.Core.KeyCrm;

/// <summary>
/// The requests that one API key may make: so many in any sixty seconds, counted from the moment a request is answered, so
/// that the server never counts more than we do. Targeted requests go before background ones. The budget lowers itself by
/// what the server says and finds its way back up.
/// </summary>
public sealed class RequestBudget : IDisposable
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    // keyCRM may answer "Retry-After: 0" (facts: keycrm §2); then this is waited.
    private static readonly TimeSpan LeastPause = TimeSpan.FromSeconds(5);

    // A server's date may be far from ours; longer than this nobody is kept waiting without asking again.
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(10);

    private readonly Lock gate = new();
    private readonly TimeProvider time;
    private readonly int configured;
    private readonly int reserved;
    private readonly Queue<long> spent = new();
    private readonly Queue<TaskCompletionSource> targeted = new();
    private readonly Queue<TaskCompletionSource> background = new();
    private readonly ITimer timer;
    private int limit;
    private int ceiling;
    private int underWay;
    private long pausedUntil;
    private long raiseAt;

    /// <summary>A budget.</summary>
    /// <param name="perMinute">Requests in any sixty seconds; 1 or more.</param>
    /// <param name="time">The clock.</param>
    /// <param name="recent">Ages of the requests that other processes have made with the key in the last minute.</param>
    /// <param name="reserved">How many of the requests are kept free for targeted ones.</param>
    public RequestBudget(int perMinute, TimeProvider time, IEnumerable<TimeSpan>? recent = null, int reserved = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(perMinute, 1);
        this.time = time;
        this.reserved = Math.Clamp(reserved, 0, perMinute - 1);
        configured = ceiling = limit = perMinute;
        var now = time.GetTimestamp();
        foreach (var age in (recent ?? []).OrderDescending())
            spent.Enqueue(now - Ticks(age));
        timer = time.CreateTimer(_ => Pump(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Requests in any sixty seconds that are allowed now.</summary>
    public int Limit
    {
        get
        {
            lock (gate)
                return limit;
        }
    }

    /// <summary>Requests that wait for their turn.</summary>
    public int Waiting
    {
        get
        {
            lock (gate)
                return targeted.Count + background.Count;
        }
    }

    /// <summary>Requests that are allowed and not yet answered.</summary>
    public int UnderWay
    {
        get
        {
            lock (gate)
                return underWay;
        }
    }

    /// <summary>Waits for the turn of one request. Call <see cref="Complete"/> when it is answered or has failed.</summary>
    public async Task AcquireAsync(RequestPriority priority, CancellationToken cancellationToken)
    {
        var turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (gate)
            (priority == RequestPriority.Targeted ? targeted : background).Enqueue(turn);
        Pump();
        await using (cancellationToken.UnsafeRegister(static (state, token) => ((TaskCompletionSource)state!).TrySetCanceled(token), turn).ConfigureAwait(false))
            await turn.Task.ConfigureAwait(false);
    }

    /// <summary>Notes that an allowed request is over; it counts for sixty seconds from now.</summary>
    public void Complete()
    {
        lock (gate)
        {
            underWay--;
            spent.Enqueue(time.GetTimestamp());
        }

        Pump();
    }

    /// <summary>Takes in the server's <c>X-RateLimit-Limit</c> and <c>X-RateLimit-Remaining</c>; unknown ones are <see langword="null"/>.</summary>
    public void Observe(int? serverLimit, int? serverRemaining)
    {
        lock (gate)
        {
            if (serverLimit is >= 1)
                ceiling = Math.Min(configured, serverLimit.Value);
            if (ceiling < limit)
                Lower(ceiling);
            if (serverRemaining is not { } remaining)
                return;
            Forget();
            // Somebody else uses the key: what they spent counts as ours for a minute.
            var now = time.GetTimestamp();
            for (var ours = limit - spent.Count - underWay; ours > Math.Max(0, remaining); ours--)
                spent.Enqueue(now);
        }
    }

    /// <summary>Takes in a refusal: nothing is sent until the server's pause is over, and fewer a minute from then on.</summary>
    /// <param name="retryAfter">What the server asked for, if it did.</param>
    public void Refused(TimeSpan? retryAfter)
    {
        lock (gate)
        {
            Forget();
            Lower(Math.Max(1, Math.Min(limit - 1, Math.Max(spent.Count, limit / 2))));
            var pause = retryAfter is { } asked && asked > TimeSpan.Zero ? asked : LeastPause;
            if (pause > LongestPause)
                pause = LongestPause;
            pausedUntil = Math.Max(pausedUntil, time.GetTimestamp() + Ticks(pause));
        }

        Pump();
    }

    /// <inheritdoc />
    public void Dispose() => timer.Dispose();

    private void Pump()
    {
        List<TaskCompletionSource> turns = [];
        lock (gate)
        {
            Forget();
            Raise();
            var now = time.GetTimestamp();
            while (now >= pausedUntil && Next() is { } turn)
            {
                underWay++;
                turns.Add(turn);
            }

            ScheduleNext(now);
        }

        foreach (var turn in turns)
        {
            if (!turn.TrySetResult())
                Return();
        }
    }

    // A request whose caller gave up before its turn came costs nothing.
    private void Return()
    {
        lock (gate)
            underWay--;
        Pump();
    }

    private TaskCompletionSource? Next()
    {
        var used = spent.Count + underWay;
        if (used < limit && targeted.TryDequeue(out var first))
            return first;
        return used < Math.Max(1, limit - reserved) && background.TryDequeue(out var second) ? second : null;
    }

    private void ScheduleNext(long now)
    {
        if (targeted.Count + background.Count == 0)
            return;
        var wake = now < pausedUntil ? pausedUntil
            : spent.TryPeek(out var oldest) ? oldest + Ticks(Window)
            : now + Ticks(Window);
        var due = TimeSpan.FromSeconds(Math.Max(0, wake - now) / (double)time.TimestampFrequency);
        timer.Change(due + TimeSpan.FromMilliseconds(1), Timeout.InfiniteTimeSpan);
    }

    private void Forget()
    {
        var before = time.GetTimestamp() - Ticks(Window);
        while (spent.TryPeek(out var oldest) && oldest <= before)
            spent.Dequeue();
    }

    private void Lower(int to)
    {
        limit = to;
        raiseAt = time.GetTimestamp() + Ticks(Window);
    }

    // A tenth more for every minute without a refusal, up to what was configured and what the server says.
    private void Raise()
    {
        var now = time.GetTimestamp();
        while (limit < ceiling && now >= raiseAt)
        {
            limit = Math.Min(ceiling, limit + Math.Max(1, limit / 10));
            raiseAt += Ticks(Window);
        }
    }

    private long Ticks(TimeSpan span) => (long)(span.TotalSeconds * time.TimestampFrequency);
}
