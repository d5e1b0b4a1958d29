using System.Text.Json;
using Connector.Abstractions;
using Connector.Emulators.Faults;
using Connector.Emulators.Shops;
using Connector.Emulators.WooCommerce;
using CsCheck;

namespace Connector.Adapters.WooCommerce.Tests;

/// <summary>Setting numbers: batches, what a 200 hides, and what no batch may ever do.</summary>
public sealed class WritingTests
{
    [Theory]
    [MemberData(nameof(WooShop.Versions), MemberType = typeof(WooShop))]
    public async Task Numbers_of_products_and_variations_of_many_parents_are_set_and_nothing_else(WooCommerceVersion version)
    {
        await using var shop = await WooShop.OpenAsync(version);
        shop.Catalogue.Seed(30, 12);
        var before = shop.Catalogue.DumpWithoutStock();
        var outcomes = await shop.SetAsync([.. Enumerable.Range(1, 30).Select(i => ($"S-{i:00000}", 100m + i)), .. Enumerable.Range(1, 12).Select(i => ($"V-{i:0000}-3", 200m + i))]);
        outcomes.Values.ShouldAllBe(outcome => outcome.Status == StockStatus.Applied);
        outcomes["V-0012-3"].Current.ShouldBe(212);
        shop.Catalogue.Products.Single(product => product.Sku == "V-0012-3").StockQuantity.ShouldBe(212);
        shop.Catalogue.DumpWithoutStock().ShouldBe(before);
        shop.Emulator.Requests.Writes.ShouldBe(2, "one batch of products, one of variations");
    }

    [Theory]
    [MemberData(nameof(WooShop.Versions), MemberType = typeof(WooShop))]
    public async Task A_shop_of_3500_numbers_is_written_in_35_batches(WooCommerceVersion version)
    {
        await using var shop = await WooShop.OpenAsync(version);
        shop.Catalogue.Seed(2000, 300);
        var adapter = shop.Open();
        var listings = (await shop.ReadAsync(adapter)).Values.ToList();
        foreach (var batch in listings.OrderBy(listing => listing.Parent?.Value ?? "").Chunk(100))
            (await adapter.SetStockAsync([.. batch.Select(listing => WooShop.Change(listing.Ref.Value, listing.Sku, 77))], WooShop.Token)).ShouldAllBe(outcome => outcome.Current == 77);
        (shop.Emulator.Requests.Writes, shop.Emulator.Requests.Total).ShouldBe((35, 38 + 35));
    }

    // Shops up to 9.5.1 move a variation to the parent that a batch names.
    [Theory]
    [MemberData(nameof(WooShop.Versions), MemberType = typeof(WooShop))]
    public async Task A_variation_is_written_under_the_parent_that_the_shop_has_just_named(WooCommerceVersion version)
    {
        await using var shop = await WooShop.OpenAsync(version);
        shop.Catalogue.Seed(3, 3);
        var adapter = shop.Open();
        var listings = await shop.ReadAsync(adapter);
        var first = listings.Values.Single(listing => listing.Sku == "V-0001-1");
        foreach (var restarted in new[] { false, true })
        {
            var fresh = restarted ? shop.Open() : adapter;
            var before = shop.Catalogue.DumpWithoutStock();
            (await fresh.SetStockAsync([WooShop.Change(first.Ref.Value, "V-0001-1", restarted ? 41 : 40)], WooShop.Token)).Single().Status.ShouldBe(StockStatus.Applied);
            shop.Catalogue.DumpWithoutStock().ShouldBe(before);
        }
    }

    [Fact]
    public async Task A_variation_that_was_read_long_ago_is_read_again_before_it_is_sent()
    {
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(new DateTimeOffset(2026, 11, 24, 10, 0, 0, TimeSpan.Zero));
        await using var shop = await WooShop.OpenAsync(WooCommerceVersion.V9_4, time);
        shop.Catalogue.Seed(0, 2);
        var adapter = shop.Open();
        var variation = (await shop.ReadAsync(adapter)).Values.Single(listing => listing.Sku == "V-0001-1");
        var id = long.Parse(variation.Ref.Value.Split('/')[1], System.Globalization.CultureInfo.InvariantCulture);
        var otherParent = shop.Catalogue.Products.Single(product => product.Sku == "V-0002").Id;
        time.Advance(TimeSpan.FromMinutes(11));
        shop.Catalogue.Edit(id, product => product with { ParentId = otherParent });
        (await adapter.SetStockAsync([WooShop.Change(variation.Ref.Value, "V-0001-1", 9)], WooShop.Token)).Single().Status.ShouldBe(StockStatus.Applied);
        (shop.Catalogue.Product(id).ParentId, shop.Catalogue.Product(id).StockQuantity).ShouldBe((otherParent, 9));
    }

