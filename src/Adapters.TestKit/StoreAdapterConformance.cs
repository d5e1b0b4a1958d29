using System.Data.Common;
using System.Globalization;
using System.Net.Sockets;
using Connector.Abstractions;
using Xunit;

namespace Connector.Adapters.TestKit;

/// <summary>
/// The promises of <see cref="IStoreAdapter"/> as tests. Inherit it in a test project of your own, say how your store is seeded,
/// read and broken, and run the tests: each failure says what the contract promises and what your adapter did.
/// </summary>
/// <remarks>Each test has a store of its own: xunit makes a new instance of your class for every test.</remarks>
public abstract partial class StoreAdapterConformance : IAsyncLifetime
{
    private readonly List<IStoreAdapter> adapters = [];
    private readonly List<string> said = [];

    /// <summary>Cancels when the test run is stopped.</summary>
    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>What adapters are made with. Override it where your adapter needs another clock or folder.</summary>
    protected virtual TestStoreContext Context { get; } = new();

    /// <summary>Texts that may appear in no message and no log line: the secrets among your options.</summary>
    protected virtual IReadOnlyList<string> Secrets => [];

    /// <summary>How long a call may take while the store is broken; give the adapter under test a shorter time-out.</summary>
    protected virtual TimeSpan Patience => TimeSpan.FromSeconds(60);

    /// <summary>
    /// SKUs that real merchants use. Leave those out that your store itself cannot hold, and say in a comment why.
    /// </summary>
    protected virtual IReadOnlyList<string> DifficultSkus { get; } =
    [
        "plain", "Чашка-Ґїі", "two words", "A&B", "A+B", "A#B", "A/B", "A,B", "say \"hi\"", "it's", "000123", "100%", "a;b", "<b>", "q?x=1", new string('L', 64),
    ];

    /// <summary>Makes an adapter over the store, as the host does at a start. Called several times in a test.</summary>
    protected abstract IStoreAdapter CreateAdapter(StoreContext context);

    /// <summary>Puts listings into the store, in addition to what is there.</summary>
    protected abstract Task SeedAsync(IReadOnlyList<SeedListing> listings);

    /// <summary>The number that the store holds for a SKU, found by another way than the adapter's.</summary>
    /// <returns><see langword="null"/> if there is no such listing, or it holds no number.</returns>
    protected abstract Task<decimal?> ReadBackAsync(string sku);

    /// <summary>Takes a listing out of the store, as its owner does.</summary>
    protected virtual Task DeleteAsync(string sku) => throw new NotSupportedException("Override DeleteAsync, or name ConformanceTopic.Deletion in NotApplicable.");

    /// <summary>Makes the store fail until the result is disposed.</summary>
    protected virtual Task<IAsyncDisposable> BreakAsync(StoreBreakage breakage) =>
        throw new NotSupportedException($"Override BreakAsync for {breakage}, or name its topic in NotApplicable.");

    /// <summary>Everything in the store that is not stock, in any form that compares: a test looks that a write leaves it alone.</summary>
    protected virtual Task<string> DumpWithoutStockAsync() => Task.FromResult("");

    /// <summary>Why your store cannot do something; <see langword="null"/> where it can. The reason is shown with the test.</summary>
    protected virtual string? NotApplicable(ConformanceTopic topic) => null;

    /// <summary>Starts what the store needs. Call the base method when you override it.</summary>
    public virtual ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <summary>Stops it. Call the base method when you override it.</summary>
    public virtual async ValueTask DisposeAsync()
    {
        foreach (var adapter in adapters)
            await adapter.DisposeAsync();
        Context.Dispose();
        GC.SuppressFinalize(this);
        var texts = said.Concat(Context.LoggedLines).ToList();
        foreach (var secret in SecretForms.Of(Secrets))
            Assert.False(texts.Any(text => text.Contains(secret, StringComparison.Ordinal)), "A message or log line holds a secret of the options, as it is or encoded. Messages go into logs and journals: name the option, never its value.");
    }

    private IStoreAdapter Open()
    {
        var adapter = CreateAdapter(Context);
        Promise(adapter is not null, "CreateAdapter gave nothing.");
        adapters.Add(adapter!);
        return adapter!;
    }

    private bool Skips(ConformanceTopic topic)
    {
        if (NotApplicable(topic) is not { } reason)
            return false;
        Promise(reason.Trim().Length >= 10, $"NotApplicable({topic}) gives no reason a person understands.");
        TestContext.Current.AddWarning($"Not applicable to this store ({topic}): {reason}");
        return true;
    }

    private static void Promise(bool isKept, string broken) => Assert.True(isKept, broken);

    private static async Task<List<Listing>> ReadAsync(IStoreAdapter adapter)
    {
        var listings = new List<Listing>();
        await foreach (var listing in adapter.ReadListingsAsync(Token).WithCancellation(Token))
        {
            Promise(listing is not null && !string.IsNullOrEmpty(listing.Ref.Value) && listing.Sku is not null, "A listing has no reference or no SKU (null). An empty SKU is allowed, a missing one is not.");
            listings.Add(listing!);
        }

        Promise(listings.Select(listing => listing.Ref).Distinct().Count() == listings.Count, "ReadListingsAsync gave one reference twice; every listing comes once.");
        return listings;
    }

