using Connector.Abstractions;

namespace Connector.Adapters.PrestaShop.Listings;

/// <summary>
/// Joins a reference with the shop's number for it. What the webservice cannot write is a listing that does not count stock,
/// and its name says why.
/// </summary>
internal sealed class ListingMaker(StockTable stock, RecentRows recent, long readAt)
{
    /// <summary>The listing of a combination.</summary>
    public Listing OfCombination(long product, long combination, string sku) =>
        Of(new StockRef(0, product, combination), sku) with { Parent = StockRef.WithoutRow(product) };

    /// <summary>The listing of a product that has no combinations in the shop's list of them.</summary>
    public Listing OfProduct(long product, string sku) => stock.HasCombinations(product)
        ? Uncounted(product, 0, sku, "has stock rows of combinations that are not there any more, so its own number counts as their sum; remove the rows")
        : Of(new StockRef(0, product, 0), sku);

    private Listing Of(StockRef reference, string sku)
    {
        if (stock.Find(reference.Product, reference.Combination) is not { } number)
            return Uncounted(reference.Product, reference.Combination, sku, "has no stock row, and the webservice cannot make one; save it in the back office");
        var found = reference with { Row = number.Row };
        if (number.DependsOnStock)
            return Uncounted(reference.Product, reference.Combination, sku, "is kept by the old advanced stock management; take it out of that") with { Ref = found.Listing, Quantity = number.Quantity };
        recent.Add(found, readAt);
        return new Listing { Ref = found.Listing, Sku = sku, Quantity = number.Quantity };
    }

    private static Listing Uncounted(long product, long combination, string sku, string why) => new()
    {
        Ref = StockRef.WithoutRow(product, combination),
        Sku = sku,
        TracksStock = false,
        Name = combination == 0 ? $"product {product} {why}" : $"combination {combination} of product {product} {why}",
    };
}
