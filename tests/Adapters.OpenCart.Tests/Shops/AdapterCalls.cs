using Connector.Abstractions;

namespace Connector.Adapters.OpenCart.Tests.Shops;

internal static class AdapterCalls
{
    public static async Task<List<Listing>> ReadAsync(this IStoreAdapter adapter)
    {
        var listings = new List<Listing>();
        await foreach (var listing in adapter.ReadListingsAsync(TestContext.Current.CancellationToken))
            listings.Add(listing);
        return listings;
    }

    public static Task<IReadOnlyList<Listing>> FindAsync(this IStoreAdapter adapter, params string[] skus) =>
        adapter.FindBySkuAsync(skus, TestContext.Current.CancellationToken);

    public static Task<IReadOnlyList<StockOutcome>> SetAsync(this IStoreAdapter adapter, params StockChange[] changes) =>
        adapter.SetStockAsync(changes, TestContext.Current.CancellationToken);

    public static StockChange Change(long product, string sku, decimal quantity) => Change(Product(product), sku, quantity);

    public static StockChange Change(ListingRef reference, string sku, decimal quantity) =>
        new() { Ref = reference, Sku = sku, Quantity = quantity };

    public static ListingRef Product(long id) => new($"{id}");

    public static StockChange To(this Listing listing, decimal quantity) => Change(listing.Ref, listing.Sku, quantity);
}
