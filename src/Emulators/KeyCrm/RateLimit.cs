namespace Connector.Emulators.KeyCrm;

/// <summary>The account's limit. Refused requests do not count, as in Laravel's throttle.</summary>
internal sealed class RateLimit(int requestsPerMinute, LimitWindow window)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private readonly Queue<DateTimeOffset> _counted = new();
    private DateTimeOffset _windowEnds = DateTimeOffset.MinValue;

    public int RequestsPerMinute => requestsPerMinute;

    public Decision Take(DateTimeOffset now)
    {
        lock (_lock)
        {
            Forget(now);
            if (_counted.Count >= requestsPerMinute)
                return new Decision(false, 0, (window == LimitWindow.Fixed ? _windowEnds : _counted.Peek() + Minute) - now);
            if (_counted.Count == 0)
                _windowEnds = now + Minute;
            _counted.Enqueue(now);
            return new Decision(true, requestsPerMinute - _counted.Count, TimeSpan.Zero);
        }
    }

    private void Forget(DateTimeOffset now)
    {
        if (window == LimitWindow.Fixed)
        {
            if (now >= _windowEnds)
                _counted.Clear();
            return;
        }

        while (_counted.TryPeek(out var oldest) && oldest + Minute <= now)
            _counted.Dequeue();
    }

    /// <summary>Whether the request may pass, how many may follow at once, and when a refused one may come again.</summary>
    internal readonly record struct Decision(bool Allowed, int Remaining, TimeSpan RetryAfter)
    {
        /// <summary>Whole seconds, rounded up: a client that waits exactly this long is let in.</summary>
        public int RetryAfterSeconds => (int)Math.Ceiling(RetryAfter.TotalSeconds);
    }
}
