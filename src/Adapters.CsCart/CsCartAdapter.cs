using System.Runtime.CompilerServices;
using Connector.Abstractions;
using Connector.Adapters.CsCart.Api;
using Connector.Adapters.CsCart.Listings;
using Connector.Adapters.CsCart.Options;
using Connector.Adapters.CsCart.Writing;

namespace Connector.Adapters.CsCart;

/// <summary>Reads and writes the stock of one CS-Cart shop through its REST API: lists of products, and one PUT for each number.</summary>
internal sealed class CsCartAdapter : IStoreAdapter
{
    private readonly Catalogue catalogue;
    private readonly CodeSearch search;
    private readonly StockWriter writer;
    private readonly HealthCheck health;
    private readonly ShopClient client;

    public CsCartAdapter(StoreContext context, CsCartOptions options)
    {
        client = new ShopClient(context, options);
        var register = new Register(context.TimeProvider);
        var company = new CompanyRule(client, options.CompanyId);
        var pages = new Pages(client, context, options.CompanyId);
        catalogue = new Catalogue(pages, new Variants(client, pages), company, register, context);
        search = new CodeSearch(catalogue, pages, company, register, context);
        writer = new StockWriter(new Items(client, options.CompanyId), register, context);
        health = new HealthCheck(client, company, options);
    }

    /// <inheritdoc />
    public StoreCapabilities Capabilities { get; } = new()
    {
        // Beyond a few SKUs the whole list is read anyway.
        MaxFindBatch = 100_000,
        // The shop has no bulk update. One change a call: the journal knows of each what became of it, also when the program is
        // killed, and the host paces single requests.
        MaxSetBatch = 1,
        MaxConcurrency = 2,
        Features = StoreFeatures.Variants,
    };

    /// <inheritdoc />
    public Task<StoreHealth> CheckHealthAsync(CancellationToken cancellationToken) => health.RunAsync(cancellationToken);

    /// <inheritdoc />
    public async IAsyncEnumerable<Listing> ReadListingsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var listing in catalogue.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return listing;
        }
    }

    /// <inheritdoc />
    public Task<IReadOnlyList<Listing>> FindBySkuAsync(IReadOnlyList<string> skus, CancellationToken cancellationToken) =>
        search.FindAsync(skus, cancellationToken);

    /// <inheritdoc />
    public async Task<IReadOnlyList<StockOutcome>> SetStockAsync(IReadOnlyList<StockChange> changes, CancellationToken cancellationToken)
    {
        var outcomes = new List<StockOutcome>(changes.Count);
        foreach (var change in changes)
            outcomes.Add(await writer.SetAsync(change, cancellationToken).ConfigureAwait(false));
        return outcomes;
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync()
    {
        client.Dispose();
        return ValueTask.CompletedTask;
    }
}
