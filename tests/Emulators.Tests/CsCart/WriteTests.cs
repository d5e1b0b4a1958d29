using Connector.Emulators.CsCart;
using Microsoft.Extensions.Time.Testing;

namespace Connector.Emulators.Tests.CsCart;

public sealed class WriteTests
{
    [Fact]
    public async Task A_write_says_which_product_it_was_and_not_the_number()
    {
        await using var shop = await Shop.OpenAsync();
        var id = shop.Catalogue.AddProduct("A", 5);
        var before = shop.Catalogue.DumpWithoutStock();
        (await shop.PutAsync($"/api/2.0/products/{id}", """{"amount":"7","quantity":9}""")).ShouldBe((200, """{"product_id":"10"}"""));
        shop.Catalogue.AmountOf(id).ShouldBe(7);
        shop.Catalogue.DumpWithoutStock().ShouldBe(before);
        await shop.PutAsync($"/api/2.0/products/{id}", """{"product_code":"B"}""");
        shop.Catalogue.DumpWithoutStock().ShouldNotBe(before);
    }

    [Theory]
    [InlineData("\"7.9\"", 7)]
    [InlineData("\"-3\"", -3)]
    [InlineData("\"many\"", 0)]
    [InlineData("99999999", CsCartCatalogue.MostAmount)]
    public async Task A_number_is_cut_as_PHP_and_the_column_cut_it(string sent, long kept)
    {
        await using var shop = await Shop.OpenAsync();
        var id = shop.Catalogue.AddProduct("A", 5);
        await shop.PutAsync($"/api/2.0/products/{id}", $$"""{"amount":{{sent}}}""");
        shop.Catalogue.AmountOf(id).ShouldBe(kept);
    }

    [Fact]
    public async Task Stock_split_by_warehouse_says_200_and_stays()
    {
        await using var shop = await Shop.OpenAsync();
        var id = shop.Catalogue.AddProduct("A", 5, product => product with { IsSplit = true });
        (await shop.PutAsync($"/api/2.0/products/{id}", """{"amount":"7"}""")).Status.ShouldBe(200);
        shop.Catalogue.AmountOf(id).ShouldBe(5);
    }

    [Fact]
    public async Task A_combination_takes_amounts_and_deleted_rows_are_404()
    {
        await using var shop = await Shop.OpenAsync(new CsCartOptions { Generation = CsCartGeneration.V4_9Options });
        var hash = shop.Catalogue.AddCombination(shop.Catalogue.AddProduct("T", 1), "T-1", 4);
        (await shop.PutAsync($"/api/combinations/{hash}", """{"amount":"8"}""")).Status.ShouldBe(200);
        shop.Catalogue.AmountOf(hash).ShouldBe(8);
        shop.Catalogue.DeleteCombination(hash);
        (await shop.PutAsync($"/api/combinations/{hash}", """{"amount":"8"}""")).Status.ShouldBe(404);
        (await shop.PutAsync("/api/products/99", """{"amount":"8"}""")).Status.ShouldBe(404);
    }

    [Fact]
    public async Task There_is_no_bulk_update_and_only_JSON_is_taken()
    {
        await using var shop = await Shop.OpenAsync();
        shop.Catalogue.AddProduct("A", 5);
        (await shop.PutAsync("/api/2.0/products", """{"amount":"7"}""")).Status.ShouldBe(405);
        (await shop.PutAsync("/api/2.0/products/10", "amount=7", "application/x-www-form-urlencoded")).Status.ShouldBe(415);
        (await shop.PutAsync("/api/2.0/products/10", "[7")).Status.ShouldBe(400);
        shop.Catalogue.AmountOf(10).ShouldBe(5);
    }

    [Fact]
    public async Task Keys_rights_closed_stores_and_the_hour_s_limit_refuse()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 1, 1, 10, 59, 0, TimeSpan.Zero));
        await using var shop = await Shop.OpenAsync(new CsCartOptions { TimeProvider = time });
        shop.Catalogue.AddProduct("A", 5);
        shop.Quirks = new CsCartQuirks { ReadOnly = true };
        (await shop.PutAsync("/api/2.0/products/10", """{"amount":"7"}""")).Status.ShouldBe(403);
        shop.Quirks = new CsCartQuirks { Closed = true };
        (await shop.GetAsync("/api/2.0/products")).Status.ShouldBe(503);
        shop.Quirks = new CsCartQuirks { RequestsPerHour = 1 };
        (await shop.GetAsync("/api/2.0/products")).Status.ShouldBe(200);
        (await shop.GetAsync("/api/2.0/products")).Status.ShouldBe(509);
        time.Advance(TimeSpan.FromMinutes(1));
        (await shop.GetAsync("/api/2.0/products")).Status.ShouldBe(200);
        shop.Quirks = new CsCartQuirks();
        using var stranger = new HttpClient(new SocketsHttpHandler());
        (await stranger.GetAsync(new Uri(shop.Emulator.Address, "api/2.0/products"), TestContext.Current.CancellationToken)).StatusCode.ShouldBe(System.Net.HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData(CsCartRewrite.NotFound, 404)]
    [InlineData(CsCartRewrite.Storefront, 200)]
    public async Task Without_rewrite_rules_only_api_php_leads_to_the_API(CsCartRewrite rewrite, int status)
    {
        await using var shop = await Shop.OpenAsync();
        shop.Catalogue.AddProduct("A", 5);
        shop.Quirks = shop.Quirks with { Rewrite = rewrite };
        var (answered, page) = await shop.GetAsync("/api/2.0/products/10");
        (answered, page.Contains("<html", StringComparison.Ordinal)).ShouldBe((status, true));
        (await shop.GetAsync("/api.php?_d=2.0/products/10&ajax_custom=1")).Body.ShouldContain("\"amount\":\"5\"");
        (await shop.GetAsync("/api.php?_d=products/10&ajax_custom=1")).Body.ShouldContain("\"amount\":\"5\"");
    }

    [Fact]
    public async Task Editions_differ_in_name_and_entities()
    {
        await using var store = await Shop.OpenAsync();
        (await store.GetAsync("/api/?version=True")).Body.ShouldContain("CS-Cart");
        (await store.GetAsync("/api/2.0/stores")).Status.ShouldBe(200);
        (await store.GetAsync("/api/2.0/vendors")).Status.ShouldBe(404);
        await using var market = await Shop.OpenAsync(new CsCartOptions { MultiVendor = true });
        (await market.GetAsync("/api/?version=True")).Body.ShouldContain("Multi-Vendor");
        (await market.GetAsync("/api/2.0/vendors")).Status.ShouldBe(200);
        (await market.GetAsync("/api/4.0/sra_products")).Status.ShouldBe(404);
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_shop()
    {
        await using var one = await Shop.OpenAsync();
        await using var other = await Shop.OpenAsync();
        one.Catalogue.Seed(50, seed: 7);
        other.Catalogue.Seed(50, seed: 7);
        one.Catalogue.Products.ShouldBe(other.Catalogue.Products);
    }
}
