namespace Connector.EndToEnd.Tests;

/// <summary>Stores of every kind, fed by one account through the real program.</summary>
public sealed class ManyStoresTests
{
    private const int Offers = 130;

    [Fact]
    public async Task One_reading_of_keyCRM_puts_stores_of_every_kind_right_and_a_second_pass_writes_nothing()
    {
        await using var world = await ManyStoresWorld.CreateAsync(Offers);
        world.Restock(1);
        var before = await world.DumpAsync();

        // Looking writes nothing anywhere. Whether a key may write can be seen in WooCommerce by a batch without items alone.
        var check = await world.Site.RunAsync("check");
        check.ExitCode.ShouldBe(0, check.Everything);
        world.Woo.Catalogue.Written.ShouldBeEmpty();
        world.Shops.Sum(shop => shop.Value.Requests.Writes).ShouldBe(1);
        var plan = await world.Site.RunAsync("plan", "--json");
        plan.ExitCode.ShouldBe(0, plan.Everything);
        world.Shops.Sum(shop => shop.Value.Requests.Writes).ShouldBe(1, "none by the plan");
        (await world.DumpAsync()).ShouldBe(before);
        (await world.Site.AuditAsync()).ShouldBeEmpty();
        File.Exists(world.Feed).ShouldBeFalse();
        foreach (var name in world.Shops.Keys)
            plan.Json["stores"]![name]!["changes"]!.GetValue<int>().ShouldBe(Offers, name);

        var scans = world.Site.KeyCrm.Requests.Total;
        var asked = Totals(world);
        var first = await world.Site.RunAsync("sync", "--json");
        first.ExitCode.ShouldBe(0, first.Everything);
        (world.Site.KeyCrm.Requests.Total - scans).ShouldBe(3, "one account is read once for all its stores");
        first.Json["accounts"]!["main"]!["requests"]!.GetValue<int>().ShouldBe(3);
        foreach (var (name, shop) in world.Shops)
        {
            var store = first.Json["stores"]![name]!;
            store["requests"]!.GetValue<long>().ShouldBe(shop.Requests.Total - asked[name], name);
            (store["changes"]!.GetValue<int>(), store["applied"]!.GetValue<int>(), store["error"]).ShouldBe((Offers, Offers, null), name);
        }

        await world.ShouldBeRightAsync();
        (await world.DumpAsync()).ShouldBe(before);

        var writes = world.Shops.ToDictionary(shop => shop.Key, shop => shop.Value.Requests.Writes);
        var audited = await world.Site.AuditedAsync();
        var feed = (File.GetLastWriteTimeUtc(world.Feed), await File.ReadAllTextAsync(world.Feed, TestContext.Current.CancellationToken));
        var second = await world.Site.RunAsync("sync", "--json");
        second.ExitCode.ShouldBe(0, second.Everything);
        foreach (var (name, shop) in world.Shops)
            shop.Requests.Writes.ShouldBe(writes[name], name);
        (await world.Site.AuditedAsync()).ShouldBe(audited);
        (File.GetLastWriteTimeUtc(world.Feed), await File.ReadAllTextAsync(world.Feed, TestContext.Current.CancellationToken)).ShouldBe(feed);
    }

    // A draft is in no list of WooCommerce's; it is found by its SKU alone, and is right on the day it is published.
    [Fact]
    public async Task Drafts_variations_and_a_single_change_reach_every_shop()
    {
        await using var world = await ManyStoresWorld.CreateAsync(Offers);
        world.Woo.Catalogue.Products.Count(product => product.Status == "draft").ShouldBeGreaterThan(10);
        world.Restock(1);
        (await world.Site.RunAsync("sync")).ExitCode.ShouldBe(0);
        world.Site.KeyCrm.Catalogue.SetStock(14, 4000);
        world.Woo.Catalogue.Products.Single(product => product.Sku == SiteWorld.Sku(14)).Status.ShouldBe("draft");
        world.Site.KeyCrm.Catalogue.SetStock(15, 5000);
        var writes = world.Shops.ToDictionary(shop => shop.Key, shop => shop.Value.Requests.Writes);
        var sync = await world.Site.RunAsync("sync", "--json");
        sync.ExitCode.ShouldBe(0, sync.Everything);
        foreach (var name in world.Shops.Keys)
            sync.Json["stores"]![name]!["applied"]!.GetValue<int>().ShouldBe(2, name);
        await world.ShouldBeRightAsync();
        world.Receiver.Requests.Writes.ShouldBe(writes["receiver"] + 1);
        // A product and a variation cannot share a batch.
        world.Woo.Requests.Writes.ShouldBe(writes["woo"] + 2);
        world.Woo.Requests.Log.Where(request => request.IsWrite).ShouldAllBe(request => !request.Text.Contains("manage_stock\":", StringComparison.Ordinal));
    }

    private static Dictionary<string, long> Totals(ManyStoresWorld world) => world.Shops.ToDictionary(shop => shop.Key, shop => shop.Value.Requests.Total);
}
