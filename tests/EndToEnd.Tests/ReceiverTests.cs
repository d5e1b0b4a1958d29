using System.Text.Json.Nodes;
using Connector.Emulators.Faults;
using Connector.Emulators.Receiver;

namespace Connector.EndToEnd.Tests;

/// <summary>The whole program over a site with a receiver.</summary>
public sealed class ReceiverTests
{
    [Fact]
    public async Task A_site_that_shows_its_stock_is_kept_right_and_a_second_pass_writes_nothing()
    {
        await using var site = await ReceiverEmulator.StartAsync(new ReceiverOptions(), CancellationToken.None);
        await using var world = await WorldAsync(site, offers: 60);
        site.Add("ONLY-IN-STORE", 9);
        // Lost on its way back: the same batch is sent again.
        site.Faults.OnWrite(HttpFault.Drop());

        var first = await world.RunAsync("sync", "--json");

        first.ExitCode.ShouldBe(0, first.Everything);
        site.Goods.Where(one => one.Sku != "ONLY-IN-STORE").ToDictionary(one => one.Sku, one => (long)one.Quantity).ShouldBe(world.Truth(), ignoreOrder: true);
        site.Quantity("ONLY-IN-STORE").ShouldBe(9);
        site.Written.Count.ShouldBe(60, "a batch that came twice was done once");
        site.Requests.Log.Where(request => request.IsWrite).Select(request => request.Headers["webhook-id"]).Distinct().Count().ShouldBe(1);

        var before = site.Requests.Writes;
        (await world.RunAsync("sync")).ExitCode.ShouldBe(0);
        site.Requests.Writes.ShouldBe(before);
    }

    // The host cannot know what such a site holds: it goes by what it last put there, and the site says what it does not have.
    [Fact]
    public async Task A_site_that_shows_nothing_is_given_what_has_changed_and_a_pass_without_differences_writes_nothing()
    {
        await using var site = await ReceiverEmulator.StartAsync(new ReceiverOptions(), CancellationToken.None);
        await using var world = await WorldAsync(site, offers: 20);
        site.Quirks = new ReceiverQuirks { TellsCapabilities = false, Reads = false };
        for (var pass = 1; pass <= 3; pass++)
        {
            world.KeyCrm.Catalogue.SetStock(1, 100 + pass);
            var sync = await world.RunAsync("sync", "--json");
            sync.ExitCode.ShouldBe(0, sync.Everything);
            site.Goods.ToDictionary(one => one.Sku, one => (long)one.Quantity).ShouldBe(world.Truth(), ignoreOrder: true);
            site.Written.Count.ShouldBe(19 + pass);
        }

        var writes = site.Requests.Writes;
        var nothing = await world.RunAsync("sync", "--json");
        (nothing.ExitCode, site.Requests.Writes).ShouldBe((0, writes), nothing.Everything);

        // One that the site does not have is told as not found once, and the others are written all the same.
        site.Remove(SiteWorld.Sku(2));
        world.KeyCrm.Catalogue.SetStock(2, 7);
        world.KeyCrm.Catalogue.SetStock(3, 8);
        var lacking = await world.RunAsync("sync", "--json");
        lacking.ExitCode.ShouldBe(4, lacking.Everything);
        lacking.Json["stores"]!["site"]!["items"]!.AsArray().Select(item => ((string)item!["sku"]!, (string)item["outcome"]!)).ShouldBe([(SiteWorld.Sku(2), "notFound")]);
        site.Goods.Single(one => one.Sku == SiteWorld.Sku(3)).Quantity.ShouldBe(8);
        writes = site.Requests.Writes;
        var again = await world.RunAsync("sync", "--json");
        (again.ExitCode, site.Requests.Writes).ShouldBe((0, writes), again.Everything);
        again.Json["stores"]!["site"]!["onlyInCrm"]!.GetValue<int>().ShouldBe(1);
    }

    private static async Task<SiteWorld> WorldAsync(ReceiverEmulator site, int offers)
    {
        var world = await SiteWorld.CreateAsync(offers);
        for (var i = 1; i <= offers; i++)
        {
            world.KeyCrm.Catalogue.SetStock(i, i);
            site.Add(SiteWorld.Sku(i), 0);
        }

        world.Environment["SITE_SECRET"] = site.Secret!;
        world.Configuration["stores"]!["site"] = new JsonObject
        {
            ["adapter"] = "http",
            ["options"] = new JsonObject { ["url"] = site.Address.ToString(), ["secret"] = "${SITE_SECRET}" },
        };
        return world;
    }
}
