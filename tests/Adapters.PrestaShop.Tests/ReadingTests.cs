using Connector.Abstractions;
using Connector.Emulators.Faults;
using Connector.Emulators.PrestaShop;
using Connector.Emulators.Shops;

namespace Connector.Adapters.PrestaShop.Tests;

/// <summary>Reading a whole shop, one shop of several, and single references.</summary>
public sealed class ReadingTests
{
    [Theory]
    [MemberData(nameof(PrestaWorld.Versions), MemberType = typeof(PrestaWorld))]
    public async Task A_shop_is_read_by_three_lists_of_a_thousand_rows(PrestaShopVersion version)
    {
        await using var shop = await PrestaWorld.OpenAsync(version);
        shop.Catalogue.Seed(2083, 302);
        var listings = await shop.ReadAsync();
        listings.Count.ShouldBe(2083 + (302 * 5), "the rows of parents are sums, and no listings");
        shop.Emulator.Requests.Total.ShouldBe(9);
        var combination = listings["V-0001-1"];
        combination.Parent!.Value.Value.ShouldBe("product/2084");
        (combination.Quantity, combination.TracksStock).ShouldBe((shop.Catalogue.StockRow(2084, 1)!.Quantity, true));
        listings.ContainsKey("V-0001").ShouldBeFalse();
    }

    [Fact]
    public async Task What_cannot_be_written_says_so()
    {
        await using var shop = await PrestaWorld.OpenAsync();
        shop.Catalogue.AddProduct("A", 1);
        var advanced = shop.Catalogue.AddProduct("ADVANCED", 3);
        shop.Catalogue.EditStockRow(shop.Catalogue.StockRow(advanced)!.Id, row => row with { DependsOnStock = true });
        shop.Catalogue.AddProduct("NOROW", 0, new PrestaShopProductSettings { HasStockRow = false });
        var listings = await shop.ReadAsync();
        (listings["A"].TracksStock, listings["ADVANCED"].TracksStock, listings["NOROW"].TracksStock).ShouldBe((true, false, false));
        var outcomes = await shop.SetAsync(("A", 5), ("ADVANCED", 5), ("NOROW", 5));
        outcomes.Values.Select(outcome => outcome.Status).ShouldBe([StockStatus.Applied, StockStatus.NotTracked, StockStatus.NotTracked]);
    }

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

    [Fact]
    public async Task Rows_that_come_and_go_while_the_shop_is_read_hide_none()
    {
        await using var shop = await PrestaWorld.OpenAsync();
        shop.Catalogue.Seed(2500);
        var adapter = shop.Open();
        var seen = new HashSet<string>();
        await foreach (var listing in adapter.ReadListingsAsync(PrestaWorld.Token))
        {
            if (seen.Count == 10)
                shop.Catalogue.DeleteProduct(2);
            seen.Add(listing.Sku);
        }

        Enumerable.Range(3, 2498).ShouldAllBe(i => seen.Contains($"S-{i:00000}"));
    }

    [Theory]
    [InlineData("html 200", StoreFailure.Protocol)]
    [InlineData("html 502", StoreFailure.Unreachable)]
    [InlineData("429", StoreFailure.Throttled)]
    [InlineData("half", StoreFailure.Protocol)]
    [InlineData("other", StoreFailure.Protocol)]
    public async Task A_page_that_cannot_be_read_fails_the_reading_in_any_place(string fault, StoreFailure kind)
    {
        foreach (var number in new[] { 1, 2, 3, 5 })
        {
            await using var shop = await PrestaWorld.OpenAsync();
            shop.Catalogue.Seed(1200, 10);
            shop.Emulator.Faults.When(request => request.Number >= number, fault switch
            {
                "html 200" => ShopFault.RefusedWithHtml(200),
                "html 502" => ShopFault.RefusedWithHtml(502),
                "429" => ShopFault.Refused(429, "slow down", "text/plain", 7),
                "half" => HttpFault.InvalidJson(),
                _ => HttpFault.OtherJson("""{"rows":[]}"""),
            });
            var failure = await Should.ThrowAsync<StoreException>(() => shop.ReadAsync());
            failure.Failure.ShouldBe(kind, $"request {number}");
            failure.Message.ShouldNotContain(shop.Options.Key);
        }
    }

    [Theory]
    [MemberData(nameof(PrestaWorld.Versions), MemberType = typeof(PrestaWorld))]
    public async Task References_are_found_whatever_they_are_made_of(PrestaShopVersion version)
    {
        string[] skus = ["S 1", "A&B", "A+B", "A/B", "A#B", "A|B", "10,20", "Чашка-Ґ", "000123", "\"A\"", "100%", new string('L', 64), "A[1]B", "[X]", "[X"];
        await using var shop = await PrestaWorld.OpenAsync(version);
        foreach (var sku in skus)
            shop.Catalogue.AddProduct(sku, 5);
        var parent = shop.Catalogue.AddProduct("P", 0);
        shop.Catalogue.AddCombination(parent, "P-1", 2);
        foreach (var sku in skus.Append("P-1"))
            (await shop.Open().FindBySkuAsync([sku, "UNKNOWN"], PrestaWorld.Token)).ShouldContain(listing => listing.Sku == sku, sku);
        var found = await shop.Open().FindBySkuAsync([.. skus, "P-1", "P"], PrestaWorld.Token);
        skus.Append("P-1").Except(found.Select(listing => listing.Sku)).ShouldBeEmpty();
        found.ShouldNotContain(listing => listing.Sku == "P", "a parent's number is the sum of its combinations");
    }
}
