using Connector.Abstractions;
using Xunit;

namespace Connector.Adapters.TestKit;

public abstract partial class StoreAdapterConformance
{
    /// <summary>HTTP 429 without Retry-After.</summary>
    [Fact]
    public Task A_shop_that_asks_for_fewer_requests_is_Throttled() => FailsAsync(
        StoreBreakage.Throttled,
        new Promise("\"too many requests\" is a StoreException of kind Throttled.", "map 429 (and the shop's own words for it) to StoreFailure.Throttled in every call; leave RetryAfter empty where the shop does not say."),
        perItem: false,
        StoreFailure.Throttled);

    /// <summary>HTTP 429 with Retry-After.</summary>
    [Fact]
    public Task How_long_to_wait_is_passed_on() => FailsAsync(
        StoreBreakage.ThrottledWithRetryAfter,
        new Promise($"the time of Retry-After ({RetryAfterSeconds} s here) is passed on in StoreException.RetryAfter.", "read the Retry-After header, which is a number of seconds or a date, into RetryAfter."),
        perItem: false,
        StoreFailure.Throttled);

    /// <summary>HTTP 401.</summary>
    [Fact]
    public Task Refused_credentials_are_Unauthorized() => FailsAsync(
        StoreBreakage.Unauthorized,
        new Promise("refused credentials are a StoreException of kind Unauthorized, so that the host stops the store and tells a person.", "map 401, 403 and wrong passwords to StoreFailure.Unauthorized in every call."),
        perItem: false,
        StoreFailure.Unauthorized);

    /// <summary>HTTP 200 and a web page.</summary>
    [Fact]
    public Task A_web_page_in_place_of_data_is_Protocol() => FailsAsync(
        StoreBreakage.Html,
        new Promise("an answer that is not what was asked for is a StoreException of kind Protocol; it is never an empty list or a success.", "check the kind of content and let every parser's exception become StoreFailure.Protocol."),
        perItem: true,
        StoreFailure.Protocol);

    /// <summary>HTTP 200 and half the data.</summary>
    [Fact]
    public Task A_cut_answer_is_no_shorter_list() => FailsAsync(
        StoreBreakage.CutAnswer,
        new Promise("half an answer is no answer: a StoreException of kind Protocol, or Unreachable.", "parse the whole answer before you use any of it; let the parser's exception become StoreFailure.Protocol."),
        perItem: true,
        StoreFailure.Protocol,
        StoreFailure.Unreachable);

    /// <summary>No answer within the time-out.</summary>
    [Fact]
    public Task A_shop_that_never_answers_is_Unreachable() => FailsAsync(
        StoreBreakage.Timeout,
        new Promise("a time-out is Unreachable.", "let the client's time-out pass or wrap it in StoreFailure.Unreachable; give what has no time-out one."),
        perItem: true,
        StoreFailure.Unreachable);

    /// <summary>No connection.</summary>
    [Fact]
    public Task A_cut_connection_is_Unreachable() => FailsAsync(
        StoreBreakage.CutConnection,
        new Promise("a shop that cannot be reached is Unreachable.", "let HttpRequestException and DbException pass, or wrap them in StoreFailure.Unreachable."),
        perItem: true,
        StoreFailure.Unreachable);

    /// <summary>HTTP 500.</summary>
    [Fact]
    public Task A_failing_shop_is_Unreachable() => FailsAsync(
        StoreBreakage.ServerError,
        new Promise("a failure inside the shop (5xx) is Unreachable.", "map 5xx to StoreFailure.Unreachable in every call."),
        perItem: true,
        StoreFailure.Unreachable);

    /// <summary>The shop did it, and nobody heard: whatever the adapter answers must be true.</summary>
    [Fact]
    public async Task A_lost_answer_is_no_lie()
    {
        if (!Applies(StoreBreakage.AnswerLost))
            return;
        SeedListing[] seeds = Simple(3);
        Subject subject = await SeedAndOpenAsync(seeds);
        StockChange[] changes = [.. (await LookUpAsync(subject, seeds)).Select((listing, i) => To(listing, 90 + i))];
        var promise = new Promise(
            "a write whose answer got lost throws Unreachable (or Protocol), or is answered item by item with what the shop holds when read back.",
            "do not take silence for success or for a refusal: throw, or read back.");
        await BreakAsync(StoreBreakage.AnswerLost);
        try
        {
            List<StockOutcome> outcomes = await subject.SetAsync(changes);
            for (int i = 0; i < seeds.Length; i++)
            {
                decimal? held = await ReadBackAsync(seeds[i]);
                promise.Holds(outcomes[i].Status is StockStatus.Failed || (IsSuccess(outcomes[i].Status) && held == changes[i].Quantity), $"answered {Say(outcomes[i])}; the shop holds {Say(held)}.");
            }
        }
        catch (Exception exception) when (exception is not Xunit.Sdk.XunitException)
        {
            promise.Holds(CallFailure.Kind(exception) is StoreFailure.Unreachable or StoreFailure.Protocol, $"{CallFailure.Say(exception)}.");
        }

        await MendAsync();
        await WriteAsync(subject, seeds, changes);
    }

