using Connector.Abstractions;

namespace Fixture;

public sealed class FixtureOptions
{
    public string Greeting { get; set; } = "";
}

/// <summary>A shop without listings, whose health says what the plug-in wants to show.</summary>
public sealed class FixtureAdapter(Func<string> describe) : IStoreAdapter
{
    public StoreCapabilities Capabilities { get; } = new() { MaxFindBatch = 1, MaxSetBatch = 1 };

    public Task<StoreHealth> CheckHealthAsync(CancellationToken cancellationToken) =>
        Task.FromResult(new StoreHealth { IsHealthy = true, Summary = describe() });

    public async IAsyncEnumerable<Listing> ReadListingsAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask;
        yield break;
    }

    public Task<IReadOnlyList<Listing>> FindBySkuAsync(IReadOnlyList<string> skus, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<Listing>>([]);

    public Task<IReadOnlyList<StockOutcome>> SetStockAsync(IReadOnlyList<StockChange> changes, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<StockOutcome>>([.. changes.Select(change => new StockOutcome { Ref = change.Ref, Status = StockStatus.Gone })]);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
