using System.Collections.Immutable;

namespace Connector.Emulators.KeyCrm;

/// <summary>What was asked of the emulator: counters since its start, and the latest requests one by one.</summary>
public sealed class KeyCrmRequests
{
    /// <summary>Requests that <see cref="Log"/> remembers; counters have no limit.</summary>
    public const int Remembered = 100_000;

    private readonly Lock _lock = new();
    private readonly Queue<Entry> _log = new();
    private readonly Queue<DateTimeOffset> _lastMinute = new();
    private readonly Dictionary<string, long> _byRoute = new(StringComparer.Ordinal);
    private long _total;
    private long _refused;
    private int _maxInAnyMinute;

    /// <summary>All requests below <c>/v1</c>.</summary>
    public long Total => Locked(() => _total);

    /// <summary>Those that the limit refused.</summary>
    public long Refused => Locked(() => _refused);

    /// <summary>The most requests that arrived within any 60 seconds; the end does not belong to the minute.</summary>
    public int MaxRequestsInAnyMinute => Locked(() => _maxInAnyMinute);

    /// <summary>How many requests by <see cref="KeyCrmRequest.Route"/>.</summary>
    public IReadOnlyDictionary<string, long> ByRoute => Locked(() => _byRoute.ToImmutableDictionary(StringComparer.Ordinal));

    /// <summary>The latest requests, oldest first.</summary>
    public IReadOnlyList<KeyCrmRequest> Log => Locked(() => _log.Select(static entry => entry.Request).ToList());

    /// <summary>How often a route was asked for: <c>GET /offers/stocks</c>.</summary>
    public long Count(string route) => Locked(() => _byRoute.GetValueOrDefault(route));

    internal Entry Arrive(DateTimeOffset at, string method, string path, IReadOnlyDictionary<string, string> query)
    {
        lock (_lock)
        {
            var request = new KeyCrmRequest { Number = ++_total, At = at, Method = method, Path = path, Query = query };
            _byRoute[request.Route] = _byRoute.GetValueOrDefault(request.Route) + 1;
            _lastMinute.Enqueue(at);
            while (_lastMinute.Peek() + TimeSpan.FromMinutes(1) <= at)
                _lastMinute.Dequeue();
            _maxInAnyMinute = Math.Max(_maxInAnyMinute, _lastMinute.Count);
            if (_log.Count == Remembered)
                _log.Dequeue();
            var entry = new Entry { Request = request };
            _log.Enqueue(entry);
            return entry;
        }
    }

    internal void Update(Entry entry, Func<KeyCrmRequest, KeyCrmRequest> change)
    {
        lock (_lock)
        {
            var before = entry.Request;
            entry.Request = change(before);
            if (entry.Request.Refused && !before.Refused)
                _refused++;
        }
    }

    private T Locked<T>(Func<T> read)
    {
        lock (_lock)
            return read();
    }

    /// <summary>A line of the log; it is completed when the request is answered.</summary>
    internal sealed class Entry
    {
        public required KeyCrmRequest Request { get; set; }
    }
}