    // As a pass does: what a reading leaves out is looked up, where the adapter says that it may.
    private static async Task<Dictionary<string, Listing>> KnownAsync(IStoreAdapter adapter, IEnumerable<string> skus)
    {
        var wanted = skus.Distinct().ToList();
        var found = (await ReadAsync(adapter)).Where(listing => wanted.Contains(listing.Sku.Trim())).GroupBy(listing => listing.Sku.Trim()).ToDictionary(group => group.Key, group => group.First());
        var missing = wanted.Where(sku => !found.ContainsKey(sku)).ToList();
        if (missing.Count > 0 && adapter.Capabilities.Features.HasFlag(StoreFeatures.FindsUnlisted))
        {
            foreach (var listing in await FindAsync(adapter, missing))
                found.TryAdd(listing.Sku.Trim(), listing);
        }

        foreach (var sku in wanted)
            Promise(found.ContainsKey(sku), $"The SKU “{sku}” is in the store and was not read. A reading brings everything that is for sale, or throws.");
        return found;
    }

    private static async Task<List<Listing>> FindAsync(IStoreAdapter adapter, IReadOnlyList<string> skus)
    {
        var found = new List<Listing>();
        foreach (var chunk in skus.Chunk(adapter.Capabilities.MaxFindBatch))
            found.AddRange(await adapter.FindBySkuAsync(chunk, Token));
        return found;
    }

    private async Task<Dictionary<string, StockOutcome>> SetAsync(IStoreAdapter adapter, params IReadOnlyList<(string Sku, decimal Quantity)> numbers)
    {
        var known = await KnownAsync(adapter, numbers.Select(number => number.Sku));
        var outcomes = new Dictionary<string, StockOutcome>(StringComparer.Ordinal);
        foreach (var chunk in numbers.Chunk(adapter.Capabilities.MaxSetBatch))
        {
            var answered = await SetAsync(adapter, [.. chunk.Select(number => ChangeOf(known[number.Sku], number.Quantity))]);
            foreach (var (number, outcome) in chunk.Zip(answered))
                outcomes[number.Sku] = outcome;
        }

        return outcomes;
    }

    private async Task<IReadOnlyList<StockOutcome>> SetAsync(IStoreAdapter adapter, StockChange[] changes)
    {
        var outcomes = await adapter.SetStockAsync(changes, Token);
        Promise(outcomes is not null && outcomes.Count == changes.Length, $"SetStockAsync answered {outcomes?.Count ?? 0} outcomes for {changes.Length} changes; there is one for each.");
        for (var i = 0; i < changes.Length; i++)
        {
            Promise(outcomes![i].Ref == changes[i].Ref, $"The outcome at place {i} is for {outcomes[i].Ref}, the change there for {changes[i].Ref}: outcomes come in the order of the changes.");
            var isSuccess = outcomes[i].Status is StockStatus.Applied or StockStatus.Accepted or StockStatus.Unchanged;
            Promise(isSuccess || outcomes[i].Error is { Code.Length: > 0, Message.Length: > 0 }, $"The outcome for {outcomes[i].Ref} is {outcomes[i].Status} without an error that says why.");
            said.Add($"{outcomes[i].Error?.Code} {outcomes[i].Error?.Message}");
        }

        return outcomes!;
    }

    private static StockChange ChangeOf(Listing listing, decimal quantity) => new() { Ref = listing.Ref, Sku = listing.Sku, Quantity = quantity, Expected = listing.Quantity };

    private async Task HoldsAsync(string sku, decimal quantity, string promise)
    {
        var held = await ReadBackAsync(sku);
        Promise(held == quantity, string.Create(CultureInfo.InvariantCulture, $"The store holds {held?.ToString(CultureInfo.InvariantCulture) ?? "nothing"} for “{sku}” and not {quantity}. {promise}"));
    }

    private static bool IsDone(StockOutcome outcome) => outcome.Status is StockStatus.Applied or StockStatus.Accepted or StockStatus.Unchanged;

    /// <summary>The kind of failure that the host makes of an exception.</summary>
    private static StoreFailure? KindOf(Exception exception) => exception switch
    {
        StoreException failure => failure.Failure,
        HttpRequestException or TimeoutException or DbException or IOException or SocketException or OperationCanceledException => StoreFailure.Unreachable,
        _ => null,
    };

    private async Task<Exception?> FailureOfAsync(Func<Task> call)
    {
        try
        {
            var calling = call();
            Promise(await Task.WhenAny(calling, Task.Delay(Patience, Token)) == calling, $"A call did not end within {Patience.TotalSeconds:0} seconds. Give every call a time-out, and the adapter under test a short one.");
            await calling;
            return null;
        }
        catch (Exception exception) when (exception is not Xunit.Sdk.XunitException && !Token.IsCancellationRequested)
        {
            said.Add(exception.ToString());
            return exception;
        }
    }
}
