using System.Globalization;
using Connector.Abstractions;
using Connector.Emulators.Faults;
using Connector.Emulators.PrestaShop;
using Connector.Emulators.Shops;
using Microsoft.Extensions.Time.Testing;

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
    [InlineData("dropped")]
    [InlineData("cut")]
    [InlineData("html 502")]
    [InlineData("html 200")]
    [InlineData("half JSON")]
    public async Task Rows_that_were_saved_and_not_answered_are_confirmed_by_reading(string fault)
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 24, 10, 0, 0, TimeSpan.Zero));
        await using var shop = await PrestaWorld.OpenAsync(time: time);
        shop.Catalogue.Seed(5, 2);
        shop.Emulator.Faults.OnWrite(fault switch
        {
            "dropped" => HttpFault.Drop(),
            "cut" => HttpFault.CutBody(),
            "html 502" => HttpFault.Html(502),
            "html 200" => HttpFault.Html(200),
            _ => HttpFault.InvalidJson(),
        });
        var outcomes = await RunAsync(time, shop.SetAsync(("S-00001", 70), ("V-0001-1", 80)));
        outcomes.Values.ShouldAllBe(outcome => outcome.Status == StockStatus.Applied && outcome.Error!.Code == "prestashop.confirmed_by_reading");
        shop.Emulator.Requests.Writes.ShouldBe(1);
    }

    [Fact]
    public async Task A_shop_that_died_in_the_middle_is_half_done_and_said_so()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 24, 10, 0, 0, TimeSpan.Zero));
        await using var shop = await PrestaWorld.OpenAsync(time: time);
        shop.Catalogue.Seed(10);
        shop.Emulator.Faults.OnWrite(ShopFault.DiesAfter(4, 502, "<html><title>502 Bad Gateway</title></html>", "text/html"));
        var outcomes = await RunAsync(time, shop.SetAsync([.. Enumerable.Range(1, 10).Select(i => ($"S-{i:00000}", 100m + i))]));
        outcomes.Values.Count(outcome => outcome.Status == StockStatus.Applied).ShouldBe(4);
        outcomes.Values.Count(outcome => outcome.Error!.Code == "prestashop.unconfirmed").ShouldBe(6);
    }

    // The clock runs while the adapter waits for it.
    private static async Task<T> RunAsync<T>(FakeTimeProvider time, Task<T> work)
    {
        while (!work.IsCompleted)
        {
            await Task.Delay(5, PrestaWorld.Token);
            time.Advance(TimeSpan.FromMilliseconds(250));
        }

        return await work;
    }
}
