using System.Net;
using System.Net.Sockets;
using System.Text;
using Connector.Host.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace Connector.Host.Tests.Web;

/// <summary>keyCRM's webhook over real sockets, into a real inbox.</summary>
public sealed class WebhookTests
{
    private const string One = """[{"offer_id":7101,"sku":null,"in_stock":5,"in_reserve":1,"new_field":{}}]""";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_webhook_is_durable_when_it_is_answered_at_either_address()
    {
        await using var web = await WebFixture.StartAsync();
        (await web.StatusOfHookAsync(One)).ShouldBe(HttpStatusCode.OK);
        web.Stored().ShouldBe([One]);
        (await web.StatusOfHookAsync("""{"sku":"A"}""", listener: 1)).ShouldBe(HttpStatusCode.OK);
        web.Stored().ShouldBe([One, """{"sku":"A"}"""]);
    }

    [Fact]
    public async Task Five_four_five_are_three_webhooks()
    {
        await using var web = await WebFixture.StartAsync();
        foreach (var stock in (int[])[5, 4, 5])
            (await web.StatusOfHookAsync($$"""[{"offer_id":1,"in_stock":{{stock}}}]""")).ShouldBe(HttpStatusCode.OK);
        web.Stored().Select(body => body[^3]).ShouldBe(['5', '4', '5']);
    }

    [Fact]
    public async Task A_wrong_secret_a_wrong_account_and_one_without_webhook_look_alike_and_store_nothing()
    {
        await using var web = await WebFixture.StartAsync();
        var answers = new List<string>();
        foreach (var (account, secret) in (IEnumerable<(string, string)>)[("main", WebFixture.Secret[..^1]), ("main", "x"), ("other", WebFixture.Secret), ("Main", WebFixture.Secret)])
        {
            using var answer = await web.HookAsync(One, secret, account);
            answer.StatusCode.ShouldBe(HttpStatusCode.NotFound, $"{account} {secret}");
            answers.Add($"{string.Join(",", answer.Headers.Select(header => header.Key))} {await answer.Content.ReadAsStringAsync(Token)}");
        }

        answers.Distinct().ShouldHaveSingleItem();
        web.Stored().ShouldBeEmpty();
        web.Stored("other").ShouldBeEmpty();
    }

    [Fact]
    public async Task Two_secrets_hold_while_they_are_changed_over_and_a_reload_ends_the_old_one()
    {
        await using var web = await WebFixture.StartAsync(WebFixture.Json($$"""
            "webhook": { "secret": ["{{WebFixture.NewSecret}}", "{{WebFixture.Secret}}"] }
            """));
        (await web.StatusOfHookAsync(One)).ShouldBe(HttpStatusCode.OK);
        (await web.StatusOfHookAsync(One, WebFixture.NewSecret)).ShouldBe(HttpStatusCode.OK);
        web.Reload(WebFixture.Json($$"""
            "webhook": { "secret": "{{WebFixture.NewSecret}}" }
            """));
        (await web.StatusOfHookAsync(One)).ShouldBe(HttpStatusCode.NotFound);
        (await web.StatusOfHookAsync(One, WebFixture.NewSecret)).ShouldBe(HttpStatusCode.OK);
        web.Stored().Count.ShouldBe(3);
    }

    [Theory]
    [InlineData("", HttpStatusCode.BadRequest, "it is empty")]
    [InlineData("<html>", HttpStatusCode.BadRequest, "not whole JSON")]
    [InlineData("[5]", HttpStatusCode.BadRequest, "row 1 is not an object")]
    [InlineData("""{"event":"order.change_order_status"}""", HttpStatusCode.BadRequest, "no row names an offer")]
    public async Task What_is_not_the_payload_is_refused_with_its_fault(string body, HttpStatusCode status, string fault)
    {
        await using var web = await WebFixture.StartAsync();
        using var answer = await web.HookAsync(body);
        answer.StatusCode.ShouldBe(status);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        (await answer.Content.ReadAsStringAsync(Token)).ShouldContain(fault);
        web.Stored().ShouldBeEmpty();
    }

