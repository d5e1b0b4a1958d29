using System.Globalization;
using Connector.Abstractions;
using Connector.Emulators.PrestaShop;

namespace Connector.Adapters.PrestaShop.Tests;

/// <summary>Setting numbers: many rows in a request, bad rows among them, answers that are lost.</summary>
public sealed class WritingTests
{
    [Theory]
    [MemberData(nameof(PrestaWorld.Versions), MemberType = typeof(PrestaWorld))]
    public async Task Numbers_are_set_parents_keep_the_sum_and_nothing_else_changes(PrestaShopVersion version)
    {
        await using var shop = await PrestaWorld.OpenAsync(version);
        shop.Catalogue.Seed(20, 4);
        shop.Catalogue.EditStockRow(3, row => row with { Location = "Полиця 7 & <8>", OutOfStock = 1 });
        var before = shop.Catalogue.DumpWithoutQuantities();
        var outcomes = await shop.SetAsync([("S-00003", 33), ("S-00004", 0), .. Enumerable.Range(1, 5).Select(i => ($"V-0002-{i}", 10m * i))]);
        outcomes.Values.ShouldAllBe(outcome => outcome.Status == StockStatus.Applied && outcome.Error == null);
        shop.Catalogue.DumpWithoutQuantities().ShouldBe(before);
        (shop.Catalogue.StockRow(3)!.Quantity, shop.Catalogue.StockRow(4)!.Quantity, shop.Catalogue.StockRow(22)!.Quantity).ShouldBe((33, 0, 150));
        shop.Emulator.Requests.Writes.ShouldBe(1);
    }

    [Theory]
    [InlineData(PrestaShopVersion.V8_2, 35, 0)]
    [InlineData(PrestaShopVersion.V9_1, 35, 0)]
    [InlineData(PrestaShopVersion.V1_7_8, 35, 35)]
    public async Task A_shop_of_3500_numbers_is_written_in_35_requests(PrestaShopVersion version, int writes, int reads)
    {
        await using var shop = await PrestaWorld.OpenAsync(version);
        shop.Catalogue.Seed(2000, 300);
        var adapter = shop.Open();
        var listings = (await shop.ReadAsync(adapter)).Values.OrderBy(listing => listing.Parent?.Value ?? "", StringComparer.Ordinal).ToList();
        var index = shop.Emulator.Requests.Total;
        foreach (var batch in listings.Chunk(100))
            (await adapter.SetStockAsync([.. batch.Select(listing => new StockChange { Ref = listing.Ref, Sku = listing.Sku, Quantity = 77 })], PrestaWorld.Token)).ShouldAllBe(outcome => outcome.Current == 77);
        (shop.Emulator.Requests.Writes, shop.Emulator.Requests.Total - index - writes).ShouldBe((writes, reads), "1.7 has no PATCH, and PUT sends back what was read just before");
        shop.Catalogue.StockRow(2001)!.Quantity.ShouldBe(5 * 77);
    }

    [Theory]
    [MemberData(nameof(PrestaWorld.Versions), MemberType = typeof(PrestaWorld))]
    public async Task A_new_process_writes_rows_that_an_earlier_one_read_and_sees_which_are_gone(PrestaShopVersion version)
    {
        await using var shop = await PrestaWorld.OpenAsync(version);
        shop.Catalogue.Seed(4, 2);
        var known = await shop.ReadAsync();
        shop.Catalogue.DeleteProduct(2);
        shop.Catalogue.DeleteCombination(2);
        shop.Catalogue.AddCombination(3, "S-00003-L", 4);
        var sum = shop.Catalogue.StockRow(3)!.Quantity;
        var outcomes = await PrestaWorld.SetAsync(shop.Open(), known, ("S-00001", 9), ("S-00002", 9), ("V-0001-1", 9), ("V-0001-2", 9), ("S-00003", 9), ("S-00004", 9));
        outcomes.Values.Select(outcome => outcome.Status).ShouldBe(
            [StockStatus.Applied, StockStatus.Gone, StockStatus.Applied, StockStatus.Gone, StockStatus.Gone, StockStatus.Applied]);
        shop.Catalogue.StockRow(3)!.Quantity.ShouldBe(sum, "a product that has become a parent is never written");
    }

