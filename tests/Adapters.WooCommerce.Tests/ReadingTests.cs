using Connector.Abstractions;
using Connector.Emulators.Shops;
using Connector.Emulators.WooCommerce;

namespace Connector.Adapters.WooCommerce.Tests;

/// <summary>Reading a whole shop, and finding single SKUs.</summary>
public sealed class ReadingTests
{
    [Theory]
    [MemberData(nameof(WooShop.Versions), MemberType = typeof(WooShop))]
    public async Task A_shop_is_read_by_its_stock_report_with_a_request_for_each_hundred_rows(WooCommerceVersion version)
    {
        await using var shop = await WooShop.OpenAsync(version);
        shop.Catalogue.Seed(2058, 300);
        var listings = await shop.ReadAsync();
        listings.Count.ShouldBe(2058 + 1500, "the parents keep no stock and are no listings");
        shop.Emulator.Requests.Total.ShouldBe(39);
        shop.Emulator.Requests.MostAtOnce.ShouldBeLessThanOrEqualTo(2);
        var variation = listings.Values.First(listing => listing.Sku == "V-0001-1");
        (variation.Parent!.Value.Value.StartsWith("product/", StringComparison.Ordinal), variation.TracksStock).ShouldBe((true, true));
    }

    [Theory]
    [MemberData(nameof(WooShop.Versions), MemberType = typeof(WooShop))]
    public async Task A_shop_without_analytics_is_read_by_its_lists_of_products_and_variations(WooCommerceVersion version)
    {
        await using var shop = await WooShop.OpenAsync(version);
        shop.Catalogue.Seed(150, 40);
        var draft = shop.Catalogue.AddSimple("DRAFT", 1, product => product with { Status = "draft" });
        var expected = (await shop.ReadAsync()).Values.Select(listing => (listing.Ref, listing.Sku, listing.Quantity, listing.TracksStock, listing.Parent)).ToHashSet();
        shop.Emulator.Quirks = new WooCommerceQuirks { AnalyticsOff = true };
        var listings = await shop.ReadAsync();
        listings.Remove($"product/{draft}").ShouldBeTrue();
        listings.Values.Select(listing => (listing.Ref, listing.Sku, listing.Quantity, listing.TracksStock, listing.Parent)).ToHashSet().SetEquals(expected).ShouldBeTrue();
    }

    [Fact]
    public async Task Variations_without_an_sku_and_products_that_keep_no_stock_are_told_apart()
    {
        await using var shop = await WooShop.OpenAsync();
        var frame = shop.Catalogue.AddVariable("FRAME");
        var own = shop.Catalogue.AddVariation(frame, "FRAME-1", 3);
        var nameless = shop.Catalogue.AddVariation(frame, "", 4);
        var keeper = shop.Catalogue.AddVariable("KEEPER", ownStock: 9);
        var heir = shop.Catalogue.AddVariation(keeper, "KEEPER-1", null, product => product with { ManageStock = "parent" });
        var uncounted = shop.Catalogue.AddSimple("UNCOUNTED", null, product => product with { ManageStock = "false" });
        var draft = shop.Catalogue.AddVariable("DRAFT", with: product => product with { Status = "draft" });
        var orphan = shop.Catalogue.AddVariation(draft, "", 5);
        var listings = await shop.ReadAsync();
        listings.Keys.ShouldBe([$"variation/{own}", $"variation/{nameless}", $"product/{keeper}", $"variation/{heir}", $"product/{uncounted}", $"variation/{orphan}"], ignoreOrder: true);
        listings[$"variation/{nameless}"].Sku.ShouldBe("", "it shows its parent's SKU, which is not its own");
        listings[$"variation/{orphan}"].Sku.ShouldBe("");
        (listings[$"variation/{heir}"].TracksStock, listings[$"product/{uncounted}"].TracksStock, listings[$"product/{keeper}"].Quantity).ShouldBe((false, false, 9));
    }

    [Fact]
    public async Task A_catalogue_that_changes_while_it_is_read_does_not_count()
    {
        await using var shop = await WooShop.OpenAsync();
        shop.Catalogue.Seed(350);
        shop.Emulator.Faults.When(request => request.QueryString.Contains("page=3&", StringComparison.Ordinal), Emulators.Faults.HttpFault.EditBody(text => text.Replace("\"id\":210,", "\"id\":10,", StringComparison.Ordinal)));
        (await Should.ThrowAsync<StoreException>(() => shop.ReadAsync())).Failure.ShouldBe(StoreFailure.Protocol);

        var adapter = shop.Open();
        var failure = await Should.ThrowAsync<StoreException>(async () =>
        {
            await foreach (var listing in adapter.ReadListingsAsync(WooShop.Token))
            {
                if (listing.Sku == "S-00001")
                    shop.Catalogue.AddSimple("NEW", 1);
            }
        });
        failure.Failure.ShouldBe(StoreFailure.Protocol);
    }

