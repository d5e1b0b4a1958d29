using Connector.Emulators.Faults;

namespace Connector.Emulators.Shops;

/// <summary>What was asked of a shop: counters since its start, and the latest requests one by one.</summary>
public sealed class ShopRequests
{
    /// <summary>Requests that <see cref="Log"/> remembers; counters have no limit.</summary>
    public const int Remembered = 20_000;

    private readonly Lock _lock = new();
    private readonly Queue<Entry> _log = new();
    private long _total;
    private long _writes;
    private int _underWay;
    private int _mostUnderWay;

    /// <summary>All requests.</summary>
    public long Total => Locked(() => _total);

    /// <summary>Those that would change something.</summary>
    public long Writes => Locked(() => _writes);

    /// <summary>The most requests that were being answered at one time.</summary>
    public int MostAtOnce => Locked(() => _mostUnderWay);

    /// <summary>The latest requests, oldest first.</summary>
    public IReadOnlyList<ShopRequest> Log => Locked(() => _log.Select(static entry => entry.Request).ToList());

    internal Entry Arrive(ShopRequest request)
    {
        lock (_lock)
        {
            var entry = new Entry { Request = request with { Number = ++_total } };
            if (request.IsWrite)
                _writes++;
            _mostUnderWay = Math.Max(_mostUnderWay, ++_underWay);
            if (_log.Count == Remembered)
                _log.Dequeue();
            _log.Enqueue(entry);
            return entry;
        }
    }

    internal void Answered(Entry entry, int? status, IReadOnlyList<HttpFault> faults)
    {
        lock (_lock)
        {
            _underWay--;
            entry.Request = entry.Request with { Status = status, Faults = [.. faults.Select(static fault => fault.Name)] };
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
        public required ShopRequest Request { get; set; }
    }
}
