using System.Runtime.CompilerServices;
using Connector.Abstractions;

namespace Connector.Simulation.Tests;

/// <summary>
/// A shop that sells, is edited, breaks down in every way there is, and checks at every moment that what it is given is a number
/// that keyCRM gave, and no older one than it was given before.
/// </summary>
internal sealed class SimulatedShop(string name, Truth truth, Chance chance, TimeProvider time, string secret) : IStoreAdapter
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, Listing> goods = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> newest = new(StringComparer.Ordinal);
    private readonly List<string> wrongs = [];
    private int writes;

    public StoreCapabilities Capabilities { get; } = new() { MaxFindBatch = chance.Next(1, 60), MaxSetBatch = chance.Next(1, 40), MaxConcurrency = chance.Next(1, 4) };

    public string Name => name;

    public bool IsFaulty { get; set; } = true;

    /// <summary>Refuses every call: down, or the credentials are refused.</summary>
    public StoreFailure? Refusal { get; set; }

    /// <summary>Whether older numbers may follow newer ones: unsigned webhooks that are trusted may come in any order.</summary>
    public bool TakesAnyOrder { get; init; }

    /// <summary>Numbers written so far.</summary>
    public int Writes => Volatile.Read(ref writes);

    /// <summary>What was done to it that must never be.</summary>
    public IReadOnlyList<string> Wrongs
    {
        get
        {
            lock (gate)
                return [.. wrongs];
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

    public void Put(string reference, string sku, decimal? quantity)
    {
        lock (gate)
            goods[reference] = new Listing { Ref = new ListingRef(reference), Sku = sku, Quantity = quantity };
    }

    /// <summary>Sells one of some listing in stock.</summary>
    /// <returns>Its SKU, if there was any.</returns>
    public string? Sell()
    {
        lock (gate)
        {
            var inStock = goods.Values.Where(listing => listing.Quantity > 0).ToList();
            if (inStock.Count == 0)
                return null;
            var sold = chance.Of(inStock);
            goods[sold.Ref.Value] = sold with { Quantity = sold.Quantity - 1 };
            return sold.Sku;
        }
    }

    /// <summary>Somebody types another number into the shop.</summary>
    public void Tamper()
    {
        lock (gate)
        {
            var one = chance.Of(goods.Values.ToList());
            goods[one.Ref.Value] = one with { Quantity = chance.Next(5) };
        }
    }

    public Task<StoreHealth> CheckHealthAsync(CancellationToken cancellationToken) => Task.FromResult(new StoreHealth { IsHealthy = true, Summary = "simulated" });

    public async IAsyncEnumerable<Listing> ReadListingsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await CallAsync(cancellationToken);
        foreach (var listing in Goods)
        {
            if (IsFaulty && chance.OneIn(400))
                throw new StoreException(StoreFailure.Protocol, $"the page broke off; key {secret}");
            yield return listing;
        }
    }

    public async Task<IReadOnlyList<Listing>> FindBySkuAsync(IReadOnlyList<string> skus, CancellationToken cancellationToken)
    {
        await CallAsync(cancellationToken);
        return [.. Goods.Where(listing => skus.Contains(listing.Sku))];
    }

    public async Task<IReadOnlyList<StockOutcome>> SetStockAsync(IReadOnlyList<StockChange> changes, CancellationToken cancellationToken)
    {
        await CallAsync(cancellationToken);
        var cutAfter = IsFaulty && chance.OneIn(15) ? chance.Next(changes.Count + 1) : int.MaxValue;
        var outcomes = new List<StockOutcome>();
        foreach (var change in changes)
        {
            if (outcomes.Count == cutAfter)
                await BreakAsync(cancellationToken);
            outcomes.Add(Set(change));
        }

        if (cutAfter == changes.Count)
            await BreakAsync(cancellationToken);
        return IsFaulty && chance.OneIn(40) ? [.. outcomes.Skip(1)] : outcomes;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task CallAsync(CancellationToken cancellationToken)
    {
        await Task.Delay(TimeSpan.FromMilliseconds(20) + chance.Seconds(0.5), time, cancellationToken);
        if (Refusal is { } refusal)
            throw new StoreException(refusal, $"refused; key {secret}");
        if (!IsFaulty || !chance.OneIn(10))
            return;
        switch (chance.Next(5))
        {
            case 0:
                throw new StoreException(StoreFailure.Throttled, "429") { RetryAfter = chance.OneIn(2) ? chance.Seconds(10) : null };
            case 1:
                throw new HttpRequestException($"reset; https://user:{secret}@shop");
            case 2:
                throw new InvalidOperationException("a fault of the plug-in");
            case 3:
                await Task.Delay(TimeSpan.FromSeconds(20), time, cancellationToken);
                return;
            default:
                await Task.Delay(TimeSpan.FromMinutes(10), time, cancellationToken);
                return;
        }
    }

    // Some are done, and no answer comes.
    private async Task BreakAsync(CancellationToken cancellationToken)
    {
        await Task.Delay(chance.Seconds(40), time, cancellationToken);
        throw chance.Next(3) switch
        {
            0 => new StoreException(StoreFailure.Unreachable, "cut"),
            1 => new TimeoutException(),
            _ => new StoreException(StoreFailure.Protocol, "half an answer"),
        };
    }

    private StockOutcome Set(StockChange change)
    {
        lock (gate)
        {
            if (IsFaulty && chance.OneIn(30))
                return new StockOutcome { Ref = change.Ref, Status = StockStatus.Failed, Error = new StoreError { Code = "locked", Message = $"locked {secret}" } };
            if (!goods.TryGetValue(change.Ref.Value, out var listing))
                return new StockOutcome { Ref = change.Ref, Status = StockStatus.Gone };
            Check(listing, change);
            writes++;
            goods[change.Ref.Value] = listing with { Quantity = change.Quantity };
            return IsFaulty && chance.OneIn(20)
                ? new StockOutcome { Ref = change.Ref, Status = StockStatus.Accepted }
                : new StockOutcome { Ref = change.Ref, Status = StockStatus.Applied, Current = change.Quantity };
        }
    }

    private void Check(Listing listing, StockChange change)
    {
        if (change.Sku != listing.Sku)
            wrongs.Add($"{name}: the number of {change.Sku} was written to {listing.Sku}");
        var known = TakesAnyOrder ? 0 : newest.GetValueOrDefault(listing.Sku);
        if (truth.TrueSince(listing.Sku, change.Quantity, known) is { } moment)
            newest[listing.Sku] = moment;
        else if (truth.TrueSince(listing.Sku, change.Quantity, 0) is null)
            wrongs.Add($"{name}: {listing.Sku} was given {change.Quantity}, which keyCRM never gave");
        else
            wrongs.Add($"{name}: {listing.Sku} was given {change.Quantity}, which is older than what it was given before");
    }
}
