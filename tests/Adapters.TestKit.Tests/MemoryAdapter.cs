using System.Runtime.CompilerServices;
using System.Text;
using Connector.Abstractions;

namespace Connector.Adapters.TestKit.Tests;

/// <summary>A faultless adapter over a store in memory, but for one fault.</summary>
internal sealed class MemoryAdapter(MemoryShop shop, StoreContext context, Fault fault) : IStoreAdapter
{
    public const string Secret = "s3cret/token+of the store";

    private readonly HashSet<ListingRef> known = [];
    private int calls;
    private bool disposed;

    public StoreCapabilities Capabilities => new()
    {
        MaxFindBatch = 50,
        MaxSetBatch = fault == Fault.ChangesCapabilities && calls > 0 ? 19 : 20,
        MaxConcurrency = 4,
        Features = StoreFeatures.Variants | StoreFeatures.ConfirmsWrites,
    };

    public Task<StoreHealth> CheckHealthAsync(CancellationToken cancellationToken)
    {
        if (fault == Fault.WritesInHealthCheck)
            shop.Goods.Keys.ToList().ForEach(key => shop.Goods[key] = shop.Goods[key] with { Quantity = 0 });
        if (fault != Fault.IsAlwaysHealthy)
            Check(cancellationToken);
        return Task.FromResult(new StoreHealth { IsHealthy = true, Summary = fault == Fault.TellsSecrets ? $"opened with {Secret}" : "in memory" });
    }

