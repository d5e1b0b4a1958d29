using System.Runtime.CompilerServices;
using Connector.Abstractions;

namespace Connector.Core.Tests.Sync;

/// <summary>A shop in memory behind the contract: keeps state, counts calls, fails as it is told.</summary>
public sealed class MemoryStore : IStoreAdapter
{
    private readonly Dictionary<string, Listing> goods = new(StringComparer.Ordinal);

    public StoreCapabilities Capabilities { get; init; } = new() { MaxFindBatch = 50, MaxSetBatch = 100 };

    /// <summary>Every number that a listing was ever given, in order.</summary>
    public List<(string Ref, decimal Quantity)> Written { get; } = [];

    public int SetCalls { get; private set; }

    public int Underway { get; private set; }

    /// <summary>Called before a batch is taken; throws to fail the call as a whole.</summary>
    public Func<IReadOnlyList<StockChange>, Task> BeforeSet { get; set; } = _ => Task.CompletedTask;

    /// <summary>What becomes of a change; the default applies it.</summary>
    public Func<StockChange, StockOutcome?> Outcome { get; set; } = _ => null;

    /// <summary>Alters the answer to a batch.</summary>
    public Func<IReadOnlyList<StockOutcome>, IReadOnlyList<StockOutcome>?> Answer { get; set; } = outcomes => outcomes;

    /// <summary>Called before a listing is given out.</summary>
    public Action<int> BeforeListing { get; set; } = _ => { };

    public decimal? this[string reference] => goods[reference].Quantity;

    public IEnumerable<Listing> Goods => goods.Values;

    public void Put(string reference, string sku, decimal? quantity) =>
        goods[reference] = new Listing { Ref = new ListingRef(reference), Sku = sku, Quantity = quantity };

    public void Remove(string reference) => goods.Remove(reference);

    public Task<StoreHealth> CheckHealthAsync(CancellationToken cancellationToken) =>
        Task.FromResult(new StoreHealth { IsHealthy = true, Summary = "in memory" });

    public async IAsyncEnumerable<Listing> ReadListingsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var position = 0;
        foreach (var listing in goods.Values.ToList())
        {
            await Task.Yield();
            cancellationToken.ThrowIfCancellationRequested();
            BeforeListing(position++);
            yield return listing;
        }
    }

    public Task<IReadOnlyList<Listing>> FindBySkuAsync(IReadOnlyList<string> skus, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<Listing>>([.. goods.Values.Where(listing => skus.Contains(listing.Sku))]);

    public async Task<IReadOnlyList<StockOutcome>> SetStockAsync(IReadOnlyList<StockChange> changes, CancellationToken cancellationToken)
    {
        SetCalls++;
        Underway++;
        try
        {
            Underway.ShouldBeLessThanOrEqualTo(Capabilities.MaxConcurrency);
            changes.Count.ShouldBeLessThanOrEqualTo(Capabilities.MaxSetBatch);
            changes.Select(change => change.Ref).Distinct().Count().ShouldBe(changes.Count);
            await BeforeSet(changes);
            cancellationToken.ThrowIfCancellationRequested();
            return Answer([.. changes.Select(Set)])!;
        }
        finally
        {
            Underway--;
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private StockOutcome Set(StockChange change)
    {
        if (Outcome(change) is { } told && told.Status is not (StockStatus.Applied or StockStatus.Accepted))
            return told;
        if (!goods.TryGetValue(change.Ref.Value, out var listing))
            return new StockOutcome { Ref = change.Ref, Status = StockStatus.Gone };
        goods[change.Ref.Value] = listing with { Quantity = change.Quantity };
        Written.Add((change.Ref.Value, change.Quantity));
        return Outcome(change) ?? new StockOutcome { Ref = change.Ref, Status = StockStatus.Applied, Current = change.Quantity };
    }
}
