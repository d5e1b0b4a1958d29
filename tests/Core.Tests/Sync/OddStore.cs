using Connector.Abstractions;

namespace Connector.Core.Tests.Sync;

/// <summary>An adapter that breaks the contract, in front of a shop that keeps it.</summary>
internal sealed class OddStore(MemoryStore shop) : IStoreAdapter
{
    public Func<StoreCapabilities> GiveCapabilities { get; init; } = () => shop.Capabilities;

    public Func<CancellationToken, IAsyncEnumerable<Listing>> Read { get; init; } = shop.ReadListingsAsync;

    public Func<IReadOnlyList<StockChange>, CancellationToken, Task<IReadOnlyList<StockOutcome>>> Set { get; init; } = shop.SetStockAsync;

    public StoreCapabilities Capabilities => GiveCapabilities();

    public Task<StoreHealth> CheckHealthAsync(CancellationToken cancellationToken) => shop.CheckHealthAsync(cancellationToken);

    public IAsyncEnumerable<Listing> ReadListingsAsync(CancellationToken cancellationToken) => Read(cancellationToken);

    public Task<IReadOnlyList<Listing>> FindBySkuAsync(IReadOnlyList<string> skus, CancellationToken cancellationToken) =>
        shop.FindBySkuAsync(skus, cancellationToken);

    public Task<IReadOnlyList<StockOutcome>> SetStockAsync(IReadOnlyList<StockChange> changes, CancellationToken cancellationToken) =>
        Set(changes, cancellationToken);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
