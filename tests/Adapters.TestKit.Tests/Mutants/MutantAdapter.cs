using System.Runtime.CompilerServices;
using Connector.Abstractions;
using Connector.Adapters.TestKit.Tests.Memory;

namespace Connector.Adapters.TestKit.Tests.Mutants;

/// <summary>The faultless adapter with one joint bent.</summary>
internal sealed class MutantAdapter(MemoryShop shop, StoreContext context) : MemoryAdapter(shop, context)
{
    public Func<IEnumerable<Listing>, IEnumerable<Listing>> Listed { get; init; } = static listings => listings;

    public Func<IEnumerable<Listing>, IEnumerable<Listing>> Found { get; init; } = static listings => listings;

    public Func<IEnumerable<string>, IEnumerable<string>> Asked { get; init; } = static skus => skus;

    public Func<IReadOnlyList<StockChange>, Task>? BeforeSet { get; init; }

    public Func<StockChange, MemoryRow?, StockOutcome?> SetOne { get; init; } = static (_, _) => null;

    public Func<StockOutcome, StockOutcome> Answered { get; init; } = static outcome => outcome;

    public Func<IReadOnlyList<StockOutcome>, IReadOnlyList<StockOutcome>> AllAnswered { get; init; } = static outcomes => outcomes;

    public Func<StoreHealth, StoreHealth> Felt { get; init; } = static health => health;

    /// <summary>What becomes of an exception: another one, or null for an empty answer.</summary>
    public Func<Exception, Exception?> Failed { get; init; } = static exception => exception;

    public bool IgnoresCancellation { get; init; }

    public override async Task<StoreHealth> CheckHealthAsync(CancellationToken cancellationToken) =>
        Felt(await AskAsync(() => base.CheckHealthAsync(Token(cancellationToken)), new StoreHealth { IsHealthy = true, Summary = "I hope" }));

    public override async IAsyncEnumerable<Listing> ReadListingsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        CancellationToken token = Token(cancellationToken);
        foreach (Listing listing in Listed(await AskAsync(async () => (await AllAsync(token)), [])))
        {
            token.ThrowIfCancellationRequested();
            yield return listing;
        }
    }

    public override async Task<IReadOnlyList<Listing>> FindBySkuAsync(IReadOnlyList<string> skus, CancellationToken cancellationToken) =>
        [.. Found(await AskAsync(() => base.FindBySkuAsync([.. Asked(skus)], Token(cancellationToken)), []))];

    public override async Task<IReadOnlyList<StockOutcome>> SetStockAsync(IReadOnlyList<StockChange> changes, CancellationToken cancellationToken)
    {
        if (BeforeSet is { } before)
            await before(changes);
        return AllAnswered([.. (await AskAsync(() => base.SetStockAsync(changes, Token(cancellationToken)), [])).Select(Answered)]);
    }

    protected override StockOutcome Set(StockChange change, MemoryRow? row) => SetOne(change, row) ?? base.Set(change, row);

    private async Task<List<Listing>> AllAsync(CancellationToken token)
    {
        var listings = new List<Listing>();
        await foreach (Listing listing in base.ReadListingsAsync(token))
            listings.Add(listing);
        return listings;
    }

    private CancellationToken Token(CancellationToken token) => IgnoresCancellation ? CancellationToken.None : token;

    private async Task<T> AskAsync<T>(Func<Task<T>> call, T empty)
    {
        try
        {
            return await call();
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return Failed(exception) is { } other ? throw other : empty;
        }
    }
}
