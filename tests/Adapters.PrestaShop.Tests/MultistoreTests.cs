using Connector.Abstractions;
using Connector.Emulators.PrestaShop;

namespace Connector.Adapters.PrestaShop.Tests;

/// <summary>One installation: shop 1, shop 2 beside it, and shops 3 and 4 that share the stock of their group.</summary>
public sealed class MultistoreTests
{
    public static TheoryData<PrestaShopVersion> Versions => PsShop.Versions;

    private static async Task<PsShop> OpenAsync(PrestaShopVersion version = PrestaShopVersion.V8_2)
    {
        var shop = await PsShop.OpenAsync(version);
        shop.Catalogue.AddShop(1, "Second", "/shop2/");
        var sharing = shop.Catalogue.AddShopGroup("Sharing", sharesStock: true);
        shop.Catalogue.AddShop(sharing, "Third", "/shop3/");
        shop.Catalogue.AddShop(sharing, "Fourth", "/shop4/");
        shop.Catalogue.AddProduct("everywhere", 5);
        shop.Catalogue.AddProduct("first only", 6, new PrestaShopProductSettings { Shops = [1] });
        shop.Catalogue.AddProduct("second only", 7, new PrestaShopProductSettings { Shops = [2] });
        var parent = shop.Catalogue.AddProduct("parent", 0);
        shop.Catalogue.AddCombination(parent, "parent-A", 8);
        shop.Catalogue.AddCombination(parent, "parent-B", 9);
        // Left over from before the group shared its stock.
        shop.Catalogue.AddStockRow(1, 0, 3, 0, 0);
        return shop;
    }

