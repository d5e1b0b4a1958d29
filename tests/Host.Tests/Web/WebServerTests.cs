using System.Net;
using System.Net.Http.Headers;
using Connector.Core.Ledger;
using Connector.Host.Configuration;
using Connector.Host.Configuration.Sections;
using Connector.Host.Redaction;
using Connector.Host.Tests.Plugins;
using Connector.Host.Web;
using Connector.Testing;
using Microsoft.Extensions.Logging;

namespace Connector.Host.Tests.Web;

/// <summary>The web server over real sockets: feeds, health, and who may ask what.</summary>
public sealed class WebServerTests : IDisposable
{
    private const string Secret = "feed-secret-0123456789";
    private readonly TempFolder folder = new();
    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false, AutomaticDecompression = DecompressionMethods.None });
    private readonly List<string> reasons = [];
    private readonly RecordingLoggers loggers = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Feed => Path.Combine(folder.Path, "stock.xml");

    public void Dispose()
    {
        http.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task A_feed_is_served_at_both_addresses_as_it_lies_in_the_folder()
    {
        await using var web = await StartAsync();
        await File.WriteAllTextAsync(Feed, "<price>Ї</price>", Token);
        foreach (var address in web.Addresses)
        {
            using var answer = await http.GetAsync(new Uri(address, $"feeds/hotline/{Secret}"), Token);
            answer.StatusCode.ShouldBe(HttpStatusCode.OK);
            answer.Content.Headers.ContentType!.ToString().ShouldBe("application/xml");
            (await answer.Content.ReadAsByteArrayAsync(Token)).ShouldBe(await File.ReadAllBytesAsync(Feed, Token));
            answer.Content.Headers.LastModified.ShouldNotBeNull();
        }
    }

    [Fact]
    public async Task A_feed_that_has_not_changed_is_not_sent_again_and_one_that_was_replaced_is()
    {
        await using var web = await StartAsync();
        await File.WriteAllTextAsync(Feed, "one", Token);
        var url = new Uri(web.Addresses[0], $"feeds/hotline/{Secret}");
        using var first = await http.GetAsync(url, Token);
        (await AskAsync(url, first.Headers.ETag!)).ShouldBe(HttpStatusCode.NotModified);
        using (var head = await http.SendAsync(new HttpRequestMessage(HttpMethod.Head, url), Token))
            (head.StatusCode, head.Content.Headers.ContentLength, head.Headers.ETag).ShouldBe((HttpStatusCode.OK, 3, first.Headers.ETag));

        await File.WriteAllTextAsync(Feed + ".tmp", "three", Token);
        File.Move(Feed + ".tmp", Feed, overwrite: true);
        (await AskAsync(url, first.Headers.ETag!)).ShouldBe(HttpStatusCode.OK);
        (await http.GetStringAsync(url, Token)).ShouldBe("three");
    }

    [Fact]
    public async Task A_feed_is_compressed_for_readers_that_can_take_it()
    {
        await using var web = await StartAsync();
        await File.WriteAllTextAsync(Feed, new string('0', 100_000), Token);
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(web.Addresses[0], $"feeds/hotline/{Secret}"));
        request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue("gzip"));
        using var answer = await http.SendAsync(request, Token);
        answer.Content.Headers.ContentEncoding.ShouldBe(["gzip"]);
        (await answer.Content.ReadAsByteArrayAsync(Token)).Length.ShouldBeLessThan(10_000);
    }

    [Fact]
    public async Task A_wrong_name_a_wrong_secret_and_a_file_that_is_not_there_look_alike()
    {
        await using var web = await StartAsync();
        await File.WriteAllTextAsync(Feed, "one", Token);
        var answers = new List<string>();
        foreach (var path in (string[])[$"hotlina/{Secret}", "hotline/feed-secret-0123456788", $"later/{Secret}"])
        {
            using var answer = await http.GetAsync(new Uri(web.Addresses[0], "feeds/" + path), Token);
            answer.StatusCode.ShouldBe(HttpStatusCode.NotFound, path);
            answers.Add($"{string.Join(",", answer.Headers.Select(header => header.Key))} {await answer.Content.ReadAsStringAsync(Token)}");
        }

        answers.Distinct().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Health_is_for_everybody_and_reasons_are_for_this_machine()
    {
        await using var web = await StartAsync();
        foreach (var address in web.Addresses)
            (await http.GetStringAsync(new Uri(address, "healthz"), Token)).ShouldBe("alive");
        (await ReadyAsync(web.Addresses[0])).ShouldBe((HttpStatusCode.OK, """{"ready":true,"reasons":[]}"""));
        reasons.Add("shop-ua: it is down");
        (await ReadyAsync(web.Addresses[0])).ShouldBe((HttpStatusCode.ServiceUnavailable, """{"ready":false,"reasons":["shop-ua: it is down"]}"""));
        (await ReadyAsync(web.Addresses[1])).Status.ShouldBe(HttpStatusCode.NotFound, "the second address shows no reasons");
        foreach (var (name, value) in (IEnumerable<(string, string)>)[("X-Forwarded-For", "1.2.3.4"), ("Forwarded", "for=1.2.3.4"), ("Via", "1.1 proxy"), ("X-Real-IP", "1.2.3.4"), ("CF-Connecting-IP", "1.2.3.4"), ("Host", "evil.example")])
            (await ReadyAsync(web.Addresses[0], name, value)).Status.ShouldBe(HttpStatusCode.Unauthorized, name);
    }

    private async Task<(HttpStatusCode Status, string Body)> ReadyAsync(Uri address, string? header = null, string? value = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(address, "readyz"));
        if (header is not null)
            request.Headers.TryAddWithoutValidation(header, value);
        using var answer = await http.SendAsync(request, Token);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(Token));
    }

    private async Task<HttpStatusCode> AskAsync(Uri url, EntityTagHeaderValue known)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        request.Headers.IfNoneMatch.Add(known);
        using var answer = await http.SendAsync(request, Token);
        return answer.StatusCode;
    }

    private Task<WebServer> StartAsync()
    {
        var configuration = new ConnectorConfiguration
        {
            Accounts = new Dictionary<string, AccountConfiguration>(),
            Stores = [],
            PluginFolders = [],
            StateFolder = folder.Path,
            Listen = new ListenAddress("127.0.0.1", 0),
            WebhookListen = new ListenAddress("127.0.0.1", 0),
            Feeds = new Dictionary<string, FeedConfiguration>
            {
                ["hotline"] = new() { Path = Feed, Secret = Secret },
                ["later"] = new() { Path = Path.Combine(folder.Path, "later.csv"), Secret = Secret },
            },
            Alerts = new AlertsSection().ToConfiguration(),
            Files = [],
            Secrets = new SecretSet(),
        };
        return WebServer.StartAsync(new Service(configuration, Ledger.Open(folder.Path, TimeProvider.System), reasons, loggers), [], [], Token);
    }

    private sealed record Service(ConnectorConfiguration Configuration, Ledger Ledger, IReadOnlyList<string> NotReady, ILoggerFactory Loggers) : IServiceView
    {
        public SecretRedactor Redactor { get; } = new();

        public TimeProvider Time => TimeProvider.System;
    }
}