    [Theory]
    [MemberData(nameof(WooShop.Versions), MemberType = typeof(WooShop))]
    public async Task What_is_not_there_any_more_is_gone_and_the_others_are_done(WooCommerceVersion version)
    {
        await using var shop = await WooShop.OpenAsync(version);
        shop.Catalogue.Seed(3, 2);
        var adapter = shop.Open();
        var listings = (await shop.ReadAsync(adapter)).Values.ToDictionary(listing => listing.Sku);
        foreach (var sku in new[] { "S-00002", "V-0001-2" })
            shop.Catalogue.Delete(shop.Catalogue.Products.Single(product => product.Sku == sku).Id);
        foreach (var after in new[] { adapter, shop.Open() })
        {
            var outcomes = await after.SetStockAsync([.. new[] { "S-00001", "S-00002", "V-0001-1", "V-0001-2", "S-00003" }.Select(sku => WooShop.Change(listings[sku].Ref.Value, sku, 9)), WooShop.Change("rubbish", "X", 1)], WooShop.Token);
            outcomes.Select(outcome => outcome.Status).ShouldBe([StockStatus.Applied, StockStatus.Gone, StockStatus.Applied, StockStatus.Gone, StockStatus.Applied, StockStatus.Gone]);
        }
    }

    [Fact]
    public async Task What_the_shop_does_not_count_is_never_made_to_count()
    {
        await using var shop = await WooShop.OpenAsync();
        var simple = shop.Catalogue.AddSimple("A", 1);
        var keeper = shop.Catalogue.AddVariable("K", ownStock: 4);
        var variation = shop.Catalogue.AddVariation(keeper, "K-1", 3);
        var adapter = shop.Open();
        await shop.ReadAsync(adapter);
        shop.Catalogue.Edit(simple, product => product with { ManageStock = "false" });
        shop.Catalogue.Edit(variation, product => product with { ManageStock = "parent" });
        var before = shop.Catalogue.DumpWithoutStock();
        var outcomes = await adapter.SetStockAsync([WooShop.Change($"product/{simple}", "A", 5), WooShop.Change($"variation/{variation}", "K-1", 6)], WooShop.Token);
        outcomes.Select(outcome => outcome.Error!.Code).ShouldBe(["woo.not_tracked", "woo.kept_by_parent"]);
        outcomes.ShouldAllBe(outcome => outcome.Status == StockStatus.NotTracked);
        shop.Catalogue.DumpWithoutStock().ShouldBe(before);

        shop.Emulator.Quirks = new WooCommerceQuirks { StockOff = true };
        shop.Catalogue.Edit(simple, product => product with { ManageStock = "true" });
        (await adapter.SetStockAsync([WooShop.Change($"product/{simple}", "A", 5)], WooShop.Token)).Single().Status.ShouldBe(StockStatus.NotTracked);
    }

    [Fact]
    public async Task A_product_renamed_since_it_was_read_is_told()
    {
        await using var shop = await WooShop.OpenAsync();
        var id = shop.Catalogue.AddSimple("A", 1);
        var adapter = shop.Open();
        await shop.ReadAsync(adapter);
        shop.Catalogue.Rename(id, "B");
        var outcome = (await adapter.SetStockAsync([WooShop.Change($"product/{id}", "A", 5)], WooShop.Token)).Single();
        (outcome.Status, outcome.Error!.Code).ShouldBe((StockStatus.Gone, "woo.other_sku"));
    }

    [Theory]
    [InlineData("1.5", "woo.fraction")]
    [InlineData("-1", "woo.out_of_range")]
    public async Task Numbers_that_the_shop_would_cut_are_never_sent(string number, string code)
    {
        await using var shop = await WooShop.OpenAsync();
        shop.Catalogue.Seed(2);
        var outcomes = await shop.SetAsync(("S-00001", decimal.Parse(number, System.Globalization.CultureInfo.InvariantCulture)), ("S-00002", 3_000_000_000));
        (outcomes["S-00001"].Status, outcomes["S-00001"].Error!.Code).ShouldBe((StockStatus.Rejected, code));
        outcomes["S-00002"].Current.ShouldBe(3_000_000_000);
    }

    [Fact]
    public async Task A_number_that_a_plug_in_changes_is_told_as_the_shop_holds_it()
    {
        await using var shop = await WooShop.OpenAsync();
        shop.Catalogue.Seed(1);
        shop.Emulator.Faults.OnWrite(HttpFault.EditBody(text => text.Replace("\"stock_quantity\":5", "\"stock_quantity\":4", StringComparison.Ordinal)));
        (await shop.SetAsync(("S-00001", 5)))["S-00001"].Current.ShouldBe(4);
    }

