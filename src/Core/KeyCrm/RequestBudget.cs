namespace Connector.Core.KeyCrm;

/// <summary>
/// The requests that one API key may make: so many in any sixty seconds, counted from the moment a request is answered, so
/// that the server never counts more than we do. Targeted requests go before background ones. The budget lowers itself by
/// what the server says and finds its way back up. Spread evenly, it keeps a few requests ready for what is urgent instead of
/// spending a minute's worth at once and standing still for the rest of it.
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
    private readonly Queue<long> spent = new();
    private readonly Queue<TaskCompletionSource> targeted = new();
    private readonly Queue<TaskCompletionSource> background = new();
    private readonly ITimer timer;
    private int limit;
    private int ceiling;
    private int underWay;
    private long pausedUntil;
    private long raiseAt;
    private bool isSpread;
    private double ready;
    private long readyAt;

    /// <summary>A budget.</summary>
    /// <param name="perMinute">Requests in any sixty seconds; 1 or more.</param>
    /// <param name="time">The clock.</param>
    /// <param name="recent">Ages of the requests that other processes have made with the key in the last minute.</param>
    public RequestBudget(int perMinute, TimeProvider time, IEnumerable<TimeSpan>? recent = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(perMinute, 1);
        this.time = time;
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

    /// <summary>Requests of the last sixty seconds, those that are not answered yet included.</summary>
    public int Used
    {
        get
        {
            lock (gate)
            {
                Forget();
                return spent.Count + underWay;
            }
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

    /// <summary>From now on spreads the requests evenly, but for a few that are ready at once when they are urgent.</summary>
    public void Spread()
    {
        lock (gate)
        {
            isSpread = true;
            readyAt = time.GetTimestamp();
            ready = Math.Min(Burst, Math.Max(0, limit - spent.Count));
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

    // A sixth of the limit; budgets of a few requests a minute have nothing to spread.
    private int Burst => limit / 6;

    private bool IsSpread => isSpread && Burst > 0;

    // So much that a full burst and a minute of it stay within the limit.
    private double ReadyPerTick => (limit - Burst) / (Window.TotalSeconds * time.TimestampFrequency);

    private double Needed(RequestPriority priority) => priority == RequestPriority.Targeted ? 1 : (Burst / 2) + 1;

    private TaskCompletionSource? Next()
    {
        if (spent.Count + underWay >= limit)
            return null;
        if (IsSpread)
        {
            var now = time.GetTimestamp();
            ready = Math.Min(Burst, ready + ((now - readyAt) * ReadyPerTick));
            readyAt = now;
        }

        return Take(targeted, RequestPriority.Targeted) ?? Take(background, RequestPriority.Background);
    }

    private TaskCompletionSource? Take(Queue<TaskCompletionSource> queue, RequestPriority priority)
    {
        if ((IsSpread && ready < Needed(priority)) || !queue.TryDequeue(out var turn))
            return null;
        ready -= IsSpread ? 1 : 0;
        return turn;
    }

    private void ScheduleNext(long now)
    {
        if (targeted.Count + background.Count == 0)
            return;
        var wake = now < pausedUntil ? pausedUntil
            : spent.Count + underWay >= limit ? (spent.TryPeek(out var oldest) ? oldest + Ticks(Window) : now + Ticks(Window))
            : IsSpread ? now + (long)Math.Ceiling((Needed(targeted.Count > 0 ? RequestPriority.Targeted : RequestPriority.Background) - ready) / ReadyPerTick)
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