    [Theory]
    [MemberData(nameof(PrestaWorld.Versions), MemberType = typeof(PrestaWorld))]
    public async Task A_row_deleted_since_it_was_read_stands_alone_and_the_others_are_done(PrestaShopVersion version)
    {
        await using var shop = await PrestaWorld.OpenAsync(version);
        shop.Catalogue.Seed(10);
        var adapter = shop.Open();
        var known = await shop.ReadAsync(adapter);
        shop.Catalogue.DeleteProduct(4);
        shop.Catalogue.DeleteProduct(8);
        var outcomes = await PrestaWorld.SetAsync(adapter, known, [.. Enumerable.Range(1, 10).Select(i => ($"S-{i:00000}", 50m + i))]);
        outcomes.Where(pair => pair.Value.Status == StockStatus.Gone).Select(pair => pair.Key).ShouldBe(["S-00004", "S-00008"]);
        outcomes.Values.Count(outcome => outcome.Status == StockStatus.Applied).ShouldBe(8);
        shop.Catalogue.StockRow(10)!.Quantity.ShouldBe(60);
    }

    [Fact]
    public async Task A_module_that_warns_after_saving_is_seen_through_by_reading_back()
    {
        await using var shop = await PrestaWorld.OpenAsync();
        shop.Catalogue.Seed(6);
        shop.Emulator.Quirks = new PrestaShopQuirks { HookWarns = true };
        var outcomes = await shop.SetAsync([.. Enumerable.Range(1, 6).Select(i => ($"S-{i:00000}", 50m + i))]);
        outcomes.Values.ShouldAllBe(outcome => outcome.Status == StockStatus.Applied && outcome.Error!.Code == "prestashop.confirmed_by_reading");
    }

    [Theory]
    [InlineData("1.5", "prestashop.fraction")]
    [InlineData("-1", "prestashop.out_of_range")]
    [InlineData("3000000000", "prestashop.out_of_range")]
    public async Task Numbers_that_the_shop_cannot_hold_are_never_sent(string number, string code)
    {
        await using var shop = await PrestaWorld.OpenAsync();
        shop.Catalogue.Seed(2);
        var outcomes = await shop.SetAsync(("S-00001", decimal.Parse(number, CultureInfo.InvariantCulture)), ("S-00002", 5));
        (outcomes["S-00001"].Status, outcomes["S-00001"].Error!.Code, outcomes["S-00002"].Status).ShouldBe((StockStatus.Rejected, code, StockStatus.Applied));
    }

    [Theory]
    [MemberData(nameof(PrestaWorld.Versions), MemberType = typeof(PrestaWorld))]
    public async Task Rows_of_advanced_stock_are_not_written_in_any_version_nor_lose_their_flag(PrestaShopVersion version)
    {
        await using var shop = await PrestaWorld.OpenAsync(version);
        shop.Catalogue.Seed(6);
        var adapter = shop.Open();
        var known = await shop.ReadAsync(adapter);
        foreach (var process in new[] { adapter, shop.Open() })
        {
            shop.Catalogue.EditStockRow(3, row => row with { DependsOnStock = version != PrestaShopVersion.V9_1 || process != adapter, Quantity = 1 });
            var before = shop.Catalogue.DumpWithoutQuantities();
            var outcomes = await PrestaWorld.SetAsync(process, known, [.. Enumerable.Range(1, 6).Select(i => ($"S-{i:00000}", 50m + i))]);
            shop.Catalogue.DumpWithoutQuantities().ShouldBe(before);
            outcomes.Values.Count(outcome => outcome.Status == StockStatus.Applied).ShouldBe(shop.Catalogue.StockRow(3)!.DependsOnStock ? 5 : 6);
            if (shop.Catalogue.StockRow(3)!.DependsOnStock)
                (outcomes["S-00003"].Status, outcomes["S-00003"].Error!.Code, shop.Catalogue.StockRow(3)!.Quantity).ShouldBe((StockStatus.NotTracked, "prestashop.depends_on_stock", 1));
        }
    }

    [Theory]
    [InlineData(PrestaShopVersion.V1_7_8)]
    [InlineData(PrestaShopVersion.V9_1)]
    public async Task A_row_whose_module_warns_stops_no_other(PrestaShopVersion version)
    {
        await using var shop = await PrestaWorld.OpenAsync(version);
        shop.Catalogue.Seed(20, 2);
        shop.Emulator.Quirks = new PrestaShopQuirks { HookWarnsOn = new HashSet<int> { 5, 6, 23 } };
        var outcomes = await shop.SetAsync([.. Enumerable.Range(1, 20).Select(i => ($"S-{i:00000}", 50m + i)), .. Enumerable.Range(1, 5).Select(i => ($"V-0001-{i}", 9m))]);
        outcomes.Values.ShouldAllBe(outcome => outcome.Status == StockStatus.Applied);
        outcomes.Values.Count(outcome => outcome.Error == null).ShouldBeGreaterThan(10);
        shop.Catalogue.StockRow(21)!.Quantity.ShouldBe(45);
    }

