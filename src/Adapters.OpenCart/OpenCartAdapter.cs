using System.Runtime.CompilerServices;
using Connector.Abstractions;
using Connector.Adapters.OpenCart.Database;
using Connector.Adapters.OpenCart.Health;
using Connector.Adapters.OpenCart.Reading;
using Connector.Adapters.OpenCart.Schema;
using Connector.Adapters.OpenCart.Writing;

namespace Connector.Adapters.OpenCart;

/// <summary>One OpenCart shop, through its database. What the shop is like is found out anew with every reading and check.</summary>
internal sealed class OpenCartAdapter : IStoreAdapter
{
    private readonly OpenCartOptions _options;
    private readonly StoreContext _context;
    private readonly ShopDatabase _database;
    private readonly SchemaDetection _detection;
    private ShopSchema? _schema;

    public OpenCartAdapter(StoreContext context, OpenCartOptions options)
    {
        if (ShopConnectionString.Fault(options.ConnectionString) is { } fault)
            throw new StoreException(StoreFailure.Misconfigured, fault);
        _context = context;
        _options = options;
        _database = new ShopDatabase(options.ConnectionString);
        _detection = new SchemaDetection(_database, options);
        Capabilities = new StoreCapabilities
        {
            // SKUs have no index and no dependable collation: finding one reads as much as finding ten thousand.
            MaxFindBatch = 10_000,
            MaxSetBatch = CaseUpdate.MaxRows,
            Features = StoreFeatures.Variants | StoreFeatures.NegativeQuantities | StoreFeatures.ConfirmsWrites
                | (options.Fractions ? StoreFeatures.FractionalQuantities : StoreFeatures.None),
        };
    }

    public StoreCapabilities Capabilities { get; }

    public async Task<StoreHealth> CheckHealthAsync(CancellationToken cancellationToken)
    {
        var schema = await DetectAsync(cancellationToken).ConfigureAwait(false);
        return await new HealthCheck(_database, _detection, _options).RunAsync(schema, cancellationToken).ConfigureAwait(false);
    }

    public async IAsyncEnumerable<Listing> ReadListingsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var schema = await DetectAsync(cancellationToken).ConfigureAwait(false);
        var reader = new ListingReader(_database, _options, _context.StoreId, _context.Logger);
        await foreach (var listing in reader.ReadAsync(schema, cancellationToken).ConfigureAwait(false))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return listing;
        }
    }

    public async Task<IReadOnlyList<Listing>> FindBySkuAsync(IReadOnlyList<string> skus, CancellationToken cancellationToken)
    {
        var matches = SkuText.MatchAny(skus);
        var found = new List<Listing>();
        await foreach (var listing in ReadListingsAsync(cancellationToken).ConfigureAwait(false))
        {
            if (matches(listing.Sku))
                found.Add(listing);
        }

        return found;
    }

    public async Task<IReadOnlyList<StockOutcome>> SetStockAsync(IReadOnlyList<StockChange> changes, CancellationToken cancellationToken)
    {
        var schema = _schema ?? await DetectAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await new StockWriter(_database, _options, _context, schema).SetAsync(changes, cancellationToken).ConfigureAwait(false);
        }
        catch (StoreException exception) when (exception.Failure is StoreFailure.Misconfigured or StoreFailure.Unauthorized)
        {
            // The shop may have been upgraded, or the missing right granted: look again before the next write.
            _schema = null;
            throw;
        }
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    private async Task<ShopSchema> DetectAsync(CancellationToken cancellationToken)
    {
        var schema = await _detection.DetectAsync(cancellationToken).ConfigureAwait(false);
        if (_schema != schema)
        {
            Log.Detected(
                _context.Logger, _context.StoreId, schema.Generation, schema.Sku.Name, schema.Options is not null, schema.Combinations is not null);
        }

        return _schema = schema;
    }
}
