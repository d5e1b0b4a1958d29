using System.Net;
using System.Net.Sockets;
using Connector.Core.Ledger;
using Connector.Host.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace Connector.Host.Tests.Web;

/// <summary>Who may use the API (design §7): a token, or this machine by its own name and through no proxy.</summary>
public sealed class AccessTests
{
    private const string WithToken = $$"""
        "listen": "http://127.0.0.1:0", "webhookListen": "http://127.0.0.1:0", "api": { "token": "{{WebFixture.Token}}" }
        """;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task This_machine_needs_no_token()
    {
        await using var web = await StartAsync();
        (await AskAsync(web)).ShouldBe((HttpStatusCode.OK, "stock"));
        foreach (var name in (string[])["localhost", "LOCALHOST", "127.0.0.1", "[::1]", "127.0.0.2"])
            (await AskAsync(web, ("Host", $"{name}:5080"))).Status.ShouldBe(HttpStatusCode.OK, name);
    }

    [Theory]
    [InlineData("Host", "shop.example")]
    [InlineData("Host", "localhost.evil.example")]
    [InlineData("Host", "127.0.0.1.evil.example")]
    [InlineData("Host", "192.168.1.5")]
    [InlineData("Forwarded", "for=1.2.3.4")]
    [InlineData("X-Forwarded-For", "127.0.0.1")]
    [InlineData("x-forwarded-proto", "https")]
    [InlineData("X-Forwarded-Host", "localhost")]
    [InlineData("X-Real-IP", "127.0.0.1")]
    [InlineData("Via", "1.1 proxy")]
    [InlineData("CF-Connecting-IP", "1.2.3.4")]
    [InlineData("CF-RAY", "8")]
    [InlineData("True-Client-IP", "1.2.3.4")]
    [InlineData("X-Original-For", "1.2.3.4")]
    public async Task A_rebound_name_or_a_proxy_needs_the_token(string header, string value)
    {
        await using var web = await StartAsync(WebFixture.Json(root: WithToken));
        var (status, body) = await AskAsync(web, (header, value));
        status.ShouldBe(HttpStatusCode.Unauthorized);
        body.ShouldContain("Authorization: Bearer");
        (await AskAsync(web, (header, value), ("Authorization", $"Bearer {WebFixture.Token}"))).ShouldBe((HttpStatusCode.OK, "stock"));
    }

    [Theory]
    [InlineData("Bearer api-token-0123456780")]
    [InlineData("Bearer")]
    [InlineData("Bearer ")]
    [InlineData("Basic YWRtaW46YWRtaW4=")]
    [InlineData("api-token-0123456789")]
    public async Task A_wrong_token_is_refused_even_from_this_machine(string authorization)
    {
        await using var web = await StartAsync(WebFixture.Json(root: WithToken));
        (await AskAsync(web, ("Authorization", authorization))).Status.ShouldBe(HttpStatusCode.Unauthorized);
        await using var without = await StartAsync();
        (await AskAsync(without, ("Authorization", authorization))).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task An_nginx_that_was_told_nothing_is_not_taken_for_this_machine()
    {
        await using var web = await StartAsync();
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, web.Server.Addresses[0].Port, Token);
        await client.GetStream().WriteAsync("GET /api/v1/stock HTTP/1.0\r\nHost: 127.0.0.1:5080\r\nConnection: close\r\n\r\n"u8.ToArray(), Token);
        using var reader = new StreamReader(client.GetStream());
        (await reader.ReadToEndAsync(Token)).ShouldContain(" 401 ");
    }

