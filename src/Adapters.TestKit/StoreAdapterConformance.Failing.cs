using Connector.Abstractions;
using Xunit;

namespace Connector.Adapters.TestKit;

/// <content>Stores that fail, and the life of an adapter.</content>
public abstract partial class StoreAdapterConformance
{
    /// <summary>429 is throttling.</summary>
    [Fact]
    public Task A_store_that_asks_for_fewer_requests_throttles() =>
        FailsAsync(ConformanceTopic.Throttling, StoreBreakage.Throttled, StoreFailure.Throttled);

    /// <summary>429 with Retry-After hands the pause on.</summary>
    [Fact]
    public Task A_pause_that_the_store_asks_for_is_handed_on() => FailsAsync(
        ConformanceTopic.Throttling, StoreBreakage.ThrottledForSevenSeconds, StoreFailure.Throttled,
        failure => Promise(failure is StoreException { RetryAfter: { } pause } && pause == TimeSpan.FromSeconds(7), "The store asked to be left alone for 7 seconds; StoreException.RetryAfter must say so."));

    /// <summary>Refused credentials are told as such.</summary>
    [Fact]
    public Task Refused_credentials_are_told_as_such() =>
        FailsAsync(ConformanceTopic.Credentials, StoreBreakage.Unauthorized, StoreFailure.Unauthorized);

    /// <summary>A web page is no data.</summary>
    [Fact]
    public Task A_web_page_in_place_of_data_is_never_taken_for_data() =>
        FailsAsync(ConformanceTopic.WebPages, StoreBreakage.WebPage, StoreFailure.Protocol);

    /// <summary>A failing store is unreachable.</summary>
    [Fact]
    public Task A_store_that_fails_by_itself_is_unreachable() =>
        FailsAsync(ConformanceTopic.ServerErrors, StoreBreakage.ServerError, StoreFailure.Unreachable);

    /// <summary>A cut answer is no answer.</summary>
    [Fact]
    public Task An_answer_that_is_cut_is_no_answer() =>
        FailsAsync(ConformanceTopic.Connections, StoreBreakage.CutConnection, StoreFailure.Unreachable);

    /// <summary>A silent store is given up.</summary>
    [Fact]
    public Task A_store_that_does_not_answer_is_given_up() =>
        FailsAsync(ConformanceTopic.Silence, StoreBreakage.Silent, StoreFailure.Unreachable);

    /// <summary>Cancelling ends a call.</summary>
    [Fact]
    public async Task Cancelling_ends_a_call()
    {
        if (Skips(ConformanceTopic.Cancellation))
            return;
        await SeedAsync([new SeedListing { Sku = "CANCEL", Quantity = 1 }]);
        var adapter = Open();
        var known = await KnownAsync(adapter, ["CANCEL"]);
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        foreach (var (name, call) in new (string, Func<Task>)[]
        {
            (nameof(IStoreAdapter.FindBySkuAsync), () => adapter.FindBySkuAsync(["CANCEL"], cancelled.Token)),
            (nameof(IStoreAdapter.SetStockAsync), () => adapter.SetStockAsync([ChangeOf(known["CANCEL"], 9)], cancelled.Token)),
            (nameof(IStoreAdapter.ReadListingsAsync), async () =>
            {
                await foreach (var listing in adapter.ReadListingsAsync(cancelled.Token))
                    _ = listing;
            }),
        })
        {
            var failure = await FailureOfAsync(call);
            Promise(failure is OperationCanceledException, $"{name} was cancelled and {(failure is null ? "went on" : $"threw {failure.GetType().Name}")}; pass the token on and let OperationCanceledException through.");
        }
    }

    /// <summary>Capabilities do not change.</summary>
    [Fact]
    public async Task Capabilities_are_known_before_the_first_call_and_stay()
    {
        var adapter = Open();
        var before = adapter.Capabilities;
        Promise(before is { MaxFindBatch: >= 1, MaxSetBatch: >= 1, MaxConcurrency: >= 1 }, "MaxFindBatch, MaxSetBatch and MaxConcurrency are 1 or more.");
        await SeedAsync([new SeedListing { Sku = "CAP", Quantity = 1 }]);
        await SetAsync(adapter, ("CAP", 2));
        Promise(adapter.Capabilities == before, "Capabilities changed; they are constant for the life of an adapter.");
    }

