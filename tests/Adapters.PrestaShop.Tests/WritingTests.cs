using System.Globalization;
using Connector.Abstractions;
using Connector.Emulators.PrestaShop;
using CsCheck;

namespace Connector.Adapters.PrestaShop.Tests;

public sealed class WritingTests
{
    public static TheoryData<PrestaShopVersion> Versions => PsShop.Versions;

    [Theory]
    [InlineData(PrestaShopVersion.V1_7_8, "PUT", 35)]
    [InlineData(PrestaShopVersion.V8_2, "PATCH", 0)]
    [InlineData(PrestaShopVersion.V9_1, "PATCH", 0)]
    public async Task Three_and_a_half_thousand_numbers_are_35_writes(PrestaShopVersion version, string method, int reads)
    {
        await using var shop = await PsShop.OpenAsync(version);
        shop.Catalogue.Seed(2000, 300, 5);
        foreach (var row in shop.Catalogue.StockRows)
            shop.Catalogue.EditStockRow(row.Id, one => one with { Location = $"SHELF {one.Id} <&>", OutOfStock = one.Id % 3 });
        var before = shop.Catalogue.DumpWithoutQuantities();
        var adapter = shop.Open();
        var listings = await shop.ReadAsync(adapter);
        var asked = shop.Requests;

        foreach (var batch in listings.OrderBy(listing => listing.Parent?.Value, StringComparer.Ordinal).Chunk(100))
            (await PsShop.SetAsync(adapter, batch, listing => listing.Quantity!.Value + 1000)).ShouldAllBe(outcome => outcome.Status == StockStatus.Applied && outcome.Error == null);

        (shop.Emulator.Requests.Writes, shop.Requests - asked).ShouldBe((35L, 35L + reads));
        shop.Emulator.Requests.Log.Where(request => request.IsWrite).ShouldAllBe(request => request.Method == method);
        shop.Emulator.Requests.MostAtOnce.ShouldBe(1);
        shop.Catalogue.DumpWithoutQuantities().ShouldBe(before);
        (await shop.ReadAsync()).Select(listing => listing.Quantity).ShouldBe(listings.Select(listing => listing.Quantity + 1000));
        for (var parent = 2001; parent <= 2300; parent++)
            shop.Catalogue.StockRow(parent)!.Quantity.ShouldBe(shop.Catalogue.StockRows.Where(row => row.ProductId == parent && row.CombinationId != 0).Sum(row => row.Quantity));
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task A_new_process_looks_before_it_writes(PrestaShopVersion version)
    {
        await using var shop = await PsShop.OpenAsync(version);
        shop.Catalogue.Seed(3, 1, 2);
        var listings = await shop.ReadAsync();
        shop.Catalogue.Rename(1, "renamed");
        shop.Catalogue.DeleteProduct(2);
        shop.Catalogue.AddCombination(3, "S-00003-A", 8);
        shop.Catalogue.DeleteCombination(2);
        var before = shop.Catalogue.StockRows;

        var outcomes = await PsShop.SetAsync(shop.Open(), listings, _ => 77);

        var bySku = listings.Zip(outcomes).ToDictionary(pair => pair.First.Sku, pair => (pair.Second.Status, pair.Second.Error?.Code));
        bySku["V-0001-1"].ShouldBe((StockStatus.Applied, null));
        bySku["V-0001-2"].ShouldBe((StockStatus.Gone, "prestashop.no_combination"));
        bySku["S-00001"].ShouldBe((StockStatus.Gone, "prestashop.other_sku"));
        bySku["S-00002"].ShouldBe((StockStatus.Gone, "prestashop.no_product"));
        bySku["S-00003"].ShouldBe((StockStatus.Gone, "prestashop.has_combinations"));
        shop.Catalogue.StockRow(4, 1)!.Quantity.ShouldBe(77);
        shop.Catalogue.StockRow(4)!.Quantity.ShouldBe(77);
        shop.Catalogue.StockRows.Where(row => row.ProductId != 4).ShouldBe(before.Where(row => row.ProductId != 4));
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task A_row_of_another_product_is_never_written(PrestaShopVersion version)
    {
        await using var shop = await PsShop.OpenAsync(version);
        shop.Catalogue.Seed(3);
        (await PsShop.SetAsync(shop.Open(), "product/1/2", "S-00001", 77)).Status.ShouldBe(StockStatus.Gone);
        (await PsShop.SetAsync(shop.Open(), "product/1/999", "S-00001", 77)).Status.ShouldBe(StockStatus.Gone);
        (await PsShop.SetAsync(shop.Open(), "combination/1/1/1", "S-00001", 77)).Status.ShouldBe(StockStatus.Gone);
        (await PsShop.SetAsync(shop.Open(), "variation/1/1/1", "S-00001", 77)).Status.ShouldBe(StockStatus.Gone);
        (await PsShop.SetAsync(shop.Open(), "product/1", "S-00001", 77)).Status.ShouldBe(StockStatus.NotTracked);
        shop.Emulator.Requests.Writes.ShouldBe(0);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Rows_of_the_advanced_stock_are_not_tracked_and_keep_their_flag(PrestaShopVersion version)
    {
        await using var shop = await PsShop.OpenAsync(version);
        shop.Catalogue.Seed(3);
        var adapter = shop.Open();
        var listings = await shop.ReadAsync(adapter);
        shop.Catalogue.EditStockRow(2, row => row with { DependsOnStock = true });
        var before = shop.Catalogue.DumpWithoutQuantities();

        if (version != PrestaShopVersion.V9_1)
        {
            var outcomes = await PsShop.SetAsync(adapter, listings, _ => 77);
            outcomes.Select(outcome => outcome.Status).ShouldBe([StockStatus.Applied, StockStatus.NotTracked, StockStatus.Applied]);
        }

        (await PsShop.SetAsync(shop.Open(), "product/2/2", "S-00002", 78)).Status.ShouldBe(StockStatus.NotTracked);
        shop.Catalogue.StockRow(2)!.Quantity.ShouldNotBe(78);
        shop.Catalogue.DumpWithoutQuantities().ShouldBe(before);
    }

    [Fact]
    public async Task Numbers_that_the_shop_cannot_keep_are_rejected_and_the_others_written()
    {
        await using var shop = await PsShop.OpenAsync();
        shop.Catalogue.Seed(5);
        var adapter = shop.Open();
        decimal[] numbers = [1.5m, 2147483648m, -2147483647m, 2147483647m, 0m];
        var outcomes = await PsShop.SetAsync(adapter, await shop.ReadAsync(adapter), listing => numbers[int.Parse(listing.Sku[2..], CultureInfo.InvariantCulture) - 1]);
        outcomes.Select(outcome => outcome.Error?.Code).ShouldBe(["prestashop.fraction", "prestashop.out_of_range", null, null, null]);
        outcomes.Take(2).ShouldAllBe(outcome => outcome.Status == StockStatus.Rejected);
        shop.Catalogue.StockRows.Skip(2).Select(row => row.Quantity).ShouldBe([-2147483647, 2147483647, 0]);
    }

    [Fact]
    public async Task A_key_without_patch_writes_by_put_and_one_without_put_by_patch()
    {
        await using var shop = await PsShop.OpenAsync();
        shop.Catalogue.Seed(2);
        const PrestaShopMethods ReadOnly = PrestaShopMethods.Get;
        foreach (var (right, routes) in new[] { (PrestaShopMethods.Put, 3), (PrestaShopMethods.Patch, 1) })
        {
            shop.Quirks = shop.Quirks with { Rights = PrestaShopRights.All.With("stock_availables", ReadOnly | right) };
            var adapter = shop.Open();
            var listings = await shop.ReadAsync(adapter);
            var before = shop.Requests;
            (await PsShop.SetAsync(adapter, listings, _ => 40)).ShouldAllBe(outcome => outcome.Status == StockStatus.Applied);
            (shop.Requests - before).ShouldBe(routes);
            await PsShop.SetAsync(adapter, listings, _ => 41);
            shop.Emulator.Requests.Log[^1].Method.ShouldBe(right.ToString().ToUpperInvariant(), "it was learnt");
        }

        shop.Quirks = shop.Quirks with { Rights = PrestaShopRights.All.With("stock_availables", ReadOnly) };
        var reader = shop.Open();
        var all = await shop.ReadAsync(reader);
        var failure = await Should.ThrowAsync<StoreException>(() => PsShop.SetAsync(reader, all, _ => 42));
        (failure.Failure, failure.Message.Contains("PATCH and PUT on stock_availables", StringComparison.Ordinal)).ShouldBe((StoreFailure.Misconfigured, true));
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Where_the_web_server_blocks_put_and_patch_they_travel_as_post(PrestaShopVersion version)
    {
        await using var shop = await PsShop.OpenAsync(version);
        shop.Catalogue.Seed(2);
        shop.Quirks = shop.Quirks with { BlocksPutAndPatch = true };
        var before = shop.Catalogue.DumpWithoutQuantities();
        var adapter = shop.Open();
        var listings = await shop.ReadAsync(adapter);
        (await PsShop.SetAsync(adapter, listings, _ => 40)).ShouldAllBe(outcome => outcome.Status == StockStatus.Applied);
        (await PsShop.SetAsync(adapter, listings, _ => 41)).ShouldAllBe(outcome => outcome.Status == StockStatus.Applied);
        shop.Emulator.Requests.Log.Where(request => request.IsWrite).Select(request => request.Method).ShouldBe([version == PrestaShopVersion.V1_7_8 ? "PUT" : "PATCH", "POST", "POST"]);
        shop.Catalogue.DumpWithoutQuantities().ShouldBe(before);
    }

    [Fact]
    public async Task Whatever_is_set_is_what_the_shop_holds_and_the_parents_are_sums()
    {
        await using var shop = await PsShop.OpenAsync();
        shop.Catalogue.Seed(6, 3, 3);
        var before = shop.Catalogue.DumpWithoutQuantities();
        var adapter = shop.Open();
        var listings = await shop.ReadAsync(adapter);
        await Gen.Int[-1000, 1000].Array[listings.Count].SampleAsync(async numbers =>
        {
            var index = listings.Select((listing, i) => (listing.Ref, i)).ToDictionary(pair => pair.Ref, pair => pair.i);
            var outcomes = await PsShop.SetAsync(adapter, listings, listing => numbers[index[listing.Ref]]);
            outcomes.Select(outcome => outcome.Current).ShouldBe(numbers.Select(number => (decimal?)number));
            foreach (var (listing, i) in index)
                shop.Catalogue.StockRows.Single(row => row.Id == int.Parse(listing.Value.Split('/')[^1], CultureInfo.InvariantCulture)).Quantity.ShouldBe(numbers[i]);
            foreach (var parent in new[] { 7, 8, 9 })
                shop.Catalogue.StockRow(parent)!.Quantity.ShouldBe(shop.Catalogue.StockRows.Where(row => row.ProductId == parent && row.CombinationId != 0).Sum(row => row.Quantity));
        }, iter: 20, threads: 1);
        shop.Catalogue.DumpWithoutQuantities().ShouldBe(before);
    }
}
