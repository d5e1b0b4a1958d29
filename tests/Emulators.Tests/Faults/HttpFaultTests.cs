using System.Net;
using System.Text.Json;
using Connector.Emulators.Faults;
using Connector.Emulators.KeyCrm;
using Connector.Emulators.Tests.KeyCrm;

namespace Connector.Emulators.Tests.Faults;

public sealed class HttpFaultTests
{
    private const string Stocks = "/offers/stocks?limit=50";

    [Theory]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(401)]
    [InlineData(403)]
    public async Task Status_is_answered_with_json_once(int status)
    {
        await using var account = await Account.OpenAsync(offers: 3);
        account.Emulator.Faults.Enqueue(HttpFault.Status(status));

        using var broken = await account.GetAsync(Stocks);
        using var healthy = await account.GetAsync(Stocks);

        ((int)broken.StatusCode).ShouldBe(status);
        (await Account.JsonAsync(broken)).ContainsKey("message").ShouldBeTrue();
        healthy.StatusCode.ShouldBe(HttpStatusCode.OK);
        account.Emulator.Requests.Log.Select(static request => request.Faults.Count).ShouldBe([1, 0]);
    }

    [Theory]
    [InlineData(200)]
    [InlineData(502)]
    public async Task Html_comes_with_the_status_asked_for(int status)
    {
        await using var account = await Account.OpenAsync(offers: 3);
        account.Emulator.Faults.Enqueue(HttpFault.Html(status));

        using var response = await account.GetAsync(Stocks);

        ((int)response.StatusCode).ShouldBe(status);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("text/html");
        (await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldStartWith("<!DOCTYPE html>");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.5)]
    [InlineData(0.99)]
    public async Task Cut_body_announces_the_whole_length_and_ends_before_it(double share)
    {
        await using var account = await Account.OpenAsync(offers: 50);
        account.Emulator.Faults.Enqueue(HttpFault.CutBody(share));
        var cancellationToken = TestContext.Current.CancellationToken;

        using var response = await account.Http.GetAsync(account.Url(Stocks), HttpCompletionOption.ResponseHeadersRead, cancellationToken);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Content.Headers.ContentLength.ShouldNotBeNull().ShouldBeGreaterThan(1000);
        await Should.ThrowAsync<HttpRequestException>(() => response.Content.ReadAsByteArrayAsync(cancellationToken));
    }

    [Fact]
    public async Task Dropped_connection_gives_no_answer_at_all()
    {
        await using var account = await Account.OpenAsync(offers: 3);
        account.Emulator.Faults.Enqueue(HttpFault.Drop());

        await Should.ThrowAsync<HttpRequestException>(() => account.GetAsync(Stocks));

        account.Emulator.Requests.Log.ShouldHaveSingleItem().Status.ShouldBeNull();
        (await account.ReadAsync(Stocks)).Int("total").ShouldBe(3);
    }

    [Fact]
    public async Task Slow_answer_waits_in_the_emulators_time_on_top_of_the_latency()
    {
        var time = new TimerWatch();
        await using var account = await Account.OpenAsync(3, new KeyCrmEmulatorOptions { TimeProvider = time, Latency = TimeSpan.FromSeconds(1) });
        account.Emulator.Faults.Enqueue(HttpFault.Slow(TimeSpan.FromSeconds(30)));

        var answer = account.GetAsync(Stocks);
        (await time.NextWaitAsync()).ShouldBe(TimeSpan.FromSeconds(31));
        time.Advance(TimeSpan.FromSeconds(30));
        answer.IsCompleted.ShouldBeFalse();
        time.Advance(TimeSpan.FromSeconds(1));

        using var response = await answer;
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Stalled_answer_begins_and_pauses_in_its_middle()
    {
        var time = new TimerWatch();
        await using var account = await Account.OpenAsync(50, new KeyCrmEmulatorOptions { TimeProvider = time });
        account.Emulator.Faults.Enqueue(HttpFault.Stall(TimeSpan.FromMinutes(5)));
        var cancellationToken = TestContext.Current.CancellationToken;

        using var response = await account.Http.GetAsync(account.Url(Stocks), HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        var body = response.Content.ReadAsStringAsync(cancellationToken);
        (await time.NextWaitAsync()).ShouldBe(TimeSpan.FromMinutes(5));
        body.IsCompleted.ShouldBeFalse();
        time.Advance(TimeSpan.FromMinutes(5));

        using var json = JsonDocument.Parse(await body);
        json.RootElement.GetProperty("total").GetInt32().ShouldBe(50);
    }

    [Fact]
    public async Task Invalid_json_is_a_complete_answer_that_does_not_parse()
    {
        await using var account = await Account.OpenAsync(offers: 50);
        account.Emulator.Faults.Enqueue(HttpFault.InvalidJson());

        using var response = await account.GetAsync(Stocks);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/json");
        Should.Throw<JsonException>(() => JsonDocument.Parse(text));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("""{"message":"Leads are not enabled"}""")]
    public async Task Other_json_comes_with_200(string json)
    {
        await using var account = await Account.OpenAsync(offers: 3);
        account.Emulator.Faults.Enqueue(HttpFault.OtherJson(json));

        using var response = await account.GetAsync(Stocks);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldBe(json);
    }

    [Fact]
    public async Task Edited_body_is_what_the_test_makes_of_it()
    {
        await using var account = await Account.OpenAsync(offers: 3);
        account.Emulator.Faults.Enqueue(HttpFault.EditBody(static text => text.Replace("\"quantity\"", "\"qty\"")));

        var item = (await account.ReadAsync(Stocks)).Item(0);

        item.ContainsKey("quantity").ShouldBeFalse();
        item.ContainsKey("qty").ShouldBeTrue();
    }

    [Theory]
    [InlineData(null)]
    [InlineData(0)]
    [InlineData(17)]
    public async Task Too_many_requests_carries_Retry_After_as_asked(int? seconds)
    {
        await using var account = await Account.OpenAsync(offers: 3);
        account.Emulator.Faults.Enqueue(HttpFault.TooManyRequests(seconds));

        using var response = await account.GetAsync(Stocks);

        response.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        response.Headers.RetryAfter?.Delta?.TotalSeconds.ShouldBe(seconds!.Value);
        (response.Headers.RetryAfter is null).ShouldBe(seconds is null);
        account.Emulator.Requests.Refused.ShouldBe(0);
    }

    [Fact]
    public async Task Write_whose_answer_is_lost_has_been_carried_out()
    {
        await using var account = await Account.OpenAsync();
        account.Catalogue.AddOffer(1, "A", 5);
        account.Emulator.Faults.Enqueue(HttpFault.Drop());

        await Should.ThrowAsync<HttpRequestException>(() =>
            account.PutAsync("/offers/stocks", new { warehouse_id = 1, stocks = new[] { new { id = 1, quantity = 9 } } }));

        account.Catalogue.Find(1)!.Quantity.ShouldBe(9);
    }
}
