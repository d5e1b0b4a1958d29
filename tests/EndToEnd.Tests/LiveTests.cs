using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Connector.Emulators.Receiver;
using Connector.Emulators.Shops;

namespace Connector.EndToEnd.Tests;

/// <summary>The service as a process, live: webhooks, the API, a configuration that changes, and kills at any instant.</summary>
public sealed class LiveTests : IAsyncLifetime
{
    private const int Offers = 60;
    private const string HookSecret = "hook-secret-0123456789";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly HttpClient http = new(new SocketsHttpHandler());
    private SiteWorld world = null!;
    private Uri address = null!;
    private Process? service;
    private Task<string> said = Task.FromResult("");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        world = await SiteWorld.CreateAsync(Offers, quantity: 5);
        address = world.ListenSomewhere();
        world.Configuration["accounts"]!["main"]!["pollEvery"] = "1.00:00:00";
        world.Configuration["accounts"]!["main"]!["webhook"] = new JsonObject { ["secret"] = HookSecret };
    }

    public async ValueTask DisposeAsync()
    {
        if (service is { HasExited: false })
            await StopAsync("KILL");
        http.Dispose();
        await world.DisposeAsync();
    }

    [Fact]
    public async Task A_change_reaches_the_store_by_its_webhook_and_forged_numbers_do_not()
    {
        await StartAsync();
        var hook = world.KeyCrm.Webhooks.Add(new Uri(address, $"webhooks/keycrm/main/{HookSecret}"));
        world.KeyCrm.Catalogue.SetStock(7, 3);
        await UntilAsync(IsRightAsync);
        (await world.AuditAsync()).ShouldBe([(SiteWorld.Sku(7), 3)]);

        world.KeyCrm.Webhooks.Forge(hook, $$"""[{"offer_id": 8, "sku": "{{SiteWorld.Sku(8)}}", "in_stock": 0, "in_reserve": 0}, {"offer_id": 9, "sku": null, "in_stock": 999, "in_reserve": 0}]""");
        world.KeyCrm.Catalogue.SetStock(10, 4);
        await UntilAsync(IsRightAsync);
        await UntilAsync(async () => (int)(await StatusAsync())["accounts"]!["main"]!["webhooksWaiting"]! == 0);
        (await world.AuditAsync()).ShouldBe([(SiteWorld.Sku(7), 3), (SiteWorld.Sku(10), 4)]);
        (await StopAsync("TERM")).ShouldContain("has stopped");
        (await said).ShouldNotContain(HookSecret);
    }

    [Fact]
    public async Task What_the_guard_holds_is_shown_and_decided_by_the_API_while_sales_go_on()
    {
        await StartAsync();
        world.KeyCrm.Webhooks.Add(new Uri(address, $"webhooks/keycrm/main/{HookSecret}"));
        world.KeyCrm.Catalogue.SetStocks([.. Enumerable.Range(1, 40).Select(i => new Emulators.KeyCrm.KeyCrmStockChange { OfferId = i, Quantity = 0 })]);
        await UntilAsync(async () => (bool)(await StatusAsync())["stores"]!["site"]!["held"]!);
        world.KeyCrm.Catalogue.SetStock(50, 2);
        await UntilAsync(async () => (await world.NumbersAsync())[SiteWorld.Sku(50)] == 2);
        (await world.AuditAsync()).ShouldBe([(SiteWorld.Sku(50), 2)]);

        using (var plain = await http.PostAsync(new Uri(address, "api/v1/stores/site/approve"), new StringContent("", Encoding.UTF8, "text/plain"), Token))
            plain.StatusCode.ShouldBe(HttpStatusCode.UnsupportedMediaType, "what a page of another site could send");
        (await PostAsync("stores/nobody/approve")).ShouldBe(HttpStatusCode.NotFound);
        (await PostAsync("stores/site/approve")).ShouldBe(HttpStatusCode.OK);
        await UntilAsync(IsRightAsync);
        (await PostAsync("stores/site/approve")).ShouldBe(HttpStatusCode.Conflict, "nothing waits any more");
        var history = JsonNode.Parse(await http.GetStringAsync(new Uri(address, $"api/v1/history?sku={Uri.EscapeDataString(SiteWorld.Sku(1))}"), Token))!;
        ((string?)history["stores"]!["site"]!["journal"]![0]!["outcome"]).ShouldBe("applied");
        var run = (long)history["stores"]!["site"]!["journal"]![0]!["run"]!;
        (await StopAsync("TERM")).ShouldContain("has stopped");

        var shown = await world.RunAsync("undo", run.ToString(CultureInfo.InvariantCulture), "--json");
        shown.ExitCode.ShouldBe(0, shown.Everything);
        ((bool)JsonNode.Parse(shown.Output)!["done"]!).ShouldBeFalse();
        (await world.NumbersAsync())[SiteWorld.Sku(1)].ShouldBe(0);
        (await world.RunAsync("undo", run.ToString(CultureInfo.InvariantCulture), "--yes")).ExitCode.ShouldBe(0);
        (await world.NumbersAsync())[SiteWorld.Sku(1)].ShouldBe(5);
        (await world.RunAsync("undo", "99999")).ExitCode.ShouldBe(2);
    }

    [Fact]
    public async Task A_changed_configuration_is_followed_and_a_bad_one_refused_while_everything_goes_on()
    {
        await StartAsync();
        world.KeyCrm.Webhooks.Add(new Uri(address, $"webhooks/keycrm/main/{HookSecret}"));
        var path = Path.Combine(world.Folder, "adapters.json");
        var good = await File.ReadAllTextAsync(path, Token);
        await File.WriteAllTextAsync(path, good.Replace("\"stores\"", "\"storse\"", StringComparison.Ordinal), Token);
        await UntilAsync(async () => (await ReasonsAsync()).Contains("storse", StringComparison.Ordinal));
        world.KeyCrm.Catalogue.SetStock(7, 3);
        await UntilAsync(IsRightAsync);

        world.Configuration["stores"]!["feed"] = ShopStores.FileStore("stock.csv");
        world.Configuration["stores"]!["site"]!["stock"] = new JsonObject { ["buffer"] = 1 };
        await File.WriteAllTextAsync(path, world.Configuration.ToJsonString(), Token);
        await UntilAsync(async () => (await StatusAsync())["stores"]!["feed"] is not null && File.Exists(Path.Combine(world.Folder, "stock.csv")));
        // Every number is one lower by the new rule: the guard asks first.
        await UntilAsync(async () => (bool)(await StatusAsync())["stores"]!["site"]!["held"]!);
        (await PostAsync("stores/site/approve")).ShouldBe(HttpStatusCode.OK);
        var truth = world.Truth().ToDictionary(row => row.Key, row => Math.Max(0, row.Value - 1));
        await UntilAsync(async () => (await world.NumbersAsync()).OrderBy(row => row.Key).SequenceEqual(truth.OrderBy(row => row.Key)));
        (await ReasonsAsync()).ShouldBe("");
        await StopAsync("TERM");
    }

    // CONNECTOR_TEST_SERVICE_KILLS for more.
    [Fact]
    public async Task Killed_at_any_instant_under_load_nothing_that_was_acknowledged_is_lost()
    {
        var kills = int.TryParse(Environment.GetEnvironmentVariable("CONNECTOR_TEST_SERVICE_KILLS"), CultureInfo.InvariantCulture, out var more) ? more : 8;
        world.Configuration["defaults"] = new JsonObject { ["guard"] = new JsonObject { ["minItems"] = 1_000_000 } };
        var chance = new Random(1);
        var given = world.Truth().ToDictionary(row => row.Key, row => new HashSet<long> { row.Value });
        var acknowledged = 0;
        for (var kill = 0; kill < kills; kill++)
        {
            await StartAsync();
            var watch = Stopwatch.StartNew();
            var life = TimeSpan.FromMilliseconds(chance.Next(50, 900));
            var inStep = chance.Next(2) == 0;
            while (watch.Elapsed < life)
            {
                var offer = chance.Next(1, Offers + 1);
                var quantity = chance.Next(0, 500);
                world.KeyCrm.Catalogue.SetStock(offer, quantity);
                given[SiteWorld.Sku(offer)].Add(quantity);
                using var answer = await http.PostAsync(
                    new Uri(address, $"webhooks/keycrm/main/{HookSecret}"),
                    new StringContent($$"""[{"offer_id": {{offer}}, "sku": null, "in_stock": {{quantity}}, "in_reserve": 0}]""", Encoding.UTF8, "application/json"), Token);
                answer.StatusCode.ShouldBe(HttpStatusCode.OK);
                acknowledged++;
            }

            if (inStep)
                await UntilAsync(async () => await world.AuditedAsync() > 0);
            await StopAsync("KILL");
        }

        acknowledged.ShouldBeGreaterThan(kills);
        // The poll comes once a day: only the webhooks that were acknowledged can bring the last numbers.
        await StartAsync();
        await UntilAsync(IsRightAsync);
        await UntilAsync(async () => (int)(await StatusAsync())["accounts"]!["main"]!["webhooksWaiting"]! == 0);
        await StopAsync("TERM");
        foreach (var (article, quantity) in await world.AuditAsync())
            given[article].ShouldContain(quantity, article);
    }

    [Fact]
    public async Task A_command_sees_what_only_the_service_knows_and_has_it_begin_again_with_a_store_it_left_alone()
    {
        await using var shop = (await ReceiverEmulator.StartAsync(new ReceiverOptions(), CancellationToken.None)).Filled(Offers);
        world.Configuration["stores"]!["shop"] = shop.Store();
        shop.Faults.When(_ => true, ShopFault.Refused(401, "{}"));
        await StartAsync();
        world.KeyCrm.Webhooks.Add(new Uri(address, $"webhooks/keycrm/main/{HookSecret}"));
        await UntilAsync(async () => (bool?)(await StatusAsync())["stores"]!["shop"]!["stopped"] == true);
        var told = await world.RunAsync("status");
        told.Everything.ShouldContain("The service runs.");
        told.Everything.ShouldContain("stopped");
        ((bool)(await world.RunAsync("status", "--json")).Json["stores"]!["shop"]!["stopped"]!).ShouldBeTrue();

        shop.Faults.Clear();
        (await world.RunAsync("sync", "shop")).ExitCode.ShouldBe(0);
        await UntilAsync(async () => (bool?)(await StatusAsync())["stores"]!["shop"]!["stopped"] == false);
        world.KeyCrm.Catalogue.SetStock(7, 3);
        await UntilAsync(async () => await IsRightAsync() && shop.Quantity(SiteWorld.Sku(7)) == 3);
        await StopAsync("TERM");
        (await world.RunAsync("status")).Everything.ShouldNotContain("The service runs");
    }

    private async Task StartAsync()
    {
        service = world.Start("run");
        said = service.StandardError.ReadToEndAsync(Token);
        await UntilAsync(async () =>
        {
            try
            {
                return (await StatusAsync())["accounts"]!["main"]!["readAt"] is not null && (await StatusAsync())["stores"]!["site"]!["readAt"] is not null;
            }
            catch (HttpRequestException)
            {
                return false;
            }
        });
    }

    private async Task<string> StopAsync(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", service!.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync(Token);
        await service.WaitForExitAsync(Token).WaitAsync(Patience, Token);
        service.Dispose();
        service = null;
        return await said;
    }

    private async Task<JsonNode> StatusAsync() => JsonNode.Parse(await http.GetStringAsync(new Uri(address, "api/v1/status"), Token))!;

    private async Task<string> ReasonsAsync()
    {
        using var answer = await http.GetAsync(new Uri(address, "readyz"), Token);
        return string.Join("; ", JsonNode.Parse(await answer.Content.ReadAsStringAsync(Token))!["reasons"]!.AsArray().Select(reason => (string?)reason));
    }

    private async Task<HttpStatusCode> PostAsync(string path)
    {
        using var answer = await http.PostAsync(new Uri(address, $"api/v1/{path}"), new StringContent("", Encoding.UTF8, "application/json"), Token);
        return answer.StatusCode;
    }

    private async Task<bool> IsRightAsync() => (await world.NumbersAsync()).OrderBy(row => row.Key).SequenceEqual(world.Truth().OrderBy(row => row.Key));

    private async Task UntilAsync(Func<Task<bool>> isSo)
    {
        var watch = Stopwatch.StartNew();
        while (!await isSo())
        {
            service!.HasExited.ShouldBeFalse(service.HasExited ? await said : "");
            watch.Elapsed.ShouldBeLessThan(Patience);
            await Task.Delay(30, Token);
        }
    }
}
