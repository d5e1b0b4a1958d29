using System.Runtime.CompilerServices;
using Connector.Abstractions;

namespace Connector.Core.Tests.Sync;

/// <summary>A shop in memory behind the contract: keeps state, counts calls, fails as it is told.</summary>
public sealed class MemoryStore : IStoreAdapter
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, Listing> goods = new(StringComparer.Ordinal);
    private int setCalls;
    private int underway;

    public StoreCapabilities Capabilities { get; init; } = new() { MaxFindBatch = 50, MaxSetBatch = 100 };

    /// <summary>Whether it can be read; one that cannot takes any SKU.</summary>
    public bool ShowsQuantities { get; init; } = true;

    /// <summary>Every number that a listing was ever given, in order.</summary>
    public List<(string Ref, decimal Quantity)> Written { get; } = [];

    public int SetCalls => Volatile.Read(ref setCalls);

    public int FindCalls { get; private set; }

    public int Underway => Volatile.Read(ref underway);

    /// <summary>Most calls that were ever under way at once.</summary>
    public int MostUnderway { get; private set; }

    /// <summary>Called before a batch is taken; throws to fail the call as a whole.</summary>
    public Func<IReadOnlyList<StockChange>, Task> BeforeSet { get; set; } = _ => Task.CompletedTask;

    /// <summary>What becomes of a change; the default applies it.</summary>
    public Func<StockChange, StockOutcome?> Outcome { get; set; } = _ => null;

    /// <summary>Called before each change of a batch; throws to fail the call with the changes before it done.</summary>
    public Action<StockChange> BeforeChange { get; set; } = _ => { };

    /// <summary>Alters the answer to a batch.</summary>
    public Func<IReadOnlyList<StockOutcome>, IReadOnlyList<StockOutcome>?> Answer { get; set; } = outcomes => outcomes;

    /// <summary>Called before a listing is given out.</summary>
    public Action<int> BeforeListing { get; set; } = _ => { };

    /// <summary>Answers a look-up in place of the goods.</summary>
    public Func<IReadOnlyList<string>, IReadOnlyList<Listing>?>? Found { get; set; }

    public decimal? this[string reference]
    {
        get
        {
            lock (gate)
                return goods[reference].Quantity;
        }
    }

    public IReadOnlyList<Listing> Goods
    {
        get
        {
            lock (gate)
                return [.. goods.Values];
        }
    }

    public void Put(string reference, string sku, decimal? quantity) =>
        Put(new Listing { Ref = new ListingRef(reference), Sku = sku, Quantity = quantity });

    public void Put(Listing listing)
    {
        lock (gate)
            goods[listing.Ref.Value] = listing;
    }

    public void Remove(string reference)
    {
        lock (gate)
            goods.Remove(reference);
    }

    public Task<StoreHealth> CheckHealthAsync(CancellationToken cancellationToken) =>
        Task.FromResult(new StoreHealth { IsHealthy = true, Summary = "in memory" });

    public async IAsyncEnumerable<Listing> ReadListingsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var position = 0;
        foreach (var listing in ShowsQuantities ? Goods : [])
        {
            await Task.Yield();
            cancellationToken.ThrowIfCancellationRequested();
            BeforeListing(position++);
            yield return listing;
        }
    }

    public Task<IReadOnlyList<Listing>> FindBySkuAsync(IReadOnlyList<string> skus, CancellationToken cancellationToken)
    {
        FindCalls++;
        skus.Count.ShouldBeLessThanOrEqualTo(Capabilities.MaxFindBatch);
        if (!ShowsQuantities)
            return Task.FromResult<IReadOnlyList<Listing>>([.. skus.Select(sku => new Listing { Ref = new ListingRef(sku[2..]), Sku = sku, ShowsQuantity = false })]);
        return Task.FromResult(Found is null ? [.. Goods.Where(listing => skus.Contains(listing.Sku))] : Found(skus)!);
    }

    public async Task<IReadOnlyList<StockOutcome>> SetStockAsync(IReadOnlyList<StockChange> changes, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref setCalls);
        var now = Interlocked.Increment(ref underway);
        try
        {
            lock (gate)
                MostUnderway = Math.Max(MostUnderway, now);
            now.ShouldBeLessThanOrEqualTo(Capabilities.MaxConcurrency);
            changes.Count.ShouldBeLessThanOrEqualTo(Capabilities.MaxSetBatch);
            changes.Select(change => change.Ref).Distinct().Count().ShouldBe(changes.Count);
            await BeforeSet(changes);
            cancellationToken.ThrowIfCancellationRequested();
            lock (gate)
                return Answer([.. changes.Select(Set)])!;
        }
        finally
        {
            Interlocked.Decrement(ref underway);
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private StockOutcome Set(StockChange change)
    {
        BeforeChange(change);
        var told = Outcome(change);
        if (told is not null && told.Status is not (StockStatus.Applied or StockStatus.Accepted))
            return told;
        if (!goods.TryGetValue(change.Ref.Value, out var listing))
            return new StockOutcome { Ref = change.Ref, Status = StockStatus.Gone };
        goods[change.Ref.Value] = listing with { Quantity = change.Quantity };
        Written.Add((change.Ref.Value, change.Quantity));
        return told ?? new StockOutcome { Ref = change.Ref, Status = StockStatus.Applied, Current = change.Quantity };
    }
}
