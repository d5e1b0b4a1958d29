using Connector.Abstractions;
using Xunit;

namespace Connector.Adapters.TestKit;

/// <summary>The adapter under test, called as the host calls it: within its limits, never with an empty list.</summary>
internal sealed class Subject(IStoreAdapter adapter, TestStoreContext context) : IAsyncDisposable
{
    /// <summary>Longer than any call may take; a call that hangs fails its test instead of the whole run.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private static readonly Promise Ends = new(
        "a call ends: with an answer, with an exception, or soon after its cancellation token is cancelled.",
        "pass the token on to everything you await, and give what may hang a time-out.");

    private static readonly Promise Answers = new(
        "SetStock gives one outcome for each change, in the order given, each with the reference of its change. Silence is never success.",
        "build the list of outcomes from the list of changes: what the shop did not mention is Failed, with an Error that says so.");

    public IStoreAdapter Adapter => adapter;

    public TestStoreContext Context => context;

    public StoreCapabilities Capabilities => adapter.Capabilities;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Reads everything.</summary>
    public async Task<List<Listing>> ListAsync(CancellationToken? token = null) => await EndsAsync(ReadAsync(token ?? Token));

    /// <summary>Looks SKUs up, in as many calls as the adapter's limit asks for.</summary>
    public async Task<List<Listing>> FindAsync(params IReadOnlyList<string> skus)
    {
        var found = new List<Listing>();
        foreach (string[] chunk in skus.Chunk(Math.Max(1, Capabilities.MaxFindBatch)))
            found.AddRange(await EndsAsync(adapter.FindBySkuAsync(chunk, Token)));
        return found;
    }

    /// <summary>Sets, in as many calls as the adapter's limit asks for, and checks each answer's shape.</summary>
    public async Task<List<StockOutcome>> SetAsync(IReadOnlyList<StockChange> changes, CancellationToken? token = null)
    {
        var outcomes = new List<StockOutcome>();
        foreach (StockChange[] chunk in changes.Chunk(Math.Max(1, Capabilities.MaxSetBatch)))
        {
            IReadOnlyList<StockOutcome> answer = await EndsAsync(adapter.SetStockAsync(chunk, token ?? Token));
            Answers.Holds(answer?.Count == chunk.Length, $"gave {answer?.Count ?? 0} outcomes for {chunk.Length} changes.");
            foreach ((StockOutcome outcome, StockChange change) in answer!.Zip(chunk))
                Answers.Holds(outcome?.Ref == change.Ref, $"answered for '{outcome?.Ref}' where the change of '{change.Ref}' stood.");
            outcomes.AddRange(answer!);
        }

        return outcomes;
    }

    /// <summary>Asks for health.</summary>
    public Task<StoreHealth> HealthAsync() => EndsAsync(adapter.CheckHealthAsync(Token));

    /// <summary>Awaits a call, however badly it behaves.</summary>
    public static async Task<T> EndsAsync<T>(Task<T> call)
    {
        Task first = await Task.WhenAny(call, Task.Delay(Limit, Token));
        Ends.Holds(first == call, $"did not end within {Limit.TotalSeconds} s.");
        return await call;
    }

    public async ValueTask DisposeAsync()
    {
        await adapter.DisposeAsync();
        context.Dispose();
    }

    private async Task<List<Listing>> ReadAsync(CancellationToken token)
    {
        var listings = new List<Listing>();
        await foreach (Listing listing in adapter.ReadListingsAsync(token))
            listings.Add(listing);
        return listings;
    }
}
