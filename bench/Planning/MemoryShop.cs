using Connector.Abstractions;
using Connector.Bench.Measuring;

namespace Connector.Bench.Planning;

/// <summary>A shop that costs nothing, so that a pass shows what the engine itself costs.</summary>
internal sealed class MemoryShop(Catalogue catalogue, int round) : IStoreAdapter
{
    public StoreCapabilities Capabilities { get; } =
        new() { MaxFindBatch = 500, MaxSetBatch = 500, Features = StoreFeatures.ConfirmsWrites };

    public Task<StoreHealth> CheckHealthAsync(CancellationToken cancellationToken) =>
        Task.FromResult(new StoreHealth { IsHealthy = true, Summary = "in memory" });

    public IAsyncEnumerable<Listing> ReadListingsAsync(CancellationToken cancellationToken) => catalogue.Listings(round).ToAsyncEnumerable();

    public Task<IReadOnlyList<Listing>> FindBySkuAsync(IReadOnlyList<string> skus, CancellationToken cancellationToken)
    {
        var asked = skus.ToHashSet(StringComparer.Ordinal);
        return Task.FromResult<IReadOnlyList<Listing>>(catalogue.Listings(round).Where(listing => asked.Contains(listing.Sku)).ToList());
    }

    public Task<IReadOnlyList<StockOutcome>> SetStockAsync(IReadOnlyList<StockChange> changes, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<StockOutcome>>(
            changes.Select(change => new StockOutcome { Ref = change.Ref, Status = StockStatus.Applied, Current = change.Quantity }).ToList());

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
