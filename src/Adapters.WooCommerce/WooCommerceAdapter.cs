using Connector.Abstractions;
using Connector.Adapters.WooCommerce.Api;
using Connector.Adapters.WooCommerce.Listings;
using Connector.Adapters.WooCommerce.Options;
using Connector.Adapters.WooCommerce.Writing;

namespace Connector.Adapters.WooCommerce;

/// <summary>Reads and writes the stock of one WooCommerce shop through its REST API v3 (5.9 and later).</summary>
internal sealed class WooCommerceAdapter : IStoreAdapter
{
    private readonly ShopClient client;
    private readonly Catalogue catalogue;
    private readonly SkuSearch search;
    private readonly StockWriter writer;

    public WooCommerceAdapter(StoreContext context, WooCommerceOptions options)
    {
        client = new ShopClient(context, options);
        var variations = new VariationRegister(client, context.TimeProvider);
        catalogue = new Catalogue(client, variations);
        search = new SkuSearch(client, catalogue, variations, context.TimeProvider);
        writer = new StockWriter(client, variations, new ReadBack(client, context));
    }

    /// <inheritdoc />
    public StoreCapabilities Capabilities { get; } = new()
    {
        MaxFindBatch = 5000,
        MaxSetBatch = BatchLimit.Usual,
        // On two cores two calls at a time are twice as fast as one, and four as fast as two.
        MaxConcurrency = 2,
        Features = StoreFeatures.Variants | StoreFeatures.ConfirmsWrites | StoreFeatures.FindsUnlisted,
    };

    /// <inheritdoc />
    public Task<StoreHealth> CheckHealthAsync(CancellationToken cancellationToken) => new Health(client).CheckAsync(cancellationToken);

    /// <inheritdoc />
    public IAsyncEnumerable<Listing> ReadListingsAsync(CancellationToken cancellationToken) =>
        search.WatchAsync(catalogue.ReadAsync(cancellationToken));

    /// <inheritdoc />
    public async Task<IReadOnlyList<Listing>> FindBySkuAsync(IReadOnlyList<string> skus, CancellationToken cancellationToken) =>
        await search.FindAsync(skus, cancellationToken).ConfigureAwait(false);

    /// <inheritdoc />
    public Task<IReadOnlyList<StockOutcome>> SetStockAsync(IReadOnlyList<StockChange> changes, CancellationToken cancellationToken) =>
        writer.SetAsync(changes, cancellationToken);

    /// <inheritdoc />
    public ValueTask DisposeAsync()
    {
        client.Dispose();
        return ValueTask.CompletedTask;
    }
}
