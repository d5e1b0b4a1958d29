using System.Runtime.CompilerServices;
using Connector.Abstractions;
using Microsoft.Extensions.Logging;

namespace Connector.Adapters.TestKit.Tests.Memory;

/// <summary>An adapter without a fault. The mutants override one thing each.</summary>
internal partial class MemoryAdapter(MemoryShop shop, StoreContext context) : IStoreAdapter
{
    public virtual StoreCapabilities Capabilities { get; } = new()
    {
        MaxFindBatch = 50,
        MaxSetBatch = 20,
        MaxConcurrency = 3,
        Features = StoreFeatures.Variants | StoreFeatures.ConfirmsWrites | StoreFeatures.FractionalQuantities,
    };

    protected MemoryShop Shop => shop;

    protected StoreContext Context => context;

    public virtual async Task<StoreHealth> CheckHealthAsync(CancellationToken cancellationToken)
    {
        await EnterAsync(cancellationToken);
        return new StoreHealth { IsHealthy = true, Summary = $"{shop.Rows().Count} rows" };
    }

    public virtual async IAsyncEnumerable<Listing> ReadListingsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await EnterAsync(cancellationToken);
        foreach (MemoryRow row in shop.Rows())
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return row.ToListing();
        }
    }

    public virtual async Task<IReadOnlyList<Listing>> FindBySkuAsync(IReadOnlyList<string> skus, CancellationToken cancellationToken)
    {
        await EnterAsync(cancellationToken);
        return [.. shop.Rows().Where(row => skus.Contains(row.Sku, StringComparer.Ordinal)).Select(row => row.ToListing())];
    }

    public virtual async Task<IReadOnlyList<StockOutcome>> SetStockAsync(IReadOnlyList<StockChange> changes, CancellationToken cancellationToken)
    {
        await EnterAsync(cancellationToken);
        var outcomes = new List<StockOutcome>();
        foreach (StockChange change in changes)
        {
            cancellationToken.ThrowIfCancellationRequested();
            outcomes.Add(Set(change, shop.Row(change.Ref)));
        }

        shop.Leave();
        return outcomes;
    }

    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    protected static StockOutcome Say(StockChange change, StockStatus status) =>
        new() { Ref = change.Ref, Status = status, Error = new StoreError { Code = "memory.said", Message = $"{change.Sku}: {status}." } };

    protected virtual Task EnterAsync(CancellationToken cancellationToken)
    {
        LogCall(context.Logger, context.StoreId.Value);
        return shop.EnterAsync(context.HttpClient.Timeout, cancellationToken);
    }

    protected virtual StockOutcome Set(StockChange change, MemoryRow? row)
    {
        if (row is null || row.Sku != change.Sku)
            return Say(change, StockStatus.Gone);
        if (!row.TracksStock)
            return Say(change, StockStatus.NotTracked);
        if (change.Quantity is < 0 or > int.MaxValue)
            return Say(change, StockStatus.Rejected);
        row.Quantity = change.Quantity;
        return new StockOutcome { Ref = change.Ref, Status = StockStatus.Applied, Current = row.Quantity };
    }

    [LoggerMessage(1, LogLevel.Debug, "Store {Store}: called")]
    private static partial void LogCall(ILogger logger, string store);
}
