using Connector.Abstractions;
using Connector.Adapters.PrestaShop.Api;
using Connector.Adapters.PrestaShop.Listings;
using Connector.Adapters.PrestaShop.Options;
using Connector.Adapters.PrestaShop.Writing;

namespace Connector.Adapters.PrestaShop;

/// <summary>Reads and writes the stock of one PrestaShop shop (1.7, 8, 9) through its webservice.</summary>
internal sealed class PrestaShopAdapter : IStoreAdapter
{
    private readonly WebserviceClient client;
    private readonly Catalogue catalogue;
    private readonly ReferenceSearch search;
    private readonly StockWriter writer;

    public PrestaShopAdapter(StoreContext context, PrestaShopOptions options)
    {
        client = new WebserviceClient(context, options);
        var lists = new WebserviceLists(client);
        catalogue = new Catalogue(lists, new ShopScope(lists, options.ShopId is not null), context.TimeProvider);
        search = new ReferenceSearch(lists, catalogue);
        writer = new StockWriter(client, catalogue, lists, context);
    }

    /// <inheritdoc />
    public StoreCapabilities Capabilities { get; } = new()
    {
        MaxFindBatch = 5000,
        MaxSetBatch = 100,
        // The sum on a parent is read and written without a lock: parallel writes lose it.
        MaxConcurrency = 1,
        Features = StoreFeatures.Variants | StoreFeatures.ConfirmsWrites,
    };

    /// <inheritdoc />
    public Task<StoreHealth> CheckHealthAsync(CancellationToken cancellationToken) => new Health(client).CheckAsync(cancellationToken);

    /// <inheritdoc />
    public IAsyncEnumerable<Listing> ReadListingsAsync(CancellationToken cancellationToken) => catalogue.ReadAsync(cancellationToken);

    /// <inheritdoc />
    public async Task<IReadOnlyList<Listing>> FindBySkuAsync(IReadOnlyList<string> skus, CancellationToken cancellationToken) =>
        await search.FindAsync(skus, cancellationToken).ConfigureAwait(false);

    /// <inheritdoc />
    public Task<IReadOnlyList<StockOutcome>> SetStockAsync(IReadOnlyList<StockChange> changes, CancellationToken cancellationToken) =>
        writer.SetAsync(changes, cancellationToken);

    /// <inheritdoc />
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