    [Theory]
    [InlineData(100)]
    [InlineData(30)]
    [InlineData(1)]
    public async Task A_shop_that_takes_smaller_batches_gets_them(int limit)
    {
        await using var shop = await WooShop.OpenAsync();
        shop.Catalogue.Seed(100);
        shop.Emulator.Quirks = new WooCommerceQuirks { BatchLimit = limit };
        var outcomes = await shop.SetAsync([.. Enumerable.Range(1, 100).Select(i => ($"S-{i:00000}", 1000m + i))]);
        outcomes.Values.ShouldAllBe(outcome => outcome.Status == StockStatus.Applied);
        shop.Emulator.Requests.Writes.ShouldBe((100 + limit - 1) / limit + (limit == 100 ? 0 : 1));
    }

    [Fact]
    public async Task A_web_server_that_takes_smaller_bodies_gets_half_until_it_is_content()
    {
        await using var shop = await WooShop.OpenAsync();
        shop.Catalogue.Seed(100);
        shop.Emulator.Faults.When(request => request.IsWrite && request.Body.Length > 3000, ShopFault.RefusedWithHtml(413));
        (await shop.SetAsync([.. Enumerable.Range(1, 100).Select(i => ($"S-{i:00000}", 1000m + i))])).Values.ShouldAllBe(outcome => outcome.Status == StockStatus.Applied);
    }

    [Theory]
    [InlineData("{\"update\":[]}")]
    [InlineData("{\"update\":[{\"id\":10,\"sku\":\"S-00001\",\"manage_stock\":true,\"stock_quantity\":7}]}")]
    public async Task An_item_without_an_answer_is_never_a_success(string answer)
    {
        await using var shop = await WooShop.OpenAsync();
        shop.Catalogue.Seed(2);
        shop.Emulator.Faults.OnWrite(HttpFault.OtherJson(answer));
        var outcomes = await shop.SetAsync(("S-00002", 7));
        (outcomes["S-00002"].Status, outcomes["S-00002"].Error!.Code).ShouldBe((StockStatus.Failed, "woo.no_answer"));
    }

    [Theory]
    [InlineData("400", StockStatus.Rejected)]
    [InlineData("403", StockStatus.Rejected)]
    [InlineData("429", StockStatus.Failed)]
    [InlineData("500", StockStatus.Failed)]
    [InlineData("\"500\"", StockStatus.Failed)]
    [InlineData("null", StockStatus.Failed)]
    public async Task An_item_is_given_up_only_where_the_shop_refuses_the_change_itself(string status, StockStatus expected)
    {
        await using var shop = await WooShop.OpenAsync();
        shop.Catalogue.Seed(2);
        shop.Emulator.Faults.OnWrite(HttpFault.OtherJson(
            """{"update":[{"id":10,"error":{"code":"woocommerce_rest_strange","message":"<b>No</b> &lt;x&gt;","data":{"status":""" + status + "}}}]}"));
        var outcome = (await shop.SetAsync(("S-00001", 7)))["S-00001"];
        (outcome.Status, outcome.Error!.Code, outcome.Error.Message).ShouldBe((expected, "woo.strange", "No <x>"));
    }

    [Fact]
    public void The_smallest_limit_that_was_learnt_holds()
    {
        var limit = new Writing.BatchLimit();
        var tooLarge = new Api.ShopAnswer(System.Net.HttpStatusCode.RequestEntityTooLarge, default, default, null, null, null);
        limit.Learn(tooLarge, 40).ShouldBeTrue();
        limit.Learn(tooLarge, 100).ShouldBeTrue("the other of two calls at a time, sent before the first was answered");
        limit.Items.ShouldBe(20);
        limit.Learn(tooLarge, 1).ShouldBeFalse("one item cannot be made smaller");
    }

    [Fact]
    public void Any_numbers_are_sent_as_the_whole_numbers_they_are()
    {
        Gen.Int[0, int.MaxValue].Array[1, 40].Sample(numbers =>
        {
            var items = numbers.Select((number, i) => (WooShop.Change($"product/{i + 1}", "S", number), (long)i + 1)).ToList();
            using var json = JsonDocument.Parse(Writing.Batch.OfProducts(items).Body);
            json.RootElement.GetProperty("update").EnumerateArray().Select(item => (item.GetProperty("id").GetInt64(), item.GetProperty("stock_quantity").GetInt64()))
                .ShouldBe(items.Select(item => (item.Item2, (long)item.Item1.Quantity)));
            json.RootElement.GetProperty("update").EnumerateArray().Any(item => item.TryGetProperty("manage_stock", out _)).ShouldBeFalse();
        });
    }
}
