namespace Connector.Core.KeyCrm;

/// <summary>
/// The offers that webhooks have named and that are to be read again: each once, however often it was named, and which webhook
/// is worked on when all its offers have been read. Single sales go before large imports, and an import is not starved by them.
/// </summary>
internal sealed class VerificationQueue
{
    // A webhook with more offers is an import, a stock-taking, or a whole catalogue.
    private const int LargestSmall = 50;

    private readonly Dictionary<long, List<long>> waiting = [];
    private readonly Dictionary<long, List<long>> underWay = [];
    private readonly Dictionary<long, int> open = [];
    private readonly Queue<long> small = new();
    private readonly Queue<long> large = new();

    /// <summary>Offers that wait.</summary>
    public int Count => waiting.Count;

    /// <summary>Adds a webhook.</summary>
    /// <param name="entry">The inbox's number of it.</param>
    /// <param name="offers">The offers it names, each once.</param>
    /// <returns>Whether there is anything to read for it.</returns>
    public bool Add(long entry, IReadOnlyCollection<long> offers)
    {
        if (offers.Count == 0)
            return false;
        open[entry] = offers.Count;
        var queue = offers.Count <= LargestSmall ? small : large;
        foreach (var offer in offers)
        {
            if (waiting.TryGetValue(offer, out var entries))
            {
                entries.Add(entry);
                // Named by an import before, and now by a sale.
                if (queue == small)
                    small.Enqueue(offer);
                continue;
            }

            waiting[offer] = [entry];
            queue.Enqueue(offer);
        }

        return true;
    }

    /// <summary>Takes the next offers to read. What is added from now on needs another reading.</summary>
    /// <param name="most">At most so many.</param>
    public IReadOnlyCollection<long> Take(int most)
    {
        var taken = new List<long>(most);
        Take(small, large.Count > 0 ? most - (most / 5) : most, taken);
        Take(large, most, taken);
        Take(small, most, taken);
        return taken;
    }

    /// <summary>Notes that offers were read.</summary>
    /// <param name="taken">What <see cref="Take(int)"/> gave.</param>
    /// <returns>The webhooks that are worked on by that.</returns>
    public IReadOnlyList<long> Read(IReadOnlyCollection<long> taken)
    {
        var done = new List<long>();
        foreach (var offer in taken)
        {
            if (!underWay.Remove(offer, out var entries))
                continue;
            foreach (var entry in entries)
            {
                if (--open[entry] > 0)
                    continue;
                open.Remove(entry);
                done.Add(entry);
            }
        }

        return done;
    }

    /// <summary>Puts offers back that could not be read.</summary>
    public void PutBack(IReadOnlyCollection<long> taken)
    {
        foreach (var offer in taken)
        {
            if (!underWay.Remove(offer, out var entries))
                continue;
            if (waiting.TryGetValue(offer, out var since))
            {
                since.AddRange(entries);
                continue;
            }

            waiting[offer] = entries;
            small.Enqueue(offer);
        }
    }

    private void Take(Queue<long> queue, int most, List<long> taken)
    {
        while (taken.Count < most && queue.TryDequeue(out var offer))
        {
            // An offer may stand in both queues; it is taken once.
            if (!waiting.Remove(offer, out var entries))
                continue;
            underWay[offer] = entries;
            taken.Add(offer);
        }
    }
}
