using System.Diagnostics;
using Connector.Emulators.Shops;
using Connector.Emulators.WooCommerce;

namespace Connector.EndToEnd.Tests;

/// <summary>
/// The real program, killed with SIGKILL in the middle of a shop's writes. The shop goes on with a batch whose sender is gone, as
/// PHP does.
/// </summary>
public sealed class ManyStoresKillTests
{
    private const int Offers = 120;
    private const int Kills = 7;

    [Theory]
    [InlineData(1)]
    public async Task Killed_among_a_shops_batches_the_next_pass_puts_everything_right(int seed)
    {
        await using var world = await SiteWorld.CreateAsync(Offers);
        // The version that would move a variation to another parent, if it were told a wrong one.
        await using var shop = (await WooCommerceEmulator.StartAsync(new() { Version = WooCommerceVersion.V9_4 }, CancellationToken.None)).Filled(Offers);
        world.Configuration["stores"]!.AsObject().Clear();
        world.Configuration["stores"]!["woo"] = shop.Store();
        shop.WorkPerItem = TimeSpan.FromMilliseconds(2);
        var skus = shop.Catalogue.Products.ToDictionary(product => product.Id, product => product.Sku);
        var before = shop.Catalogue.DumpWithoutStock();
        var given = world.Truth().ToDictionary(offer => offer.Key, _ => new HashSet<decimal?>());
        var chance = new Random(seed);
        var inTheMiddle = 0;
        for (var kill = 1; kill <= Kills; kill++)
        {
            // Numbers only grow, so that the order of writing shows in them.
            for (var i = 1; i <= Offers; i++)
                world.KeyCrm.Catalogue.SetStock(i, (kill * 1000) + i);
            foreach (var (sku, quantity) in world.Truth())
                given[sku].Add(quantity);

            var written = shop.Catalogue.Written.Count;
            using (var process = world.Start("sync", "--yes"))
            {
                var enough = written + chance.Next(1, Offers);
                while (!process.HasExited && shop.Catalogue.Written.Count < enough)
                    await Task.Delay(1, TestContext.Current.CancellationToken);
                process.Kill();
                await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            }

            var truth = world.Truth();
            if (shop.Numbers() is var numbers && numbers.Any(row => row.Value == truth[row.Key]) && numbers.Any(row => row.Value != truth[row.Key]))
                inTheMiddle++;
            // At once, while the shop may still be working on what the dead one sent.
            var next = await world.RunAsync("sync", "--yes");
            next.ExitCode.ShouldBe(0, $"seed {seed}, kill {kill}: {next.Everything}");
            shop.Numbers().ShouldBe(Decimals(truth), ignoreOrder: true, $"seed {seed}, kill {kill}");
            await IdleAsync(shop);
        }

        inTheMiddle.ShouldBeGreaterThan(Kills / 2, "kills must fall among the writes, or this shows nothing");
        foreach (var (id, quantity) in shop.Catalogue.Written)
            given[skus[id]].ShouldContain(quantity, $"{skus[id]} held a number that keyCRM never gave (seed {seed})");
        foreach (var product in shop.Catalogue.Written.GroupBy(row => row.Id))
            product.Select(row => row.Quantity).ShouldBe(product.Select(row => row.Quantity).Order(), $"{skus[product.Key]}: an old number came after a newer one (seed {seed})");
        shop.Catalogue.DumpWithoutStock().ShouldBe(before);
    }

    // One kind of shop after the other, each killed a few times: products and combinations in one request, single PUTs side by
    // side, signed batches.
    [Theory]
    [InlineData("prestashop", 2)]
    [InlineData("cscart", 3)]
    [InlineData("receiver", 4)]
    public async Task Killed_among_the_writes_of_any_kind_of_shop_no_number_is_one_that_keyCRM_never_gave(string kind, int seed)
    {
        const int FewerKills = 3;
        await using var world = await SiteWorld.CreateAsync(Offers);
        await using var shop = await KillableShop.StartAsync(kind, Offers);
        world.Configuration["stores"]!.AsObject().Clear();
        world.Configuration["stores"]![kind] = shop.Store;
        shop.Emulator.WorkPerItem = TimeSpan.FromMilliseconds(2);
        var before = shop.Dump();
        var given = world.Truth().ToDictionary(offer => offer.Key, _ => new HashSet<decimal> { 1 });
        var chance = new Random(seed);
        var inTheMiddle = 0;
        for (var kill = 1; kill <= FewerKills; kill++)
        {
            // Numbers only grow, so that an old one after a newer one shows.
            for (var i = 1; i <= Offers; i++)
                world.KeyCrm.Catalogue.SetStock(i, (kill * 1000) + i);
            var truth = Decimals(world.Truth());
            foreach (var (sku, quantity) in truth)
                given[sku].Add(quantity);
            using (var process = world.Start("sync", "--yes"))
            {
                var enough = chance.Next(1, Offers);
                while (!process.HasExited && shop.Numbers().Count(row => row.Value == truth[row.Key]) < enough)
                    await Task.Delay(1, TestContext.Current.CancellationToken);
                process.Kill();
                await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            }

            var held = shop.Numbers();
            foreach (var (sku, quantity) in held)
                given[sku].ShouldContain(quantity, $"{kind}, kill {kill}: {sku} held a number that keyCRM never gave");
            if (held.Any(row => row.Value == truth[row.Key]) && held.Any(row => row.Value != truth[row.Key]))
                inTheMiddle++;
            var next = await world.RunAsync("sync", "--yes");
            next.ExitCode.ShouldBe(0, $"{kind}, kill {kill}: {next.Everything}");
            shop.Numbers().ShouldBe(truth, ignoreOrder: true, $"{kind}, kill {kill}");
            await IdleAsync(shop.Emulator);
            shop.Numbers().ShouldBe(truth, ignoreOrder: true, $"{kind}, kill {kill}: what the dead one had sent came in after it");
        }

        inTheMiddle.ShouldBeGreaterThan(0, "kills must fall among the writes, or this shows nothing");
        shop.Dump().ShouldBe(before);
    }

    private static Dictionary<string, decimal> Decimals(IReadOnlyDictionary<string, long> numbers) => numbers.ToDictionary(number => number.Key, number => (decimal)number.Value);

    private static async Task IdleAsync(ShopEmulator shop)
    {
        var watch = Stopwatch.StartNew();
        while (shop.Requests.Log.Any(request => request.Status is null) && watch.Elapsed < TimeSpan.FromMinutes(1))
            await Task.Delay(5, TestContext.Current.CancellationToken);
    }
}
