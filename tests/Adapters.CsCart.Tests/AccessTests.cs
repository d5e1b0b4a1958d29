using Connector.Abstractions;
using Connector.Emulators.CsCart;
using Connector.Emulators.Shops;
using Microsoft.Extensions.Time.Testing;

namespace Connector.Adapters.CsCart.Tests;

public sealed class AccessTests
{
    [Theory]
    [InlineData(CsCartRewrite.NotFound, "2.0")]
    [InlineData(CsCartRewrite.Storefront, "2.0")]
    [InlineData(CsCartRewrite.NotFound, "1.0")]
    public async Task Without_rewrite_rules_api_php_is_used_and_remembered(CsCartRewrite rewrite, string version)
    {
        await using var shop = await CsShop.OpenAsync(products: 3);
        shop.Quirks = shop.Quirks with { Rewrite = rewrite };
        shop.Options.ApiVersion = version;
        var adapter = shop.Open();
        (await shop.ReadAsync(adapter)).Count.ShouldBe(3);
        shop.Requests.ShouldBe(2);
        (await CsShop.SetAsync(adapter, "product/10", "P-00001", 60)).Status.ShouldBe(StockStatus.Applied);
        shop.Requests.ShouldBe(4);
        shop.Emulator.Requests.Log.Skip(1).ShouldAllBe(request => request.Path == "/api.php");
    }

    [Fact]
    public async Task A_write_in_a_new_process_finds_the_address_before_it_believes_a_404()
    {
        await using var shop = await CsShop.OpenAsync(products: 1);
        shop.Quirks = shop.Quirks with { Rewrite = CsCartRewrite.NotFound };
        (await CsShop.SetAsync(shop.Open(), "product/10", "P-00001", 60)).Status.ShouldBe(StockStatus.Applied);
    }

    [Fact]
    public async Task Health_names_the_shop_and_changes_nothing()
    {
        await using var shop = await CsShop.OpenAsync(products: 3);
        var parent = shop.Catalogue.AddProduct("T", 1);
        shop.Catalogue.AddVariation(parent, "T-1", 1);
        shop.Quirks = shop.Quirks with { MergesVariations = true };
        var health = await shop.Open().CheckHealthAsync(CsShop.Token);
        health.IsHealthy.ShouldBeTrue();
        health.Summary.ShouldBe("CS-Cart 4.18.1 ULTIMATE, 5 products, the key may read.");
        health.Details["variations"].ShouldStartWith("1 of the products");
        shop.Emulator.Requests.Writes.ShouldBe(0);
    }