    [Theory]
    [MemberData(nameof(PrestaWorld.Versions), MemberType = typeof(PrestaWorld))]
    public async Task A_product_that_became_a_parent_is_seen_before_it_is_written_however_often_it_was(PrestaShopVersion version)
    {
        var time = PrestaWorld.Clock();
        await using var shop = await PrestaWorld.OpenAsync(version, time);
        shop.Catalogue.Seed(3);
        var adapter = shop.Open();
        var known = await shop.ReadAsync(adapter);
        foreach (var number in new[] { 5, 6, 7 })
        {
            time.Advance(TimeSpan.FromMinutes(2));
            (await PrestaWorld.SetAsync(adapter, known, ("S-00002", number)))["S-00002"].Current.ShouldBe(number);
        }

        shop.Catalogue.AddCombination(2, "S-00002-L", 4);
        time.Advance(TimeSpan.FromMinutes(6));
        (await PrestaWorld.SetAsync(adapter, known, ("S-00001", 8), ("S-00002", 8))).Values.Select(outcome => outcome.Status).ShouldBe([StockStatus.Applied, StockStatus.Gone]);
        shop.Catalogue.StockRow(2)!.Quantity.ShouldBe(4);

        // A reading or a search of the product just before tells it too, however fresh.
        await shop.ReadAsync(adapter);
        await adapter.FindBySkuAsync(["S-00002-L"], PrestaWorld.Token);
        (await PrestaWorld.SetAsync(adapter, known, ("S-00002", 8)))["S-00002"].Error!.Code.ShouldBe("prestashop.has_combinations");
        shop.Catalogue.StockRow(2)!.Quantity.ShouldBe(4);
    }

    [Theory]
    [MemberData(nameof(PrestaWorld.Versions), MemberType = typeof(PrestaWorld))]
    public async Task A_row_that_belongs_to_another_product_now_is_gone(PrestaShopVersion version)
    {
        await using var shop = await PrestaWorld.OpenAsync(version);
        shop.Catalogue.Seed(3);
        var known = await shop.ReadAsync();
        known["S-00002"] = known["S-00002"] with { Ref = new ListingRef("stock/3/2/0") };
        var before = shop.Catalogue.StockRows;
        (await PrestaWorld.SetAsync(shop.Open(), known, ("S-00002", 8)))["S-00002"].Status.ShouldBe(StockStatus.Gone);
        shop.Catalogue.StockRows.ShouldBe(before);
    }

    [Fact]
    public async Task Put_sends_back_every_field_that_the_shop_has_also_those_of_its_modules()
    {
        await using var shop = await PrestaWorld.OpenAsync(PrestaShopVersion.V1_7_8);
        shop.Catalogue.Seed(2);
        var adapter = shop.Open();
        var known = await shop.ReadAsync(adapter);
        shop.Emulator.Faults.OnRead(Emulators.Faults.HttpFault.EditBody(body => body.Replace("\"location\":", "\"rack\":\"7 & <8>\",\"location\":", StringComparison.Ordinal)));
        await PrestaWorld.SetAsync(adapter, known, ("S-00001", 8));
        shop.Emulator.Requests.Log[^1].Text.ShouldContain("<rack>7 &amp; &lt;8&gt;</rack>");
    }

    [Theory]
    [MemberData(nameof(PrestaWorld.Versions), MemberType = typeof(PrestaWorld))]
    public async Task Writes_never_overlap_and_two_in_a_hundred_cost_one(PrestaShopVersion version)
    {
        await using var shop = await PrestaWorld.OpenAsync(version);
        shop.Catalogue.Seed(2000, 300);
        var adapter = shop.Open();
        var known = await shop.ReadAsync(adapter);
        var index = shop.Emulator.Requests.Total;
        index.ShouldBe(3 + 2 + 4);
        (await PrestaWorld.SetAsync(adapter, known, [.. known.Keys.Where((_, i) => i % 50 == 0).Select(sku => (sku, 1234m))])).Count.ShouldBe(70);
        (shop.Emulator.Requests.Writes, shop.Emulator.Requests.Total - index - 1).ShouldBe((1, version == PrestaShopVersion.V1_7_8 ? 1 : 0));
        shop.Emulator.Requests.MostAtOnce.ShouldBe(1);
        adapter.Capabilities.MaxConcurrency.ShouldBe(1);
    }

    [Fact]
    public async Task Nothing_to_set_asks_nothing()
    {
        await using var shop = await PrestaWorld.OpenAsync();
        (await shop.Open().SetStockAsync([], PrestaWorld.Token)).ShouldBeEmpty();
        shop.Emulator.Requests.Total.ShouldBe(0);
    }
}
