using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Connector.EndToEnd.Tests;

/// <summary>What the service as a process tells machines: metrics, traces, log lines as JSON.</summary>
public sealed partial class TelemetryTests
{
    private const int Offers = 20;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Metrics_are_those_of_the_page_and_of_Grafanas_dashboard_and_reach_a_collector_without_a_secret()
    {
        await using var collector = await Collector.StartAsync();
        await using var world = await SiteWorld.CreateAsync(Offers);
        world.ListenSomewhere();
        world.KeyCrm.Catalogue.SetStock(1, 7);
        world.Environment["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Address;
        world.Environment["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf";
        world.Environment["OTEL_METRIC_EXPORT_INTERVAL"] = "300";
        world.Environment["OTEL_BSP_SCHEDULE_DELAY"] = "300";
        using var service = world.Start("run", "--log-level", "information", "--log-format", "json");
        var said = service.StandardError.ReadToEndAsync(Token);
        var metrics = "";
        try
        {
            using var http = new HttpClient(new SocketsHttpHandler()) { BaseAddress = new Uri((string)world.Configuration["listen"]!) };
            await UntilAsync(async () => (metrics = await TextAsync(http)).Contains("connector_store_desired{", StringComparison.Ordinal));
            await UntilAsync(() => Task.FromResult(collector.Has("/v1/metrics", "connector.store.desired") && collector.Has("/v1/traces", "store set")));
        }
        finally
        {
            service.Kill();
            await service.WaitForExitAsync(Token);
        }

        var lines = metrics.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => line[0] != '#').ToList();
        lines.ShouldAllBe(line => line.StartsWith("connector_", StringComparison.Ordinal));
        lines.ShouldContain("connector_store_up{store=\"site\"} 1");
        lines.ShouldContain(string.Create(CultureInfo.InvariantCulture, $"connector_account_offers{{account=\"main\"}} {Offers}"));

        var page = await File.ReadAllTextAsync(Repository("docs/metrics.md"), Token);
        var documented = Name().Matches(page).Select(match => match.Value).ToHashSet();
        var shown = lines.Select(line => Part().Replace(Name().Match(line).Value, "")).ToHashSet();
        shown.Except(documented).ShouldBeEmpty("every metric is in docs/metrics.md");
        // Those that need something to have happened.
        documented.Except(shown).ShouldBe(["connector_alert", "connector_webhooks_total"], ignoreOrder: true);
        var dashboard = await File.ReadAllTextAsync(Repository("packaging/grafana/connector.json"), Token);
        Name().Matches(dashboard).Select(match => Part().Replace(match.Value, "")).Except(documented).ShouldBeEmpty("Grafana's dashboard asks for what there is");
        JsonNode.Parse(dashboard)!["panels"]!.AsArray().Count.ShouldBeGreaterThan(10);

        var log = (await said).Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => line.StartsWith('{')).Select(line => JsonNode.Parse(line)!).ToList();
        log.ShouldContain(line => (string)line["level"]! == "information" && ((string)line["category"]!).StartsWith("Connector", StringComparison.Ordinal) && ((string)line["message"]!).Length > 0);
        metrics.ShouldNotContain(world.KeyCrm.ApiKey);
        (await said).ShouldNotContain(world.KeyCrm.ApiKey);
        collector.Has("", world.KeyCrm.ApiKey).ShouldBeFalse();
    }

    private static async Task UntilAsync(Func<Task<bool>> isSo)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Token);
        patience.CancelAfter(Patience);
        while (!await isSo())
            await Task.Delay(100, patience.Token);
    }

    private static async Task<string> TextAsync(HttpClient http)
    {
        try
        {
            return await http.GetStringAsync(new Uri("/metrics", UriKind.Relative), Token);
        }
        catch (HttpRequestException)
        {
            return "";
        }
    }

    private static string Repository(string path)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Connector.sln")))
            folder = folder.Parent;
        return Path.Combine(folder.FullName, path);
    }

    [GeneratedRegex(@"connector_[a-z_]+")]
    private static partial Regex Name();

    [GeneratedRegex(@"(?<=_seconds)_(bucket|sum|count)$")]
    private static partial Regex Part();

    /// <summary>Takes whatever OpenTelemetry sends.</summary>
    private sealed class Collector : IAsyncDisposable
    {
        private readonly ConcurrentBag<(string Path, byte[] Body)> taken = [];
        private readonly WebApplication application;

        private Collector(WebApplication application) => this.application = application;

        public string Address => application.Urls.Single();

        public static async Task<Collector> StartAsync()
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            var collector = new Collector(builder.Build());
            collector.application.MapPost("/{**path}", async (HttpRequest request) =>
            {
                using var body = new MemoryStream();
                await request.Body.CopyToAsync(body);
                collector.taken.Add((request.Path, body.ToArray()));
            });
            await collector.application.StartAsync(Token);
            return collector;
        }

        /// <summary>Whether a text is in what was sent; names are plain UTF-8 in protobuf.</summary>
        public bool Has(string path, string text) =>
            taken.Any(one => one.Path.StartsWith(path, StringComparison.Ordinal) && one.Body.AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0);

        public ValueTask DisposeAsync() => application.DisposeAsync();
    }
}
