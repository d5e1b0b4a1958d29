namespace Connector.Simulation.Tests;

/// <summary>
/// What keyCRM says, and every number that its stores' rules ever made of it, in the order in which it was said. Numbers but zero
/// are never said twice of one count, so that an old one is known for what it is.
/// </summary>
internal sealed class Truth
{
    private const int PerCount = 1000;

    private readonly Lock gate = new();
    private readonly List<Offer> offers = [];
    private readonly Dictionary<string, List<(int Moment, decimal Number)>> given = new(StringComparer.Ordinal);
    private int counts;
    private int moments;

    public sealed record Offer(long Id, string Sku, decimal Quantity, decimal Reserve);

    public IReadOnlyList<Offer> Offers
    {
        get
        {
            lock (gate)
                return [.. offers];
        }
    }

    public static decimal Available(Offer offer, decimal buffer) => Math.Max(0, offer.Quantity - offer.Reserve - buffer);

    public void Put(Offer offer, int position)
    {
        lock (gate)
        {
            offers.Insert(Math.Min(position, offers.Count), offer);
            Give(offer);
        }
    }

    public void Remove(long id)
    {
        lock (gate)
            offers.RemoveAll(offer => offer.Id == id);
    }

    /// <summary>The offer's stock is counted anew: so many units of this count, or none.</summary>
    public Offer? Count(long id, int units) => Change(id, offer => offer with { Quantity = units == 0 ? 0 : (++counts * PerCount) + (PerCount / 2) + units, Reserve = 0 });

    /// <summary>One is ordered.</summary>
    public Offer? Reserve(long id) => Change(id, offer => offer with { Reserve = offer.Reserve + 1 });

    /// <summary>The first moment, not before another, at which a number was true of a SKU.</summary>
    /// <returns><see langword="null"/> if it was true at none.</returns>
    public int? TrueSince(string sku, decimal number, int moment)
    {
        lock (gate)
        {
            foreach (var one in given.GetValueOrDefault(sku, []))
            {
                if (one.Moment >= moment && one.Number == number)
                    return one.Moment;
            }

            return null;
        }
    }

    /// <summary>How many numbers are remembered.</summary>
    public int Remembered
    {
        get
        {
            lock (gate)
                return given.Values.Sum(numbers => numbers.Count);
        }
    }

    private Offer? Change(long id, Func<Offer, Offer> change)
    {
        lock (gate)
        {
            var position = offers.FindIndex(offer => offer.Id == id);
            if (position < 0)
                return null;
            Give(offers[position] = change(offers[position]));
            return offers[position];
        }
    }

    private void Give(Offer offer)
    {
        if (!given.TryGetValue(offer.Sku, out var numbers))
            given[offer.Sku] = numbers = [];
        moments++;
        numbers.Add((moments, Available(offer, 0)));
        numbers.Add((moments, Available(offer, 1)));
    }
}
