using Connector.Abstractions;
using Connector.Adapters.PrestaShop.Api;
using Connector.Adapters.PrestaShop.Listings;
using Connector.Adapters.PrestaShop.Options;
using Connector.Adapters.PrestaShop.Writing;

namespace Connector.Adapters.PrestaShop;

/// <summary>Reads and writes the stock of one PrestaShop shop through its webservice (1.7, 8 and 9; 1.5 and 1.6 speak the same).</summary>
internal sealed class PrestaShopAdapter : IStoreAdapter
{
    private readonly ShopClient client;
    private readonly ShopIndex index;
    private readonly ReferenceSearch search;
    private readonly StockWriter writer;

    public PrestaShopAdapter(StoreContext context, PrestaShopOptions options)
    {
        client = new ShopClient(context, options);
        var scope = new ShopScope(client, options.ShopId);
        var register = new Register(context.TimeProvider);
        index = new ShopIndex(client, scope, register);
        search = new ReferenceSearch(client, scope, register, index);
        writer = new StockWriter(context, register, new RowCheck(client, register), new RowSender(client), new ReadBack(client, context));
    }

    /// <inheritdoc />
    public StoreCapabilities Capabilities { get; } = new()
    {
        MaxFindBatch = 5000,
        MaxSetBatch = 100,
        // The shop adds a product's combinations up without a lock: of parallel writes some end with a wrong sum, and none is faster.
        MaxConcurrency = 1,
        Features = StoreFeatures.Variants | StoreFeatures.ConfirmsWrites,
    };

    /// <inheritdoc />
    public Task<StoreHealth> CheckHealthAsync(CancellationToken cancellationToken) => new Health(client).CheckAsync(cancellationToken);

    /// <inheritdoc />
    public IAsyncEnumerable<Listing> ReadListingsAsync(CancellationToken cancellationToken) => index.ReadAsync(cancellationToken);

    /// <inheritdoc />
    public async Task<IReadOnlyList<Listing>> FindBySkuAsync(IReadOnlyList<string> skus, CancellationToken cancellationToken) =>
        await search.FindAsync(skus, cancellationToken).ConfigureAwait(false);

    /// <inheritdoc />
    public Task<IReadOnlyList<StockOutcome>> SetStockAsync(IReadOnlyList<StockChange> changes, CancellationToken cancellationToken) =>
        writer.SetAsync(changes, cancellationToken);

    /// <inheritdoc />
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