    public async IAsyncEnumerable<Listing> ReadListingsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await CallAsync(cancellationToken);
        if (shop.Broken == StoreBreakage.WebPage && fault == Fault.TakesPagesForEmpty)
            yield break;
        var seen = new HashSet<string>();
        var before = shop.Goods.Count;
        for (var place = 0; ; place++)
        {
            // By place in the list, noticing what moved; the fault does not notice.
            if (fault != Fault.LosesRowsWhenOthersAreDeleted && shop.Goods.Count < before)
                throw new StoreException(StoreFailure.Protocol, "The store was changed while it was read; it is read again.");
            if (place >= shop.Goods.Count)
                yield break;
            var listing = shop.Goods.Values.ElementAt(place);
            await Task.Yield();
            if (fault is not (Fault.IgnoresCancellation or Fault.ReadsOnWhenCancelled))
                cancellationToken.ThrowIfCancellationRequested();
            if (fault == Fault.LosesRowsWhileReading && shop.Goods.Count != before)
                yield break;
            if (fault == Fault.LeavesListingsOut && listing.Sku.EndsWith('3'))
                continue;
            if (fault == Fault.HidesDuplicates && !seen.Add(listing.Sku))
                continue;
            known.Add(listing.Ref);
            yield return Shown(listing);
            if (fault == Fault.GivesOneReferenceTwice)
                yield return Shown(listing);
        }
    }

    public async Task<IReadOnlyList<Listing>> FindBySkuAsync(IReadOnlyList<string> skus, CancellationToken cancellationToken)
    {
        await CallAsync(cancellationToken);
        if (shop.Broken == StoreBreakage.WebPage && fault == Fault.TakesPagesForEmpty)
            return [];
        var asked = fault == Fault.FindsOneAtATime ? skus.TakeLast(1).ToList() : skus;
        if (fault == Fault.FindsNothingBesideUnknown && asked.Any(sku => shop.Goods.Values.All(listing => listing.Sku != sku)))
            return [];
        var found = shop.Goods.Values.Where(listing => asked.Contains(listing.Sku) && !(fault == Fault.FindsLess && listing.Sku.Contains('&', StringComparison.Ordinal))).Select(Shown).ToList();
        if (fault == Fault.LooksOtherNumbersUp)
            found = [.. found.Select(listing => listing with { Quantity = listing.Quantity + 1 })];
        if (fault == Fault.LooksUpWithoutParents)
            found = [.. found.Select(listing => listing with { Parent = null })];
        if (fault == Fault.InventsListings)
            found.AddRange(asked.Where(sku => found.TrueForAll(listing => listing.Sku != sku)).Select(sku => new Listing { Ref = new ListingRef(sku), Sku = sku }));
        known.UnionWith(found.Select(listing => listing.Ref));
        return found;
    }

    public async Task<IReadOnlyList<StockOutcome>> SetStockAsync(IReadOnlyList<StockChange> changes, CancellationToken cancellationToken)
    {
        await CallAsync(cancellationToken);
        if (fault == Fault.FailsBatchForOneGone && changes.Any(change => !shop.Goods.ContainsKey(change.Ref.Value)))
            throw new StoreException(StoreFailure.Protocol, "One of the listings is not there any more.");
        await MiddleAsync(changes, cancellationToken);
        var busy = shop.Goods;
        var copy = fault == Fault.LosesParallelWrites ? new Dictionary<string, Listing>(busy) : null;
        if (copy is not null)
            await Task.Delay(20, cancellationToken);
        var outcomes = new List<StockOutcome>();
        foreach (var change in changes)
            outcomes.Add(Set(change, copy, outcomes.Count));
        if (copy is not null)
        {
            foreach (var (key, listing) in copy)
                busy[key] = listing;
        }

        calls++;
        if (fault == Fault.AnswersOutOfOrder)
            outcomes.Reverse();
        return fault == Fault.AnswersShort ? [.. outcomes.Skip(1)] : outcomes;
    }

    public ValueTask DisposeAsync()
    {
        if (fault == Fault.DisposesTheClient)
            context.HttpClient.Dispose();
        if (disposed && fault == Fault.DisposesOnce)
            throw new InvalidOperationException("disposed already");
        disposed = true;
        return ValueTask.CompletedTask;
    }

    private StockOutcome Set(StockChange change, Dictionary<string, Listing>? copy, int position)
    {
        if (fault == Fault.RefusesLargeBatches && position > 5)
            return Outcome(change, StockStatus.Failed);
        if (!shop.Goods.TryGetValue(change.Ref.Value, out var listing) || (fault == Fault.KnowsOnlyItsOwnReferences && !known.Contains(change.Ref)))
            return Outcome(change, fault is Fault.SaysGoneIsApplied or Fault.TakesAnyReference ? StockStatus.Applied : StockStatus.Gone);
        if (listing.Sku != change.Sku && fault != Fault.TakesReusedReferences)
            return Outcome(change, StockStatus.Gone);
        if (!listing.TracksStock && fault != Fault.WritesUncounted)
            return Outcome(change, StockStatus.NotTracked);
        var quantity = change.Quantity;
        if (quantity is < 0 or > 1_000_000_000_000 || (quantity != decimal.Truncate(quantity) && fault != Fault.RoundsFractions))
            return Outcome(change, StockStatus.Rejected);
        quantity = decimal.Truncate(quantity);
        if (fault == Fault.SaysAppliedAndDoesNothing || (fault == Fault.SkipsZero && quantity == 0))
            return Outcome(change, StockStatus.Applied);
        if (fault == Fault.AddsNumbers && listing.Quantity == quantity)
            quantity *= 2;
        var goods = copy ?? shop.Goods;
        goods[change.Ref.Value] = listing with { Quantity = quantity };
        if (fault == Fault.ChangesPrices)
            shop.Prices[change.Ref.Value] = "0";
        foreach (var (key, other) in goods.ToList())
        {
            if (fault == Fault.WritesEverySku || (fault == Fault.WritesSiblings && other.Parent is not null && other.Parent == listing.Parent))
                goods[key] = other with { Quantity = quantity };
        }

        return Outcome(change, StockStatus.Applied) with { Current = fault is Fault.AddsNumbers or Fault.RoundsFractions ? null : quantity };
    }

    private StockOutcome Outcome(StockChange change, StockStatus status) => new()
    {
        Ref = change.Ref,
        Status = status,
        Error = status == StockStatus.Applied || fault == Fault.FailsWithoutReason ? null : new StoreError { Code = "memory.no", Message = Message },
    };

    private Listing Shown(Listing listing) => listing with
    {
        Sku = fault == Fault.ChangesSkus ? listing.Sku.ToUpperInvariant() : listing.Sku,
        Parent = fault == Fault.HasNoParents ? null : listing.Parent,
        TracksStock = listing.TracksStock || fault == Fault.CountsEverything,
    };

    private string Message => fault switch
    {
        Fault.TellsSecretsInBase64 => $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes(Secret))}",
        Fault.TellsSecretsInAddresses => $"GET /?key={Uri.EscapeDataString(Secret)}",
        _ => "not this one",
    };

    private async Task MiddleAsync(IReadOnlyList<StockChange> changes, CancellationToken cancellationToken)
    {
        if (fault is not (Fault.HidesCancellation or Fault.LeavesHalfWhenCancelled))
            return;
        var first = changes[0].Ref.Value;
        var before = shop.Goods.GetValueOrDefault(first);
        if (fault == Fault.LeavesHalfWhenCancelled && before is not null)
            shop.Goods[first] = before with { Quantity = 77 };
        try
        {
            await Task.Delay(TimeSpan.FromMilliseconds(200), context.TimeProvider, cancellationToken);
        }
        catch (OperationCanceledException exception) when (fault == Fault.HidesCancellation)
        {
            throw new StoreException(StoreFailure.Unreachable, "The store did not answer in time.", exception);
        }

        if (before is not null)
            shop.Goods[first] = before;
    }

    private async Task CallAsync(CancellationToken cancellationToken)
    {
        if (fault == Fault.DeclaresAwayWhatHttpCanDo)
            await AskAsync(cancellationToken);
        if (shop.Broken == StoreBreakage.Silent)
            await Task.Delay(fault == Fault.NeverGivesUp ? TimeSpan.FromMinutes(5) : TimeSpan.FromMilliseconds(50), context.TimeProvider, cancellationToken);
        Check(cancellationToken);
    }

    // Nothing listens there; that it was asked is all that counts.
    private async Task AskAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await context.HttpClient.GetAsync(new Uri("http://127.0.0.1:1/"), cancellationToken);
        }
        catch (HttpRequestException)
        {
        }
    }

    private void Check(CancellationToken cancellationToken)
    {
        if (fault != Fault.IgnoresCancellation)
            cancellationToken.ThrowIfCancellationRequested();
        const string Long = "The store in memory was broken by the test; it is tried again.";
        switch (shop.Broken)
        {
            case StoreBreakage.Throttled or StoreBreakage.ThrottledForSevenSeconds:
                throw new StoreException(fault == Fault.CallsThrottlingUnreachable ? StoreFailure.Unreachable : StoreFailure.Throttled, Long)
                {
                    RetryAfter = shop.Broken == StoreBreakage.ThrottledForSevenSeconds && fault != Fault.ForgetsRetryAfter ? TimeSpan.FromSeconds(7) : null,
                };
            case StoreBreakage.Unauthorized:
                throw new StoreException(fault == Fault.CallsRefusalUnreachable ? StoreFailure.Unreachable : StoreFailure.Unauthorized, Long);
            case StoreBreakage.WebPage when fault != Fault.TakesPagesForEmpty:
                throw new StoreException(StoreFailure.Protocol, Long);
            case StoreBreakage.ServerError:
                throw new StoreException(fault == Fault.CallsFailureProtocol ? StoreFailure.Protocol : StoreFailure.Unreachable, Long);
            case StoreBreakage.CutConnection when fault != Fault.SwallowsCuts:
                throw new HttpRequestException(HttpRequestError.ResponseEnded);
            case StoreBreakage.Silent:
                throw new TimeoutException("no answer");
        }
    }
}
