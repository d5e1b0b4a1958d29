using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Connector.Abstractions;
using Connector.Core.Ledger;
using Connector.Core.Ledger.Backups;
using Connector.Testing;

namespace Connector.Dashboard.Tests;

/// <summary>What programs read and do, before the running service.</summary>
public sealed class ApiTests : IAsyncLifetime
{
    private readonly HttpClient http = new(new SocketsHttpHandler());
    private Shop shop = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        shop = await Shop.OpenAsync();
        http.BaseAddress = new Uri(shop.Address, "api/v1/");
        await shop.RightAsync();
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await shop.DisposeAsync();
    }

    [Fact]
    public async Task Listings_and_runs_are_read_and_a_run_is_undone_only_when_that_is_asked()
    {
        var found = await GetAsync("stores/site/listings?text=хіт-01");
        ((string)found["listings"]![0]!["sku"]!).ShouldBe("ХІТ-01");
        found["listings"]!.AsArray().Count.ShouldBe(1);
        ((bool)(await GetAsync("stores/site/listings"))["more"]!).ShouldBeTrue();
        (await StatusAsync("stores/site/listings?show=strange")).ShouldBe(HttpStatusCode.BadRequest);
        (await StatusAsync("stores/nobody/listings")).ShouldBe(HttpStatusCode.NotFound);

        var run = (await GetAsync("runs?store=site"))["runs"]![0]!;
        var entries = await GetAsync($"runs/{run["run"]}");
        ((int)run["applied"]!).ShouldBeGreaterThan(0);
        var (sku, before, after) = ((string)entries["changes"]![0]!["sku"]!, (decimal)entries["changes"]![0]!["before"]!, (decimal)entries["changes"]![0]!["after"]!);
        var planned = await PostAsync($"runs/{run["run"]}/undo", "");
        ((bool)planned["done"]!).ShouldBeFalse();
        shop.World.Site.Read()[sku].ShouldBe(after);
        ((int)(await PostAsync($"runs/{run["run"]}/undo", "{"))["status"]!).ShouldBe(400);
        var done = await PostAsync($"runs/{run["run"]}/undo", """{"apply": true}""");
        ((bool)done["ok"]!).ShouldBeTrue(done.ToJsonString());
        shop.World.Site.Read()[sku].ShouldBe(before);
        (await StatusAsync("runs/999999")).ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_plan_is_shown_and_writes_nothing()
    {
        shop.World.Site.Break("ХІТ-01");
        var truth = shop.World.Site.Read()["ХІТ-01"];
        shop.World.KeyCrm.Catalogue.SetStock(shop.World.Offers().Single(offer => offer.Sku == "ХІТ-01").Id, 77);
        while ((await GetAsync("stores/site/listings?show=failing"))["listings"]!.AsArray().Count == 0)
            await Task.Delay(100, Token);
        var planned = await GetAsync("stores/site/plan");
        ((bool)planned["ok"]!).ShouldBeTrue(planned.ToJsonString());
        var item = planned["stores"]!["site"]!["items"]!.AsArray().Single(one => (string)one!["sku"]! == "ХІТ-01")!;
        ((decimal)item["before"]!, (string)item["outcome"]!).ShouldBe((truth, "planned"));
        shop.World.Site.Read()["ХІТ-01"].ShouldBe(truth);
        (await StatusAsync("stores/nobody/plan")).ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_listing_that_did_not_fail_is_not_tried_again()
    {
        ((int)(await PostAsync("stores/site/retry?ref=no-such", ""))["status"]!).ShouldBe(409);
        ((int)(await PostAsync("stores/nobody/retry?ref=1", ""))["status"]!).ShouldBe(404);
        using var answer = await http.PostAsync(new Uri("stores/site/retry", UriKind.Relative), new StringContent("", Encoding.UTF8, "application/json"), Token);
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Connections_are_checked()
    {
        var checks = await GetAsync("check");
        ((bool)checks["ok"]!).ShouldBeTrue(checks.ToJsonString());
        checks["checks"]!.AsArray().Count.ShouldBe(8, "the account and seven stores");
    }

    [Fact]
    public async Task The_journal_tells_every_change_newest_first()
    {
        var offer = shop.World.Offers().Single(one => one.Sku == "ХІТ-01");
        shop.World.KeyCrm.Catalogue.SetStock(offer.Id, 77, 0);
        while (shop.World.Site.Read()["ХІТ-01"] != 77)
            await Task.Delay(50, Token);
        JsonNode newest;
        do
            newest = (await GetAsync("journal?store=site"))["entries"]![0]!;
        while ((string)newest["outcome"]! == "sent");
        ((string)newest["store"]!, (string)newest["sku"]!, (decimal)newest["after"]!, (string)newest["outcome"]!).ShouldBe(("site", "ХІТ-01", 77m, "applied"));
        var all = (await GetAsync("journal"))["entries"]!.AsArray().Select(entry => (DateTimeOffset)entry!["at"]!).ToList();
        all.ShouldBe(all.OrderDescending());
        ((bool)(await GetAsync("journal"))["more"]!).ShouldBeTrue();
        (await StatusAsync("journal?store=nobody")).ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Listings_say_what_should_be_there_also_where_nothing_was_ever_written()
    {
        var listings = (await GetAsync("stores/site/listings?text=хіт"))["listings"]!.AsArray();
        listings.ShouldAllBe(listing => (decimal)listing!["desired"]! == (decimal)listing["quantity"]! && ((string)listing["reason"]!).Contains(" = "));
        listings.ShouldContain(listing => listing!["state"] == null);
    }

    [Fact]
    public async Task Adapters_schema_and_alerts_are_those_of_the_commands_and_a_backup_is_one_that_can_be_brought_back()
    {
        (await GetAsync("adapters"))["adapters"]!.AsArray().Select(adapter => (string)adapter!["name"]!).ShouldContain("woocommerce");
        (await GetAsync("schema"))["properties"]!["stores"].ShouldNotBeNull();
        ((int)(await PostAsync("alert-test", ""))["status"]!).ShouldBe(409, "the demonstration tells nobody");

        using var folder = new TempFolder();
        var file = folder.PathOf("backup.zip");
        using (var answer = await http.GetAsync(new Uri("backup", UriKind.Relative), Token))
        {
            answer.Content.Headers.ContentDisposition!.FileName.ShouldStartWith("connector-backup-");
            await File.WriteAllBytesAsync(file, await answer.Content.ReadAsByteArrayAsync(Token), Token);
        }

        Directory.EnumerateFiles(shop.State, "*.zip*").ShouldBeEmpty();
        var state = Directory.CreateDirectory(folder.PathOf("state")).FullName;
        Restoration.Run(state, file, TimeProvider.System);
        using var ledger = Ledger.Open(state, TimeProvider.System);
        ledger.Listings.Count(new StoreId("site")).ShouldBe(shop.World.Site.Read().Count);
    }

    private async Task<JsonNode> GetAsync(string path) => JsonNode.Parse(await http.GetStringAsync(new Uri(path, UriKind.Relative), Token))!;

    private async Task<HttpStatusCode> StatusAsync(string path)
    {
        using var answer = await http.GetAsync(new Uri(path, UriKind.Relative), Token);
        return answer.StatusCode;
    }

    private async Task<JsonNode> PostAsync(string path, string body)
    {
        using var answer = await http.PostAsync(new Uri(path, UriKind.Relative), new StringContent(body, Encoding.UTF8, "application/json"), Token);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync(Token))!;
    }
}