    [Theory]
    [InlineData("html 200", StoreFailure.Protocol)]
    [InlineData("html 502", StoreFailure.Unreachable)]
    [InlineData("json 500", StoreFailure.Unreachable)]
    [InlineData("429", StoreFailure.Throttled)]
    [InlineData("half", StoreFailure.Protocol)]
    [InlineData("other", StoreFailure.Protocol)]
    public async Task A_page_that_cannot_be_read_fails_the_reading_in_any_place(string fault, StoreFailure kind)
    {
        foreach (var page in new[] { 1, 2, 4 })
        {
            await using var shop = await WooShop.OpenAsync();
            shop.Catalogue.Seed(350);
            shop.Emulator.Faults.When(request => request.QueryString.Contains($"&page={page}&", StringComparison.Ordinal) || request.QueryString.Contains($"?page={page}&", StringComparison.Ordinal), fault switch
            {
                "html 200" => ShopFault.RefusedWithHtml(200),
                "html 502" => ShopFault.RefusedWithHtml(502),
                "json 500" => ShopFault.Refused(500, """{"code":"internal_server_error","message":"<p>There has been a critical error.</p>","data":{"status":500}}"""),
                "429" => ShopFault.Refused(429, "{}", retryAfterSeconds: 7),
                "half" => Emulators.Faults.HttpFault.InvalidJson(),
                _ => Emulators.Faults.HttpFault.OtherJson("""{"rows":[]}"""),
            });
            var failure = await Should.ThrowAsync<StoreException>(() => shop.ReadAsync());
            failure.Failure.ShouldBe(kind, $"page {page}");
            failure.Message.ShouldNotContain(shop.Options.ConsumerSecret);
            if (fault == "429")
                failure.RetryAfter.ShouldBe(TimeSpan.FromSeconds(7));
        }
    }

    [Theory]
    [MemberData(nameof(WooShop.Versions), MemberType = typeof(WooShop))]
    public async Task Single_skus_are_found_whatever_they_are_made_of(WooCommerceVersion version)
    {
        string[] skus = ["S 1", "A&B", "A+B", "A/B", "A#B", "A?B", "\"A\"", "Чашка-Ґ", "000123", "E,COMMA,1", new string('L', 80), "100%", "a[b]", "0", "double  space", "<tag>", "%41", "😀-1"];
        await using var shop = await WooShop.OpenAsync(version);
        foreach (var sku in skus)
            shop.Catalogue.AddSimple(sku, 5);
        shop.Catalogue.AddSimple("COMMA", 1);
        var parent = shop.Catalogue.AddVariable("V");
        shop.Catalogue.AddVariation(parent, "V-1", 2);
        shop.Catalogue.AddSimple("DRAFT", 3, product => product with { Status = "draft" });
        var found = await shop.Open().FindBySkuAsync([.. skus, "V-1", "DRAFT", "UNKNOWN"], WooShop.Token);
        skus.Append("V-1").Append("DRAFT").Except(found.Select(listing => listing.Sku)).ShouldBeEmpty();
        found.Select(listing => listing.Ref).Distinct().Count().ShouldBe(found.Count);
    }

    [Fact]
    public async Task Few_skus_are_searched_by_the_hundred_and_many_are_read_from_the_lists()
    {
        await using var shop = await WooShop.OpenAsync();
        shop.Catalogue.Seed(2000);
        var adapter = shop.Open();
        await shop.ReadAsync(adapter);
        var before = shop.Emulator.Requests.Total;
        (await adapter.FindBySkuAsync([.. Enumerable.Range(1, 250).Select(i => $"S-{i:00000}")], WooShop.Token)).Count.ShouldBe(250);
        (shop.Emulator.Requests.Total - before).ShouldBe(3);
        before = shop.Emulator.Requests.Total;
        (await adapter.FindBySkuAsync([.. Enumerable.Range(1, 1500).Select(i => $"S-{i:00000}")], WooShop.Token)).Count.ShouldBe(1500);
        (shop.Emulator.Requests.Total - before).ShouldBe(21, "20 pages of products, one of no variations");
    }

    [Fact]
    public async Task Long_skus_are_searched_in_addresses_that_web_servers_take()
    {
        await using var shop = await WooShop.OpenAsync();
        var skus = Enumerable.Range(1, 120).Select(i => $"Дуже-довгий-артикул-{i}").ToList();
        shop.Catalogue.Seed(400);
        foreach (var sku in skus)
            shop.Catalogue.AddSimple(sku, 1);
        (await shop.Open().FindBySkuAsync(skus, WooShop.Token)).Count.ShouldBe(120);
        shop.Emulator.Requests.Log.Count(request => request.QueryString.Contains("sku=", StringComparison.Ordinal)).ShouldBeGreaterThan(1);
        shop.Emulator.Requests.Log.ShouldAllBe(request => request.Status == 200);
    }
}