    /// <summary>The health check changes nothing and sees a refusal.</summary>
    [Fact]
    public async Task The_health_check_says_what_it_found_and_changes_nothing()
    {
        await SeedAsync([new SeedListing { Sku = "WELL", Quantity = 5 }]);
        var dump = await DumpWithoutStockAsync();
        var health = await Open().CheckHealthAsync(Token);
        Promise(health is { IsHealthy: true, Summary.Length: > 0 }, $"A store in order is not healthy: {health?.Summary}");
        said.Add(health!.Summary + string.Join(' ', health.Details.Values));
        await HoldsAsync("WELL", 5, "A health check changes nothing.");
        Promise(await DumpWithoutStockAsync() == dump, "A health check changes nothing.");
        if (Skips(ConformanceTopic.Credentials))
            return;
        await using var broken = await BreakAsync(StoreBreakage.Unauthorized);
        StoreHealth? refused = null;
        var failure = await FailureOfAsync(async () => refused = await Open().CheckHealthAsync(Token));
        Promise(failure is not null || refused is { IsHealthy: false }, "The store refuses the credentials, and the health check calls it healthy.");
    }

    /// <summary>Disposing twice does no harm.</summary>
    [Fact]
    public async Task Disposing_twice_does_no_harm()
    {
        var adapter = Open();
        await adapter.DisposeAsync();
        await adapter.DisposeAsync();
    }

    private async Task FailsAsync(ConformanceTopic topic, StoreBreakage breakage, StoreFailure expected, Action<Exception>? further = null)
    {
        if (Skips(topic))
            return;
        await SeedAsync([new SeedListing { Sku = "FAIL", Quantity = 5 }]);
        var adapter = Open();
        var known = await KnownAsync(adapter, ["FAIL"]);
        await using (await BreakAsync(breakage))
        {
            foreach (var (name, call) in new (string, Func<Task>)[]
            {
                (nameof(IStoreAdapter.ReadListingsAsync), () => ReadAsync(adapter)),
                (nameof(IStoreAdapter.FindBySkuAsync), () => adapter.FindBySkuAsync(["FAIL"], Token)),
                (nameof(IStoreAdapter.SetStockAsync), async () =>
                {
                    // A store that is asked back after a lost answer may say of each item that it is not done.
                    var outcome = (await adapter.SetStockAsync([ChangeOf(known["FAIL"], 9)], Token)).Single();
                    if (outcome.Status == StockStatus.Failed)
                        throw new StoreException(expected, outcome.Error?.Message ?? "");
                }),
            })
            {
                var failure = await FailureOfAsync(call);
                Promise(failure is not null, $"{name} came back as if nothing had happened while the store was broken ({breakage}).");
                var kind = KindOf(failure!);
                // After a lost answer the store is read back, and that may fail in a way of its own.
                var isKept = kind == expected || (name == nameof(IStoreAdapter.SetStockAsync) && expected is StoreFailure.Protocol or StoreFailure.Unreachable && kind is StoreFailure.Unreachable or StoreFailure.Protocol);
                Promise(isKept, $"{name} threw {failure!.GetType().Name}{(kind is null ? "" : $" ({kind})")} while the store was broken ({breakage}); the contract says StoreFailure.{expected}. It said: {failure.Message}");
                Promise(failure is not StoreException || failure.Message.Length >= 20, $"{name} failed with a message that helps nobody: “{failure.Message}”. Say what happened and what a person can do.");
                if (kind == expected && failure is StoreException)
                    further?.Invoke(failure);
            }
        }

        Promise(IsDone((await SetAsync(adapter, ("FAIL", 12)))["FAIL"]), $"The store is in order again, and the adapter still fails ({breakage}).");
        await HoldsAsync("FAIL", 12, "An adapter works again as soon as its store does.");
    }
}