    [Fact]
    public async Task The_second_address_serves_no_API_with_or_without_token_and_no_unknown_address_answers_strangers()
    {
        await using var web = await StartAsync(WebFixture.Json(root: WithToken));
        foreach (var path in (string[])["api/v1/stock", "readyz", "", "api/v1/none", "metrics"])
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, web.Url(path, 1));
            request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {WebFixture.Token}");
            using var answer = await web.Http.SendAsync(request, Token);
            answer.StatusCode.ShouldBe(HttpStatusCode.NotFound, path);
        }

        (await web.Http.GetStringAsync(web.Url("healthz", 1), Token)).ShouldBe("alive");
        using var stranger = new HttpRequestMessage(HttpMethod.Get, web.Url("api/v1/none"));
        stranger.Headers.Host = "shop.example";
        using var refused = await web.Http.SendAsync(stranger, Token);
        refused.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("application/json", null, null, HttpStatusCode.OK)]
    [InlineData("application/json; charset=utf-8", "same", "same-origin", HttpStatusCode.OK)]
    [InlineData("application/json", null, "none", HttpStatusCode.OK)]
    [InlineData("application/json", "https://evil.example", null, HttpStatusCode.Forbidden)]
    [InlineData("application/json", "http://127.0.0.1:1", null, HttpStatusCode.Forbidden)]
    [InlineData("application/json", "null", null, HttpStatusCode.Forbidden)]
    [InlineData("application/json", null, "cross-site", HttpStatusCode.Forbidden)]
    [InlineData("text/plain", null, null, HttpStatusCode.UnsupportedMediaType)]
    [InlineData("application/x-www-form-urlencoded", "same", null, HttpStatusCode.UnsupportedMediaType)]
    [InlineData(null, null, null, HttpStatusCode.UnsupportedMediaType)]
    public async Task Pages_of_other_sites_change_nothing(string? type, string? origin, string? site, HttpStatusCode expected)
    {
        var module = new StockModule();
        await using var web = await WebFixture.StartAsync(module);
        using var request = new HttpRequestMessage(HttpMethod.Post, web.Url("api/v1/stock")) { Content = new ByteArrayContent("{}"u8.ToArray()) };
        if (type is not null)
            request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        if (origin is not null)
            request.Headers.Add("Origin", origin == "same" ? web.Server.Addresses[0].GetLeftPart(UriPartial.Authority) : origin);
        if (site is not null)
            request.Headers.Add("Sec-Fetch-Site", site);
        using var answer = await web.Http.SendAsync(request, Token);
        answer.StatusCode.ShouldBe(expected);
        module.Changes.ShouldBe(expected == HttpStatusCode.OK ? 1 : 0);
    }

    [Fact]
    public async Task A_failure_of_the_ledger_is_a_problem_document_without_secrets()
    {
        await using var web = await StartAsync();
        using var answer = await web.Http.GetAsync(web.Url("api/v1/broken"), Token);
        answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        (await answer.Content.ReadAsStringAsync(Token)).ShouldContain("cannot be used with ***");
    }

    [Fact]
    public async Task Readyz_tells_its_reasons_without_secrets_and_a_token_of_a_new_configuration_counts_at_once()
    {
        await using var web = await StartAsync();
        web.NotReady = [$"shop: it said {WebFixture.Secret}"];
        using (var ready = await web.Http.GetAsync(web.Url("readyz"), Token))
        {
            ready.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
            (await ready.Content.ReadAsStringAsync(Token)).ShouldBe("""{"ready":false,"reasons":["shop: it said ***"]}""");
        }

        (await AskAsync(web, ("Authorization", $"Bearer {WebFixture.Token}"))).Status.ShouldBe(HttpStatusCode.Unauthorized);
        web.Reload(WebFixture.Json(root: WithToken));
        (await AskAsync(web, ("Authorization", $"bearer {WebFixture.Token}"))).Status.ShouldBe(HttpStatusCode.OK);
    }

    private static Task<WebFixture> StartAsync(string? json = null) => WebFixture.StartAsync(json ?? WebFixture.Json(), new StockModule());

    private static async Task<(HttpStatusCode Status, string Body)> AskAsync(WebFixture web, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, web.Url("api/v1/stock"));
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        using var answer = await web.Http.SendAsync(request, Token);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(Token));
    }

    private sealed class StockModule : IApiModule
    {
        public int Changes { get; private set; }

        public void Map(RouteGroupBuilder api)
        {
            api.MapGet("/stock", () => "stock");
            api.MapPost("/stock", () => $"{++Changes}");
            api.MapGet("/broken", string () => throw new LedgerException($"The ledger cannot be used with {WebFixture.Secret}."));
        }
    }
}
