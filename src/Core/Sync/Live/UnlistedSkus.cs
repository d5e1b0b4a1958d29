namespace Connector.Core.Sync.Live;

/// <summary>
/// SKUs that changed in keyCRM and that no known listing carries. Most will never be in the store; those that have been added
/// to it lately are found by asking for them, each once in a while, a few at a time.
/// </summary>
internal sealed class UnlistedSkus(TimeProvider time, TimeSpan askAgainAfter)
{
    private const int MostRemembered = 100_000;

    private readonly Dictionary<string, long> asked = new(StringComparer.Ordinal);
    private readonly Queue<string> waiting = new();

    /// <summary>Whether there are SKUs to ask for.</summary>
    public bool IsWaiting => waiting.Count > 0;

    /// <summary>Notes SKUs that were not found.</summary>
    public void Add(IEnumerable<string> keys)
    {
        var now = time.GetTimestamp();
        foreach (var key in keys)
        {
            if (asked.TryGetValue(key, out var at) && time.GetElapsedTime(at, now) < askAgainAfter)
                continue;
            if (asked.Count >= MostRemembered)
                asked.Clear();
            asked[key] = now;
            waiting.Enqueue(key);
        }
    }

    /// <summary>The next ones to ask for.</summary>
    public IReadOnlyCollection<string> Take(int most)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        while (taken.Count < most && waiting.TryDequeue(out var key))
            taken.Add(key);
        return taken;
    }

    /// <summary>Forgets everything: the whole store was read.</summary>
    public void Clear()
    {
        asked.Clear();
        waiting.Clear();
    }
}
