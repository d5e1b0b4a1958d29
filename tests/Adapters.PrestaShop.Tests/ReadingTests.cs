using Connector.Abstractions;
using Connector.Emulators.Faults;
using Connector.Emulators.PrestaShop;
using Connector.Emulators.Shops;

namespace Connector.Adapters.PrestaShop.Tests;

/// <summary>Reading a whole shop.</summary>
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
    [InlineData(999, 1)]
    [InlineData(1000, 1)]
    [InlineData(1001, 2)]
    [InlineData(2000, 2)]
    public async Task A_list_that_ends_with_a_full_page_is_proven_whole_without_an_empty_one(int products, int pages)
    {
        await using var shop = await PrestaWorld.OpenAsync();
        shop.Catalogue.Seed(products);
        (await shop.ReadAsync()).Count.ShouldBe(products);
        shop.Emulator.Requests.Total.ShouldBe(pages + 1 + pages, "products, no combinations, stock rows");
        shop.Emulator.Requests.Log.ShouldAllBe(request => request.QueryString.Contains("sort=", StringComparison.Ordinal) && request.QueryString.Contains("display=", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Products_in_every_state_are_read()
    {
        await using var shop = await PrestaWorld.OpenAsync();
        shop.Catalogue.AddProduct("HIDDEN", 1, new PrestaShopProductSettings { Active = false });
        shop.Catalogue.AddProduct("DRAFT", 2, new PrestaShopProductSettings { Draft = true });
        shop.Catalogue.AddProduct("PACK", 3, new PrestaShopProductSettings { IsPack = true });
        shop.Catalogue.AddProduct("", -5);
        var listings = await shop.ReadAsync();
        listings.Keys.ShouldBe(["HIDDEN", "DRAFT", "PACK", ""], ignoreOrder: true);
        listings[""].Quantity.ShouldBe(-5);
    }

    [Theory]
    [MemberData(nameof(PrestaWorld.Versions), MemberType = typeof(PrestaWorld))]
    public async Task Stock_rows_that_deleted_combinations_left_behind_are_told_alike_by_reading_search_and_writing(PrestaShopVersion version)
    {
        await using var shop = await PrestaWorld.OpenAsync(version);
        var product = shop.Catalogue.AddProduct("LEFT", 4);
        var known = (await shop.ReadAsync())["LEFT"];
        shop.Catalogue.AddStockRow(product, 777, 1, 0, 9);
        var read = (await shop.ReadAsync())["LEFT"];
        var found = (await shop.Open().FindBySkuAsync(["LEFT"], PrestaWorld.Token)).ShouldHaveSingleItem();
        found.ShouldBe(read);
        read.TracksStock.ShouldBeFalse();
        read.Name!.ShouldContain("not there any more");
        (await PrestaWorld.SetAsync(shop.Open(), new() { ["LEFT"] = known }, ("LEFT", 8)))["LEFT"].Status.ShouldBe(StockStatus.Gone);
        shop.Catalogue.StockRow(product)!.Quantity.ShouldBe(4);
    }

    [Fact]
    public async Task A_combination_without_a_stock_row_is_told()
    {
        await using var shop = await PrestaWorld.OpenAsync();
        var parent = shop.Catalogue.AddProduct("P", 0);
        var combination = shop.Catalogue.AddCombination(parent, "P-1", 2);
        shop.Catalogue.AddCombination(parent, "P-2", 3);
        shop.Catalogue.DeleteStockRow(shop.Catalogue.StockRow(parent, combination)!.Id);
        var listings = await shop.ReadAsync();
        (listings["P-1"].TracksStock, listings["P-2"].TracksStock, listings.ContainsKey("P")).ShouldBe((false, true, false));
        (await shop.SetAsync(("P-1", 5), ("P-2", 5))).Values.Select(outcome => outcome.Status).ShouldBe([StockStatus.NotTracked, StockStatus.Applied]);
    }

    [Fact]
    public async Task A_product_that_gets_combinations_while_the_shop_is_read_is_no_listing()
    {
        await using var shop = await PrestaWorld.OpenAsync();
        shop.Catalogue.Seed(3);
        shop.Emulator.Faults.When(
            request =>
            {
                if (request.Path.EndsWith("combinations", StringComparison.Ordinal))
                    shop.Catalogue.AddCombination(2, "S-00002-L", 4);
                return false;
            },
            HttpFault.Drop());
        var listings = await shop.ReadAsync();
        listings.ContainsKey("S-00002").ShouldBeFalse("its number is the sum of its combinations now");
        listings["S-00002-L"].TracksStock.ShouldBeFalse("its row is not read yet");
    }

    [Theory]
    [InlineData("reference")]
    [InlineData("quantity")]
    [InlineData("id_shop_group")]
    [InlineData("depends_on_stock")]
    [InlineData("id_product")]
    public async Task A_row_that_lacks_a_field_fails_the_reading(string field)
    {
        await using var shop = await PrestaWorld.OpenAsync();
        shop.Catalogue.Seed(5, 1);
        shop.Emulator.Faults.When(_ => true, HttpFault.EditBody(body => body.Replace($"\"{field}\":", "\"x\":", StringComparison.Ordinal)));
        (await Should.ThrowAsync<StoreException>(() => shop.ReadAsync())).Failure.ShouldBe(StoreFailure.Protocol);
    }

    [Theory]
    [InlineData("\"id\":3,", "\"id\":2,")]
    [InlineData("\"id\":3,", "\"id\":99999999999999999999999,")]
    [InlineData("\"id\":3,", "\"id\":3.5,")]
    public async Task Ids_that_repeat_or_are_none_fail_the_reading(string id, string other)
    {
        await using var shop = await PrestaWorld.OpenAsync();
        shop.Catalogue.Seed(5);
        shop.Emulator.Faults.OnRead(HttpFault.EditBody(body => body.Replace(id, other, StringComparison.Ordinal)));
        (await Should.ThrowAsync<StoreException>(() => shop.ReadAsync())).Failure.ShouldBe(StoreFailure.Protocol);
    }
}
