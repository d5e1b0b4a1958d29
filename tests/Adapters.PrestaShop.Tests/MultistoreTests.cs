using Connector.Abstractions;
using Connector.Emulators.PrestaShop;

namespace Connector.Adapters.PrestaShop.Tests;

/// <summary>One shop of several: only its rows are read and written, whatever the list of rows shows.</summary>
public sealed class MultistoreTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Of_several_shops_only_the_one_that_is_meant_is_read_and_written(bool isShared)
    {
        await using var shop = await PrestaWorld.OpenAsync();
        var group = shop.Catalogue.AddShopGroup("Other", isShared);
        var other = shop.Catalogue.AddShop(group, "Second", "/second/");
        for (var i = 1; i <= 5; i++)
            shop.Catalogue.AddProduct($"S-{i}", i, new PrestaShopProductSettings { Shops = [1, other] });
        foreach (var id in new[] { 1, other })
        {
            shop.Options.ShopId = id;
            var before = shop.Catalogue.StockRows;
            var listings = await shop.ReadAsync();
            listings.Count.ShouldBe(5);
            (await shop.SetAsync(("S-3", 40 + id)))["S-3"].Current.ShouldBe(40 + id);
            shop.Catalogue.StockRows.Except(before).ShouldHaveSingleItem().Quantity.ShouldBe(40 + id);
        }
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public async Task The_address_of_a_shop_is_enough_to_find_its_rows(bool isShared, bool listFollowsShop)
    {
        await using var shop = await SeveralAsync(isShared);
        shop.Emulator.Quirks = new PrestaShopQuirks { StockListFollowsShop = listFollowsShop };
        shop.Options.Url = shop.Emulator.Address + "second/";
        var found = (await shop.Open().FindBySkuAsync(["S-3", "V-1"], PrestaWorld.Token)).ToDictionary(listing => listing.Sku);
        var read = await shop.ReadAsync();
        read.Keys.ShouldBe(["S-1", "S-2", "S-3", "V-1", "V-2"], ignoreOrder: true);
        found.Values.ShouldBe([read["S-3"], read["V-1"]], ignoreOrder: true);
        read["S-3"].Ref.Value.ShouldBe($"stock/{shop.Catalogue.StockRow(3, 0, 2)!.Id}/3/0");
        var before = shop.Catalogue.StockRows;
        (await PrestaWorld.SetAsync(shop.Open(), read, ("S-3", 60), ("V-1", 61))).Values.ShouldAllBe(outcome => outcome.Status == StockStatus.Applied);
        shop.Catalogue.StockRows.Except(before).Select(row => row.Id).ShouldBe(
            [shop.Catalogue.StockRow(3, 0, 2)!.Id, shop.Catalogue.StockRow(4, 1, 2)!.Id, shop.Catalogue.StockRow(4, 0, 2)!.Id], ignoreOrder: true);
        shop.Catalogue.StockRow(4, 0, 2)!.Quantity.ShouldBe(61 + 7, "the sum on the parent of the same shop");
        shop.Emulator.Requests.Log.ShouldAllBe(request => !request.QueryString.Contains("id_shop_group=", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Old_rows_of_single_shops_in_a_group_that_shares_are_ignored()
    {
        await using var shop = await SeveralAsync(isShared: true);
        shop.Catalogue.AddStockRow(1, 0, 2, 0, 0);
        shop.Catalogue.AddStockRow(4, 1, 2, 0, 0);
        shop.Options.ShopId = 2;
        var read = await shop.ReadAsync();
        (read["S-1"].Quantity, read["V-1"].Quantity).ShouldBe((1, 7));
        (await shop.Open().FindBySkuAsync(["S-1"], PrestaWorld.Token)).ShouldHaveSingleItem().ShouldBe(read["S-1"]);
    }

    [Fact]
    public async Task A_reference_of_another_shop_is_not_written()
    {
        await using var shop = await SeveralAsync(isShared: false);
        shop.Options.ShopId = 1;
        var first = await shop.ReadAsync();
        shop.Options.ShopId = 2;
        var before = shop.Catalogue.StockRows;
        (await PrestaWorld.SetAsync(shop.Open(), first, ("S-1", 99)))["S-1"].Status.ShouldBe(StockStatus.Gone);
        shop.Catalogue.StockRows.ShouldBe(before);
    }

    [Fact]
    public async Task A_shop_that_begins_to_share_while_the_connector_runs_is_followed()
    {
        await using var shop = await PrestaWorld.OpenAsync();
        shop.Catalogue.Seed(3);
        var adapter = shop.Open();
        await shop.ReadAsync(adapter);
        shop.Emulator.Requests.Total.ShouldBe(3, "a single shop is not asked which it is");
        var group = shop.Catalogue.AddShopGroup("Other");
        var second = shop.Catalogue.AddShop(group, "Second", "/second/");
        shop.Catalogue.AddProduct("NEW", 5, new PrestaShopProductSettings { Shops = [1, second] });
        var read = await shop.ReadAsync(adapter);
        read.Count.ShouldBe(4);
        read["NEW"].Ref.Value.ShouldBe($"stock/{shop.Catalogue.StockRow(4)!.Id}/4/0");
    }

    [Fact]
    public async Task An_unknown_shop_is_told()
    {
        await using var shop = await SeveralAsync(isShared: false);
        shop.Options.ShopId = 77;
        (await Should.ThrowAsync<StoreException>(() => shop.ReadAsync())).Failure.ShouldBe(StoreFailure.Misconfigured);
    }

    private static async Task<PrestaWorld> SeveralAsync(bool isShared)
    {
        var shop = await PrestaWorld.OpenAsync();
        var group = shop.Catalogue.AddShopGroup("Other", isShared);
        var second = shop.Catalogue.AddShop(group, "Second", "/second/");
        shop.Catalogue.AddShop(group, "Third", "/third/");
        for (var i = 1; i <= 3; i++)
            shop.Catalogue.AddProduct($"S-{i}", i);
        var parent = shop.Catalogue.AddProduct("V", 0);
        shop.Catalogue.AddCombination(parent, "V-1", 7);
        shop.Catalogue.AddCombination(parent, "V-2", 7);
        shop.Catalogue.AddProduct("FIRST-ONLY", 5, new PrestaShopProductSettings { Shops = [1] });
        second.ShouldBe(2);
        return shop;
    }
}