    [Theory]
    [InlineData("", null, 1)]
    [InlineData("", 1, 1)]
    [InlineData("", 2, 2)]
    [InlineData("shop2", null, 2)]
    [InlineData("", 3, 3)]
    [InlineData("shop3", null, 3)]
    [InlineData("", 4, 4)]
    public async Task Each_shop_sees_and_writes_its_own_stock(string folder, int? shopId, int expected)
    {
        await using var shop = await OpenAsync();
        shop.Options.Url += folder;
        shop.Options.ShopId = shopId;
        shop.Catalogue.SetQuantity(1, 0, 50 + expected, expected);
        var before = shop.Catalogue.StockRows;
        var dump = shop.Catalogue.DumpWithoutQuantities();
        var adapter = shop.Open();

        var listings = await shop.ReadAsync(adapter);
        var outcomes = await PsShop.SetAsync(adapter, listings, listing => listing.Quantity!.Value + 100);

        string[] own = expected switch { 1 => ["first only"], 2 => ["second only"], _ => [] };
        listings.Select(listing => listing.Sku).ShouldBe(["parent-A", "parent-B", "everywhere", .. own]);
        listings.Single(listing => listing.Sku == "everywhere").Quantity.ShouldBe(50 + expected);
        outcomes.ShouldAllBe(outcome => outcome.Status == StockStatus.Applied && outcome.Error == null);
        shop.Catalogue.StockRow(1, 0, expected)!.Quantity.ShouldBe(150 + expected);
        shop.Catalogue.StockRow(4, 0, expected)!.Quantity.ShouldBe(217, "the parent's sum follows");
        var owner = shop.Catalogue.StockRow(1, 0, expected)!;
        shop.Catalogue.StockRows.Where(row => (row.ShopId, row.ShopGroupId) != (owner.ShopId, owner.ShopGroupId))
            .ShouldBe(before.Where(row => (row.ShopId, row.ShopGroupId) != (owner.ShopId, owner.ShopGroupId)));
        shop.Catalogue.DumpWithoutQuantities().ShouldBe(dump);
        shop.Emulator.Requests.Log.ShouldAllBe(request => !request.QueryString.Contains("id_shop_group=", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task A_search_finds_the_shop_s_own_stock(PrestaShopVersion version)
    {
        await using var shop = await OpenAsync(version);
        shop.Catalogue.SetQuantity(1, 0, 53, 3);
        shop.Options.ShopId = 3;
        var found = await shop.Open().FindBySkuAsync(["everywhere", "parent-A", "first only", "parent"], PsShop.Token);
        found.Select(listing => (listing.Sku, listing.Quantity)).ShouldBe([("everywhere", 53), ("parent-A", 8)]);
        var inside = await shop.Open().FindBySkuAsync(["parent-A"], PsShop.Token);
        inside.Single().Ref.ShouldBe(found[1].Ref);
    }

    [Fact]
    public async Task A_reference_of_another_shop_s_row_is_not_written_by_a_new_process()
    {
        await using var shop = await OpenAsync();
        var listings = await shop.ReadAsync();
        var before = shop.Catalogue.StockRows;
        shop.Options.ShopId = 2;
        (await PsShop.SetAsync(shop.Open(), listings, _ => 99)).ShouldAllBe(outcome => outcome.Status == StockStatus.Gone);
        shop.Catalogue.StockRows.ShouldBe(before);
    }

    [Fact]
    public async Task A_shop_without_stock_of_its_own_is_not_given_another_s()
    {
        await using var shop = await PsShop.OpenAsync();
        shop.Catalogue.AddProduct("A", 1);
        shop.Catalogue.AddShop(1, "Second", "/shop2/");
        var second = shop.Catalogue.AddProduct("B", 1, new PrestaShopProductSettings { Shops = [2], HasStockRow = false });
        shop.Catalogue.AddStockRow(second, 0, 1, 0, 5);
        shop.Options.Url += "shop2";
        (await Should.ThrowAsync<StoreException>(() => shop.ReadAsync())).Failure.ShouldBe(StoreFailure.Misconfigured);
    }

    [Fact]
    public async Task Stock_that_changes_hands_is_noticed_and_read_anew()
    {
        await using var shop = await OpenAsync();
        shop.Options.Url += "shop2";
        var adapter = shop.Open();
        await shop.ReadAsync(adapter);
        // As where a group begins to share its stock while the service runs: the products name other rows all at once.
        shop.Options.ShopId = 3;
        (await Should.ThrowAsync<StoreException>(() => shop.ReadAsync(adapter))).Failure.ShouldBe(StoreFailure.Protocol);
        (await shop.ReadAsync(adapter)).ShouldBe(await shop.ReadAsync());
    }

    [Fact]
    public async Task Many_rows_of_other_shops_are_not_read()
    {
        await using var shop = await PsShop.OpenAsync();
        shop.Catalogue.AddShop(1, "Second", "/shop2/");
        shop.Catalogue.Seed(2500);
        var adapter = shop.Open();
        (await shop.ReadAsync(adapter)).Count.ShouldBe(2500);
        // A page of both shops', two to learn whose are whose, three of this shop's; then combinations and products.
        shop.Requests.ShouldBe(1 + 2 + 3 + 1 + 3);
        await shop.ReadAsync(adapter);
        shop.Requests.ShouldBe(10 + 3 + 1 + 3);
    }

    [Fact]
    public async Task On_old_PHP_where_the_list_follows_the_shop_the_same_comes()
    {
        await using var shop = await OpenAsync();
        shop.Options.ShopId = 3;
        var expected = await shop.ReadAsync();
        shop.Quirks = shop.Quirks with { StockListFollowsShop = true };
        (await shop.ReadAsync()).ShouldBe(expected);
    }

    [Fact]
    public async Task A_key_for_another_shop_and_a_shop_that_does_not_exist_say_so()
    {
        await using var shop = await OpenAsync();
        shop.Quirks = shop.Quirks with { ShopsOfKey = new HashSet<int> { 1 } };
        shop.Options.ShopId = 2;
        var forbidden = await Should.ThrowAsync<StoreException>(() => shop.ReadAsync());
        (forbidden.Failure, forbidden.Message.Contains("shop 2", StringComparison.Ordinal)).ShouldBe((StoreFailure.Unauthorized, true));
        shop.Options.ShopId = 9;
        var missing = await Should.ThrowAsync<StoreException>(() => shop.ReadAsync());
        (missing.Failure, missing.Message.Contains("no shop 9", StringComparison.Ordinal)).ShouldBe((StoreFailure.Misconfigured, true));
    }
}