    [Fact]
    public async Task A_version_that_is_not_shown_is_no_trouble()
    {
        await using var shop = await CsShop.OpenAsync(products: 3);
        shop.Quirks = shop.Quirks with { HidesVersion = true, Forbidden = new HashSet<string> { "stores", "vendors" } };
        (await shop.Open().CheckHealthAsync(CsShop.Token)).IsHealthy.ShouldBeTrue();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_marketplace_without_companyId_is_refused_with_the_cure(bool hidesVersion)
    {
        await using var shop = await CsShop.OpenAsync(multiVendor: true);
        shop.Quirks = shop.Quirks with { HidesVersion = hidesVersion };
        shop.Catalogue.AddProduct("A", 1, product => product with { Company = 3 });
        shop.Catalogue.AddProduct("A", 2, product => product with { Company = 4 });
        var health = await shop.Open().CheckHealthAsync(CsShop.Token);
        health.IsHealthy.ShouldBeFalse();
        health.Summary.ShouldContain("companyId");
        var failure = await Should.ThrowAsync<StoreException>(() => shop.ReadAsync());
        (failure.Failure, failure.Message.Contains("companyId", StringComparison.Ordinal)).ShouldBe((StoreFailure.Misconfigured, true));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task With_companyId_only_that_vendor_s_products_exist(bool ignoresFilter)
    {
        await using var shop = await CsShop.OpenAsync(multiVendor: true);
        var other = shop.Catalogue.AddProduct("A", 1, product => product with { Company = 3 });
        var ours = shop.Catalogue.AddProduct("A", 2, product => product with { Company = 4 });
        shop.Quirks = shop.Quirks with { IgnoresCompany = ignoresFilter };
        shop.Options.CompanyId = 4;
        var adapter = shop.Open();
        (await shop.ReadAsync(adapter)).Single().Ref.Value.ShouldBe($"product/{ours}");
        (await adapter.FindBySkuAsync(["A"], CsShop.Token)).Single().Ref.Value.ShouldBe($"product/{ours}");
        (await CsShop.SetAsync(adapter, $"product/{other}", "A", 60)).Error!.Code.ShouldBe("cscart.other_company");
        shop.Catalogue.AmountOf(other).ShouldBe(1);
    }

    [Fact]
    public async Task Several_storefronts_of_one_shop_need_no_companyId()
    {
        await using var shop = await CsShop.OpenAsync();
        shop.Catalogue.AddProduct("A", 1);
        shop.Catalogue.AddProduct("B", 2, product => product with { Company = 2 });
        (await shop.ReadAsync()).Count.ShouldBe(2);
        shop.Quirks = shop.Quirks with { HidesVersion = true };
        (await shop.ReadAsync()).Count.ShouldBe(2);
        shop.Quirks = shop.Quirks with { Forbidden = new HashSet<string> { "stores" } };
        (await Should.ThrowAsync<StoreException>(() => shop.ReadAsync())).Failure.ShouldBe(StoreFailure.Misconfigured);
    }

    [Fact]
    public async Task A_wrong_key_is_unauthorized_and_no_message_holds_it()
    {
        await using var shop = await CsShop.OpenAsync(products: 1);
        shop.Options.ApiKey = "wrong-secret-4711";
        var failure = await Should.ThrowAsync<StoreException>(() => shop.ReadAsync());
        failure.Failure.ShouldBe(StoreFailure.Unauthorized);
        failure.ToString().ShouldNotContain("4711");
    }

    [Fact]
    public async Task A_closed_store_and_a_spent_hour_are_pauses()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 24, 10, 59, 30, TimeSpan.Zero));
        await using var shop = await CsShop.OpenAsync(time: time, products: 1);
        shop.Quirks = shop.Quirks with { Closed = true };
        var closed = await Should.ThrowAsync<StoreException>(() => shop.ReadAsync());
        (closed.Failure, closed.RetryAfter).ShouldBe((StoreFailure.Throttled, TimeSpan.FromMinutes(5)));
        shop.Quirks = new CsCartQuirks { RequestsPerHour = 1 };
        await shop.ReadAsync();
        var spent = await Should.ThrowAsync<StoreException>(() => shop.ReadAsync());
        (spent.Failure, spent.RetryAfter).ShouldBe((StoreFailure.Throttled, TimeSpan.FromSeconds(30)));
        time.Advance(TimeSpan.FromSeconds(30));
        (await shop.ReadAsync()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_redirect_is_named_and_not_followed()
    {
        await using var shop = await CsShop.OpenAsync(products: 1);
        shop.Emulator.Faults.When(_ => true, ShopFault.Refused(301, "", "text/html"));
        (await Should.ThrowAsync<StoreException>(() => shop.ReadAsync())).Failure.ShouldBe(StoreFailure.Misconfigured);
    }

    [Fact]
    public async Task A_page_for_everything_is_no_shop()
    {
        await using var shop = await CsShop.OpenAsync(products: 1);
        shop.Quirks = shop.Quirks with { AnswersPages = true };
        var failure = await Should.ThrowAsync<StoreException>(() => shop.ReadAsync());
        (failure.Failure, failure.Message.Contains("Just a moment", StringComparison.Ordinal)).ShouldBe((StoreFailure.Protocol, true));
    }

    [Theory]
    [InlineData("https://shop.example/", "https://shop.example/api/2.0/products")]
    [InlineData("https://shop.example/store/api/2.0", "https://shop.example/store/api/2.0/products")]
    [InlineData("https://shop.example/api.php", "https://shop.example/api/2.0/products")]
    public void The_url_may_be_copied_from_anywhere(string url, string expected) =>
        Api.ShopAddress.Of(url, "2.0").Of("products", []).ToString().ShouldBe(expected);

    [Fact]
    public async Task Disposing_twice_does_no_harm()
    {
        await using var shop = await CsShop.OpenAsync();
        var adapter = shop.Open();
        await adapter.DisposeAsync();
        await adapter.DisposeAsync();
    }
}
