using Connector.Abstractions;
using Connector.Emulators.Faults;
using Connector.Emulators.Shops;
using Connector.Emulators.WooCommerce;

namespace Connector.Adapters.WooCommerce.Tests;

/// <summary>Shops that lack a route, or refuse one to the key, or change while the connector runs.</summary>
public sealed class FallBackTests
{
    private const string NotForYou = """{"code":"woocommerce_rest_cannot_view","message":"Sorry, you cannot list resources.","data":{"status":403}}""";
    private const string NoRoute = """{"code":"rest_no_route","message":"No route was found matching the URL and request method.","data":{"status":404}}""";

    [Theory]
    [MemberData(nameof(WooShop.Versions), MemberType = typeof(WooShop))]
    public async Task A_key_that_may_not_see_the_report_reads_the_lists(WooCommerceVersion version)
    {
        await using var shop = await WooShop.OpenAsync(version);
        shop.Catalogue.Seed(120, 30);
        Refuse(shop, "/wc-analytics/reports/", 403, NotForYou);

        (await shop.ReadAsync()).Count.ShouldBe(120 + 150);
        shop.Emulator.Requests.Log.Count(request => request.Path == "/wp-json/").ShouldBe(0, "a 403 in WordPress' words means that the key was seen");
    }

    [Theory]
    [MemberData(nameof(WooShop.Versions), MemberType = typeof(WooShop))]
    public async Task A_shop_without_any_list_of_all_variations_is_read_parent_by_parent(WooCommerceVersion version)
    {
        await using var shop = await WooShop.OpenAsync(version);
        shop.Catalogue.Seed(3, 4);
        Refuse(shop, "/wc-analytics/", 404, NoRoute);
        Refuse(shop, "/wc/v3/variations", 404, NoRoute);

        var listings = await shop.ReadAsync();

        listings.Count.ShouldBe(3 + 20);
        var parent = shop.Catalogue.Products.Single(product => product.Sku == "V-0003").Id;
        listings.Values.Single(listing => listing.Sku == "V-0003-2").Parent.ShouldBe(new ListingRef($"product/{parent}"));
    }

    [Theory]
    [InlineData(404, NoRoute)]
    [InlineData(403, NotForYou)]
    public async Task Variations_are_read_one_by_one_before_a_batch_where_their_list_is_missing(int status, string answer)
    {
        await using var shop = await WooShop.OpenAsync(WooCommerceVersion.V7_0);
        shop.Catalogue.Seed(1, 2);
        var ids = shop.Catalogue.Products.Where(product => product.Type == "variation").Select(product => product.Id).Take(3).ToList();
        var simple = shop.Catalogue.Products.Single(product => product.Type == "simple").Id;
        Refuse(shop, "/wc-analytics/", status, answer);
        var before = shop.Catalogue.DumpWithoutStock();

        var outcomes = await shop.Open().SetStockAsync(
            [.. ids.Select((id, i) => WooShop.Change($"variation/{id}", $"V-0001-{i + 1}", 90 + i)), WooShop.Change("variation/999999", "GONE", 1), WooShop.Change($"variation/{simple}", "S-00001", 1)],
            WooShop.Token);

        outcomes.Select(outcome => outcome.Status).ShouldBe([StockStatus.Applied, StockStatus.Applied, StockStatus.Applied, StockStatus.Gone, StockStatus.Gone]);
        shop.Catalogue.DumpWithoutStock().ShouldBe(before);
        shop.Catalogue.Product(simple).StockQuantity.ShouldNotBe(1);
    }

    // 5.9 and 7.0 take even a simple product for a variation, and give it a parent.
    [Theory]
    [MemberData(nameof(WooShop.Versions), MemberType = typeof(WooShop))]
    public async Task What_the_shop_does_not_call_a_variation_is_never_sent_as_one(WooCommerceVersion version)
    {
        await using var shop = await WooShop.OpenAsync(version);
        var simple = shop.Catalogue.AddSimple("A", 1);

        (await shop.Open().SetStockAsync([WooShop.Change($"variation/{simple}", "A", 5)], WooShop.Token)).Single().Status.ShouldBe(StockStatus.Gone);
        shop.Emulator.Requests.Writes.ShouldBe(0);
    }

    [Fact]
    public async Task A_variation_that_takes_its_stock_from_its_parent_is_not_even_sent()
    {
        await using var shop = await WooShop.OpenAsync();
        var keeper = shop.Catalogue.AddVariable("K", ownStock: 4);
        var heir = shop.Catalogue.AddVariation(keeper, "K-1", null, product => product with { ManageStock = "parent" });

        var outcome = (await shop.Open().SetStockAsync([WooShop.Change($"variation/{heir}", "K-1", 6)], WooShop.Token)).Single();

        (outcome.Status, outcome.Error!.Code, shop.Emulator.Requests.Writes).ShouldBe((StockStatus.NotTracked, "woo.kept_by_parent", 0));
    }

    [Fact]
    public async Task Permalinks_that_become_plain_are_noticed_while_running()
    {
        await using var shop = await WooShop.OpenAsync();
        shop.Catalogue.Seed(3);
        var adapter = shop.Open();
        (await shop.ReadAsync(adapter)).Count.ShouldBe(3);

        shop.Emulator.Quirks = new WooCommerceQuirks { PlainPermalinks = true };
        (await shop.ReadAsync(adapter)).Count.ShouldBe(3);
        shop.Emulator.Quirks = new WooCommerceQuirks();
        (await shop.ReadAsync(adapter)).Count.ShouldBe(3);
    }

    // The signature is made for the home address, in the form without TLS: WordPress sees none.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_shop_that_calls_itself_otherwise_than_the_url_is_signed_for_by_its_own_name(bool isHomeHttps)
    {
        await using var shop = await WooShop.OpenAsync();
        shop.Catalogue.Seed(3);
        shop.Options.Url = shop.Options.Url.Replace("127.0.0.1", "localhost", StringComparison.Ordinal);
        if (isHomeHttps)
            shop.Emulator.Faults.When(request => request.Path == "/wp-json/", HttpFault.EditBody(text => text.Replace("http:", "https:", StringComparison.Ordinal)));
        var adapter = shop.Open();

        (await shop.ReadAsync(adapter)).Count.ShouldBe(3);
        (await adapter.SetStockAsync([WooShop.Change("product/10", "S-00001", 70)], WooShop.Token)).Single().Status.ShouldBe(StockStatus.Applied);
    }

    [Fact]
    public async Task A_redirect_within_the_shop_is_not_blamed_on_the_url()
    {
        await using var shop = await WooShop.OpenAsync();
        shop.Emulator.Quirks = new WooCommerceQuirks { RedirectsTo = new Uri(shop.Emulator.Url) };
        (await Should.ThrowAsync<StoreException>(() => shop.ReadAsync())).Message.ShouldContain("leave /wp-json/ alone");
    }

    private static void Refuse(WooShop shop, string path, int status, string answer) =>
        shop.Emulator.Faults.When(request => request.Path.Contains(path, StringComparison.Ordinal), ShopFault.Refused(status, answer));
}
