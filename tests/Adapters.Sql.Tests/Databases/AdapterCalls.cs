using Connector.Abstractions;

namespace Connector.Adapters.Sql.Tests.Databases;

/// <summary>Short forms of the contract's calls.</summary>
internal static class AdapterCalls
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<List<Listing>> ReadAllAsync(this IStoreAdapter adapter)
    {
        var listings = new List<Listing>();
        await foreach (Listing listing in adapter.ReadListingsAsync(Token))
            listings.Add(listing);
        return listings;
    }

    public static Task<IReadOnlyList<StockOutcome>> SetAsync(this IStoreAdapter adapter, params (string Ref, string Sku, decimal Quantity)[] changes) =>
        adapter.SetStockAsync(
            [.. changes.Select(c => new StockChange { Ref = new ListingRef(c.Ref), Sku = c.Sku, Quantity = c.Quantity })],
            Token);

    public static async Task<StockOutcome> SetOneAsync(this IStoreAdapter adapter, string reference, string sku, decimal quantity, decimal? expected = null) =>
        (await adapter.SetStockAsync(
            [new StockChange { Ref = new ListingRef(reference), Sku = sku, Quantity = quantity, Expected = expected }],
            Token)).ShouldHaveSingleItem();

    public static async Task<StoreException> FailsAsync(this IStoreAdapter adapter) =>
        await Should.ThrowAsync<StoreException>(() => adapter.ReadAllAsync());

    public static StockStatus[] Statuses(this IEnumerable<StockOutcome> outcomes) => [.. outcomes.Select(o => o.Status)];
}
