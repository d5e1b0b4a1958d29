namespace Connector.Simulation.Tests;

/// <summary>
/// What keyCRM says, and every number that its stores' rules ever made of it. A number tells the version of the offer that it
/// comes from, so that the order of what is written can be seen in the numbers.
/// </summary>
internal sealed class Truth
{
    private const int PerVersion = 1000;

    private readonly Lock gate = new();
    private readonly List<Offer> offers = [];
    private readonly Dictionary<string, HashSet<decimal>> given = new(StringComparer.Ordinal);
    private int versions;

    public sealed record Offer(long Id, string Sku, decimal Quantity, decimal Reserve);

    public IReadOnlyList<Offer> Offers
    {
        get
        {
            lock (gate)
                return [.. offers];
        }
    }

    public static int VersionOf(decimal number) => (int)(number / PerVersion);

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

    /// <summary>The offer's stock is counted anew: another version, with so many units of it or none.</summary>
    public Offer? Count(long id, int units) => Change(id, offer => offer with { Quantity = units == 0 ? 0 : (++versions * PerVersion) + (PerVersion / 2) + units, Reserve = 0 });

    /// <summary>One is ordered.</summary>
    public Offer? Reserve(long id) => Change(id, offer => offer with { Reserve = offer.Reserve + 1 });

    public bool WasGiven(string sku, decimal number)
    {
        lock (gate)
            return given.TryGetValue(sku, out var numbers) && numbers.Contains(number);
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
        numbers.Add(Available(offer, 0));
        numbers.Add(Available(offer, 1));
    }
}
