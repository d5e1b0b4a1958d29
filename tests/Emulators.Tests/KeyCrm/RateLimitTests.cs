using System.Globalization;
using System.Net;
using Connector.Emulators.KeyCrm;
using Microsoft.Extensions.Time.Testing;

namespace Connector.Emulators.Tests.KeyCrm;

public sealed class RateLimitTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 2, 9, 0, 0, TimeSpan.Zero));

    private Task<Account> OpenAsync(LimitWindow window, int limit = 3, bool headers = true) => Account.OpenAsync(options: new KeyCrmEmulatorOptions
    {
        RequestsPerMinute = limit,
        LimitWindow = window,
        SendRateLimitHeaders = headers,
        TimeProvider = _time,
    });

    private static async Task<HttpStatusCode> AskAsync(Account account)
    {
        using var response = await account.GetAsync("/offers/stocks?limit=1");
        return response.StatusCode;
    }

    [Fact]
    public async Task Fixed_minute_begins_with_its_first_request_and_forgets_everything_at_its_end()
    {
        await using var account = await OpenAsync(LimitWindow.Fixed);
        _time.Advance(TimeSpan.FromSeconds(30));
        (await AskAsync(account)).ShouldBe(HttpStatusCode.OK);
        _time.Advance(TimeSpan.FromSeconds(59));
        (await AskAsync(account)).ShouldBe(HttpStatusCode.OK);
        (await AskAsync(account)).ShouldBe(HttpStatusCode.OK);
        (await AskAsync(account)).ShouldBe(HttpStatusCode.TooManyRequests);

        _time.Advance(TimeSpan.FromSeconds(1));

        // Two of three requests are a second old: a sliding minute would let one pass, this one lets three pass.
        (await AskAsync(account)).ShouldBe(HttpStatusCode.OK);
        (await AskAsync(account)).ShouldBe(HttpStatusCode.OK);
        (await AskAsync(account)).ShouldBe(HttpStatusCode.OK);
        (await AskAsync(account)).ShouldBe(HttpStatusCode.TooManyRequests);
        account.Emulator.Requests.Refused.ShouldBe(2);
        account.Emulator.Requests.MaxRequestsInAnyMinute.ShouldBe(7);
    }

    [Fact]
    public async Task Sliding_minute_frees_one_place_for_each_request_that_is_a_minute_old()
    {
        await using var account = await OpenAsync(LimitWindow.Sliding);
        (await AskAsync(account)).ShouldBe(HttpStatusCode.OK);
        _time.Advance(TimeSpan.FromSeconds(59));
        (await AskAsync(account)).ShouldBe(HttpStatusCode.OK);
        (await AskAsync(account)).ShouldBe(HttpStatusCode.OK);
        (await AskAsync(account)).ShouldBe(HttpStatusCode.TooManyRequests);

        _time.Advance(TimeSpan.FromSeconds(1));

        (await AskAsync(account)).ShouldBe(HttpStatusCode.OK);
        (await AskAsync(account)).ShouldBe(HttpStatusCode.TooManyRequests);
    }

    [Theory]
    [InlineData(LimitWindow.Fixed)]
    [InlineData(LimitWindow.Sliding)]
    public async Task Waiting_as_long_as_Retry_After_says_is_enough(LimitWindow window)
    {
        await using var account = await OpenAsync(window);
        for (var i = 0; i < 3; i++)
        {
            await AskAsync(account);
            _time.Advance(TimeSpan.FromMilliseconds(700));
        }

        using var refused = await account.GetAsync("/offers/stocks");
        var wait = refused.Headers.RetryAfter!.Delta!.Value;
        _time.Advance(wait);

        wait.ShouldBe(TimeSpan.FromSeconds(58));
        refused.Headers.GetValues("X-RateLimit-Reset").Single().ShouldBe(_time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        refused.Headers.GetValues("X-RateLimit-Remaining").Single().ShouldBe("0");
        (await Account.JsonAsync(refused)).ToJsonString().ShouldBe("""{"message":"Too Many Attempts."}""");
        (await AskAsync(account)).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Refused_requests_do_not_prolong_the_refusal()
    {
        await using var account = await OpenAsync(LimitWindow.Sliding, limit: 1);
        await AskAsync(account);
        for (var i = 0; i < 5; i++)
        {
            _time.Advance(TimeSpan.FromSeconds(10));
            (await AskAsync(account)).ShouldBe(HttpStatusCode.TooManyRequests);
        }

        _time.Advance(TimeSpan.FromSeconds(10));

        (await AskAsync(account)).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Answers_tell_the_limit_and_what_is_left()
    {
        await using var account = await OpenAsync(LimitWindow.Fixed);

        using var first = await account.GetAsync("/offers/stocks");
        using var second = await account.GetAsync("/offers");

        first.Headers.GetValues("X-RateLimit-Limit").Single().ShouldBe("3");
        first.Headers.GetValues("X-RateLimit-Remaining").Single().ShouldBe("2");
        second.Headers.GetValues("X-RateLimit-Remaining").Single().ShouldBe("1");
    }

    [Fact]
    public async Task Without_headers_a_refusal_is_a_bare_429()
    {
        await using var account = await OpenAsync(LimitWindow.Fixed, limit: 1, headers: false);

        using var served = await account.GetAsync("/offers/stocks");
        using var refused = await account.GetAsync("/offers/stocks");

        refused.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        refused.Headers.RetryAfter.ShouldBeNull();
        served.Headers.Concat(refused.Headers).ShouldNotContain(static header => header.Key.StartsWith("X-RateLimit"));
    }

    [Fact]
    public async Task Without_a_limit_nothing_is_refused()
    {
        await using var account = await Account.OpenAsync();

        for (var i = 0; i < 100; i++)
            (await AskAsync(account)).ShouldBe(HttpStatusCode.OK);

        account.Emulator.Requests.Refused.ShouldBe(0);
        account.Emulator.Requests.Count("GET /offers/stocks").ShouldBe(100);
    }

    [Fact]
    public async Task Log_tells_time_route_page_query_and_status_of_each_request()
    {
        await using var account = await OpenAsync(LimitWindow.Fixed, limit: 1);
        await account.PageAsync(7, limit: 20);
        _time.Advance(TimeSpan.FromSeconds(5));
        await AskAsync(account);

        var log = account.Emulator.Requests.Log;

        log.Select(static request => request.Number).ShouldBe([1, 2]);
        log[0].Route.ShouldBe("GET /offers/stocks");
        log[0].Page.ShouldBe(7);
        log[0].Query["limit"].ShouldBe("20");
        (log[1].At - log[0].At).ShouldBe(TimeSpan.FromSeconds(5));
        log.Select(static request => request.Status).ShouldBe([200, 429]);
        log.Select(static request => request.Refused).ShouldBe([false, true]);
    }
}
