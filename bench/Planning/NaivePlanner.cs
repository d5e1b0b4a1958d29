using Connector.Abstractions;
using Connector.Core.Matching;
using Connector.Core.Planning;
using Connector.Core.Stock;

namespace Connector.Bench.Planning;

/// <summary>
/// The baseline: both sides held whole as they are, grouped by SKU with LINQ, and compared. What a careful programmer writes
/// first. It finds the same changes, with the same arithmetic and the same keys.
/// </summary>
internal static class NaivePlanner
{
    public static IReadOnlyList<PlannedChange> Make(IEnumerable<Level> levels, IEnumerable<Listing> listings, StockRule stock, MatchRule match)
    {
        var calculator = new StockCalculator(stock, sku => SkuKey.Of(sku, match));
        var offers = levels
            .Where(level => SkuKey.Of(level.Sku, match) is not null)
            .GroupBy(level => SkuKey.Of(level.Sku, match)!, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.ToList(), StringComparer.Ordinal);
        var shop = listings
            .Where(listing => SkuKey.Of(listing.Sku, match) is not null)
            .GroupBy(listing => SkuKey.Of(listing.Sku, match)!, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.ToList(), StringComparer.Ordinal);
        return (
            from pair in shop
            where pair.Value.Count == 1 && offers.TryGetValue(pair.Key, out var same) && same.Count == 1
            let listing = pair.Value[0]
            let level = offers[pair.Key][0]
            let after = calculator.Compute(level, listing.Sku).Quantity
            where listing.TracksStock && after is not null && after != listing.Quantity
            select new PlannedChange
            {
                Ref = listing.Ref,
                Sku = listing.Sku,
                Before = listing.Quantity,
                After = after.Value,
                Reason = calculator.Explain(level, listing.Sku),
                Observation = level.Observation,
            }).ToList();
    }
}
