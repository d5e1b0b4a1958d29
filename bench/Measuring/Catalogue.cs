using System.Globalization;
using Connector.Abstractions;
using Connector.Core.Stock;

namespace Connector.Bench.Measuring;

/// <summary>
/// Offers and listings that belong together. In round 0 a shop holds what keyCRM says; in every later round keyCRM says one
/// more of each changed offer, so that a pass has exactly these to write.
/// </summary>
/// <param name="count">Offers, and as many listings.</param>
/// <param name="changedEvery">1 changes every offer, 50 changes 2 % of them.</param>
internal sealed class Catalogue(int count, int changedEvery)
{
    public int Count => count;

    public int Changed => count / changedEvery;

    public static string Sku(int number) => number.ToString("'SKU-'000000000", CultureInfo.InvariantCulture);

    public int Quantity(int number, int round) => (number * 7 % 40) + 1 + (number % changedEvery == 0 ? round : 0);

    public IEnumerable<Level> Levels(int round, Observation observation)
    {
        for (var number = 1; number <= count; number++)
        {
            yield return new Level
            {
                Offer = number,
                Sku = Sku(number),
                Quantity = Quantity(number, round),
                Reserve = 0,
                Observation = observation,
            };
        }
    }

    public IEnumerable<Listing> Listings(int round)
    {
        for (var number = 1; number <= count; number++)
        {
            yield return new Listing
            {
                Ref = new ListingRef("product/" + number.ToString(CultureInfo.InvariantCulture)),
                Sku = Sku(number),
                Quantity = Quantity(number, round),
            };
        }
    }
}