    /// <summary>A failure leaves nothing behind in the adapter.</summary>
    [Fact]
    public async Task A_mended_shop_is_served_by_the_same_adapter()
    {
        SeedListing[] seeds = Simple(3);
        Subject subject = await SeedAndOpenAsync(seeds);
        StoreBreakage breakage = new[] { StoreBreakage.ServerError, StoreBreakage.CutConnection, StoreBreakage.Html, StoreBreakage.Unauthorized, StoreBreakage.Throttled }
            .FirstOrDefault(candidate => NotApplicable.All(entry => entry.Breakage != candidate), StoreBreakage.Timeout);
        await BreakAsync(breakage);
        foreach (Func<Task> call in new Func<Task>[] { subject.HealthAsync, () => subject.ListAsync(), () => subject.FindAsync(seeds[0].Sku) })
            await Record.ExceptionAsync(call);
        await MendAsync();
        var promise = new Promise("the same adapter goes on when the shop works again; the host does not make a new one.", "keep no failed answer, no half-open connection and no \"broken\" flag.");
        try
        {
            promise.Holds((await subject.ListAsync()).Count == seeds.Length, "read another number of listings than the shop has.");
            await WriteAsync(subject, seeds, [.. (await LookUpAsync(subject, seeds)).Select(listing => To(listing, 19))]);
            promise.Holds((await subject.HealthAsync()).IsHealthy, "calls the shop not healthy.");
        }
        catch (Exception exception) when (exception is not Xunit.Sdk.XunitException)
        {
            promise.Broken($"{CallFailure.Say(exception)} after the shop was broken by {breakage} and mended.");
        }
    }

    /// <summary>Every call under a breakage, and what may come of it.</summary>
    private async Task FailsAsync(StoreBreakage breakage, Promise promise, bool perItem, params StoreFailure[] allowed)
    {
        if (!Applies(breakage))
            return;
        SeedListing[] seeds = Simple(3);
        Subject healthy = await SeedAndOpenAsync(seeds);
        StockChange[] changes = [.. (await LookUpAsync(healthy, seeds)).Select(listing => To(listing, 55))];
        // Both an adapter that knows the shop already and one whose first call meets the broken shop.
        foreach (bool knowsTheShop in new[] { true, false })
        {
            Subject subject = Open(breakage is StoreBreakage.Timeout ? ShortTimeout : null);
            if (knowsTheShop)
                await subject.FindAsync(seeds[0].Sku);
            await BreakAsync(breakage);
            await ProbeAsync(promise, "ReadListings", () => subject.ListAsync(), breakage, allowed);
            await ProbeAsync(promise, "FindBySku", () => subject.FindAsync(seeds[0].Sku), breakage, allowed);
            await ProbeAsync(promise, "SetStock", () => subject.SetAsync(changes), breakage, allowed, answer => perItem && answer is List<StockOutcome> outcomes && outcomes.All(o => o is { Status: StockStatus.Failed, Error: not null }));
            await ProbeAsync(promise, "CheckHealth", () => subject.HealthAsync(), breakage, allowed, answer => answer is StoreHealth { IsHealthy: false });
            await MendAsync();
        }

        await UnchangedAsync(OnlyThese, seeds);
    }

    private static async Task ProbeAsync<T>(Promise promise, string call, Func<Task<T>> make, StoreBreakage breakage, StoreFailure[] allowed, Func<T, bool>? goodAnswer = null)
    {
        T answer;
        try
        {
            answer = await make();
        }
        catch (Exception exception) when (exception is not Xunit.Sdk.XunitException)
        {
            promise.Holds(CallFailure.Kind(exception) is { } kind && allowed.Contains(kind), $"{call} {CallFailure.Say(exception)} while the shop suffered {breakage}.");
            if (breakage is StoreBreakage.ThrottledWithRetryAfter)
                promise.Holds((exception as StoreException)?.RetryAfter is { } after && Math.Abs(after.TotalSeconds - RetryAfterSeconds) <= 2, $"{call} {CallFailure.Say(exception)}.");
            return;
        }

        promise.Holds(goodAnswer?.Invoke(answer) is true, $"{call} gave an answer while the shop suffered {breakage}: {Describe(answer)}.");
    }

    private static string Describe(object? answer) => answer switch
    {
        List<Listing> listings => $"{listings.Count} listings",
        List<StockOutcome> outcomes => string.Join("; ", outcomes.Select(Say)),
        _ => answer?.ToString() ?? "null",
    };
}