    [Fact]
    public async Task Ten_thousand_rows_are_taken_and_one_more_is_too_many()
    {
        await using var web = await WebFixture.StartAsync();
        (await web.StatusOfHookAsync(Rows(10_001))).ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        web.Stored().ShouldBeEmpty();
        (await web.StatusOfHookAsync(Rows(10_000))).ShouldBe(HttpStatusCode.OK);
        web.Stored().ShouldBe([Rows(10_000)]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Sixteen_megabytes_are_taken_and_one_byte_more_is_too_much(bool isLengthTold)
    {
        await using var web = await WebFixture.StartAsync();
        (await SendAsync(0)).ShouldBe(HttpStatusCode.OK);
        Encoding.UTF8.GetByteCount(web.Stored().Single()).ShouldBe(16 * 1024 * 1024);
        (await SendAsync(1)).ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        web.Stored().Count.ShouldBe(1);

        async Task<HttpStatusCode> SendAsync(int more)
        {
            var body = Encoding.UTF8.GetBytes(One.PadRight((16 * 1024 * 1024) + more));
            using var request = new HttpRequestMessage(HttpMethod.Post, web.Url($"webhooks/keycrm/main/{WebFixture.Secret}"));
            request.Content = isLengthTold ? new ByteArrayContent(body) : new StreamContent(new MemoryStream(body));
            request.Headers.TransferEncodingChunked = !isLengthTold;
            // A server that refuses need not read to the end: the client then looks at the answer instead of sending on.
            request.Headers.ExpectContinue = true;
            using var answer = await web.Http.SendAsync(request, Token);
            return answer.StatusCode;
        }
    }

    [Fact]
    public async Task A_full_disk_stops_the_intake_loses_nothing_and_is_told_by_readyz_and_once_in_the_log()
    {
        await using var web = await WebFixture.StartAsync();
        web.Ledger.Inbox.MostPages = 40;
        var padding = new string('x', 8000);
        var taken = 0;
        HttpStatusCode status;
        while ((status = await web.StatusOfHookAsync($$"""{"offer_id":{{taken + 1}},"x":"{{padding}}"}""")) == HttpStatusCode.OK && taken < 100)
            taken++;
        status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await web.StatusOfHookAsync($$"""{"offer_id":9,"x":"{{padding}}"}""")).ShouldBe(HttpStatusCode.ServiceUnavailable);
        taken.ShouldBeGreaterThan(3);
        web.Stored().Select(body => body.Split(',')[0]).ShouldBe(Enumerable.Range(1, taken).Select(i => $$"""{"offer_id":{{i}}"""));
        using (var ready = await web.Http.GetAsync(web.Url("readyz"), Token))
        {
            ready.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
            (await ready.Content.ReadAsStringAsync(Token)).ShouldContain("the disk is full");
        }

        web.Ledger.Inbox.MostPages = 100_000;
        (await web.StatusOfHookAsync(One)).ShouldBe(HttpStatusCode.OK);
        (await web.Http.GetStringAsync(web.Url("readyz"), Token)).ShouldContain("\"ready\":true");
        web.Stored().Count.ShouldBe(taken + 1);
        web.Lines.Count(line => line.Contains("webhooks are refused", StringComparison.Ordinal)).ShouldBe(1);
        web.Lines.Count(line => line.Contains("taken again", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public async Task The_place_of_the_inbox_is_not_told_to_the_world()
    {
        await using var web = await WebFixture.StartAsync();
        web.Ledger.Inbox.MostPages = 1;
        using var answer = await web.HookAsync($$"""{"offer_id":1,"x":"{{new string('x', 100_000)}}"}""");
        answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        answer.Headers.RetryAfter.ShouldNotBeNull();
        (await answer.Content.ReadAsStringAsync(Token)).ShouldNotContain("inbox.db");
    }

    [Fact]
    public async Task The_secret_is_in_no_line_of_the_log_and_in_no_answer()
    {
        await using var web = await WebFixture.StartAsync(new FailingModule());
        using (var bad = await web.HookAsync($"<{WebFixture.Secret}>"))
            (await bad.Content.ReadAsStringAsync(Token)).ShouldNotContain(WebFixture.Secret);
        (await web.StatusOfHookAsync(One)).ShouldBe(HttpStatusCode.OK);
        (await web.StatusOfHookAsync(One, WebFixture.Secret + "9")).ShouldBe(HttpStatusCode.NotFound);
        using (var wrongMethod = await web.Http.GetAsync(web.Url($"webhooks/keycrm/main/{WebFixture.Secret}"), Token))
            wrongMethod.StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
        using (var failing = await web.Http.GetAsync(web.Url($"api/v1/fail/{WebFixture.Secret}"), Token))
        {
            failing.StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
            (await failing.Content.ReadAsStringAsync(Token)).ShouldNotContain(WebFixture.Secret);
        }

        web.Lines.ShouldContain(line => line.Contains("a webhook was refused", StringComparison.Ordinal));
        web.Lines.ShouldContain(line => line.Contains("failed unexpectedly", StringComparison.Ordinal));
        web.Lines.ShouldAllBe(line => !line.Contains(WebFixture.Secret));
    }

    [Fact]
    public async Task A_webhook_that_is_under_way_when_the_server_stops_is_still_taken()
    {
        await using var web = await WebFixture.StartAsync();
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, web.Server.Addresses[0].Port, Token);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"POST /webhooks/keycrm/main/{WebFixture.Secret} HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\nContent-Length: {One.Length}\r\n\r\n"), Token);
        var answer = new byte[1024];
        // The server has begun with the request: it asks for the body.
        Encoding.ASCII.GetString(answer, 0, await stream.ReadAsync(answer, Token)).ShouldContain("100");
        var stopping = web.Server.StopAsync(Token);
        await stream.WriteAsync(Encoding.ASCII.GetBytes(One), Token);
        Encoding.ASCII.GetString(answer, 0, await stream.ReadAsync(answer, Token)).ShouldContain("200 OK");
        await stopping;
        web.Stored().ShouldBe([One]);
        await Should.ThrowAsync<HttpRequestException>(() => web.HookAsync(One));
    }

    [Fact]
    public async Task A_body_that_is_cut_is_not_stored_and_stops_nothing()
    {
        await using var web = await WebFixture.StartAsync();
        using (var client = new TcpClient())
        {
            await client.ConnectAsync(IPAddress.Loopback, web.Server.Addresses[0].Port, Token);
            await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(
                $"POST /webhooks/keycrm/main/{WebFixture.Secret} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 500\r\n\r\n{One}"), Token);
        }

        (await web.StatusOfHookAsync("""{"sku":"A"}""")).ShouldBe(HttpStatusCode.OK);
        await web.Server.StopAsync(Token);
        web.Stored().ShouldBe(["""{"sku":"A"}"""]);
    }

    private static string Rows(int count) =>
        "[" + string.Join(',', Enumerable.Range(1, count).Select(i => $$"""{"offer_id":{{i}},"sku":"S-{{i}}","in_stock":5,"in_reserve":0}""")) + "]";

    private sealed class FailingModule : IApiModule
    {
        public void Map(RouteGroupBuilder api) => api.MapGet("/fail/{what}", Fail);

        private static string Fail(string what) => throw new InvalidOperationException($"It went wrong with {what}.");
    }
}
