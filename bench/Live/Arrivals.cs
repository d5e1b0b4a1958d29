using System.Diagnostics;
using Connector.Bench.Measuring;

namespace Connector.Bench.Live;

/// <summary>
/// When each change of keyCRM stood in every store. Quantities of an offer only grow, so a change has arrived in a store with the
/// first number that is as great: it, or one that came after it.
/// </summary>
internal sealed class Arrivals
{
    private readonly Lock gate = new();
    private readonly int stores;
    private readonly Dictionary<string, List<Change>> open = new(StringComparer.Ordinal);
    private readonly List<double> seconds = [];

    public Arrivals(LiveWorld world)
    {
        stores = world.Sites.Count;
        for (var store = 0; store < stores; store++)
        {
            var number = store;
            world.Sites[store].Wrote += (sku, quantity) => Arrived(number, sku, quantity);
        }
    }

    /// <summary>Changes that have not arrived in every store.</summary>
    public int Open
    {
        get
        {
            lock (gate)
                return open.Values.Sum(changes => changes.Count);
        }
    }

    /// <summary>Seconds from each change to its arrival in the last store, in no order.</summary>
    public IReadOnlyList<double> Seconds
    {
        get
        {
            lock (gate)
                return [.. seconds];
        }
    }

    /// <summary>Notes a change that is made now.</summary>
    public void Changed(int offer, decimal quantity)
    {
        lock (gate)
        {
            var sku = Catalogue.Sku(offer);
            if (!open.TryGetValue(sku, out var changes))
                open.Add(sku, changes = []);
            changes.Add(new Change(quantity, Stopwatch.GetTimestamp(), []));
        }
    }

    private void Arrived(int store, string sku, decimal quantity)
    {
        lock (gate)
        {
            if (!open.TryGetValue(sku, out var changes))
                return;
            foreach (var change in changes.Where(change => change.Quantity <= quantity))
                change.Stores.Add(store);
            foreach (var done in changes.Where(change => change.Stores.Count == stores).ToList())
            {
                seconds.Add(Stopwatch.GetElapsedTime(done.At).TotalSeconds);
                changes.Remove(done);
            }

            if (changes.Count == 0)
                open.Remove(sku);
        }
    }

    private sealed record Change(decimal Quantity, long At, HashSet<int> Stores);
}
