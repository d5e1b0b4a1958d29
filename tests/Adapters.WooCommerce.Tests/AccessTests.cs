using Connector.Abstractions;
using Connector.Emulators.WooCommerce;

namespace Connector.Adapters.WooCommerce.Tests;

/// <summary>Getting in: keys, signatures, permalinks, redirects, and what stands in the way.</summary>
public sealed class AccessTests
{
    [Theory]
    [MemberData(nameof(WooShop.Versions), MemberType = typeof(WooShop))]
    public async Task A_shop_without_tls_is_reached_by_signed_requests_and_nothing_but_rows_is_asked_for(WooCommerceVersion version)
    {
        await using var shop = await WooShop.OpenAsync(version);
        shop.Catalogue.Seed(3);
        (await shop.ReadAsync()).Count.ShouldBe(3);
        var request = shop.Emulator.Requests.Log.ShouldHaveSingleItem();
        request.QueryString.ShouldNotContain(shop.Options.ConsumerSecret);
        request.Headers.ContainsKey("Authorization").ShouldBeFalse();
        request.Headers["Accept"].ShouldBe("application/json");
    }

    [Fact]
    public async Task Every_signature_is_another_one()
    {
        await using var shop = await WooShop.OpenAsync();
        shop.Catalogue.Seed(450);
        (await shop.ReadAsync()).Count.ShouldBe(450);
        shop.Emulator.Requests.Log.Select(request => request.QueryString).Distinct().Count().ShouldBe(5);
    }

    [Fact]
    public async Task Plain_permalinks_are_found_out_and_kept_to()
    {
        await using var shop = await WooShop.OpenAsync();
        shop.Catalogue.Seed(150);
        shop.Emulator.Quirks = new WooCommerceQuirks { PlainPermalinks = true };
        var outcomes = await shop.SetAsync(("S-00001", 70));
        outcomes["S-00001"].Current.ShouldBe(70);
        shop.Emulator.Requests.Total.ShouldBe(1 + 2 + 2 + 1, "a try, two looks at the root, two pages, a batch");

        // The first thing a new process does may be a write, and a POST to the wrong place is answered 200.
        (await shop.Open().SetStockAsync([WooShop.Change("product/10", "S-00001", 71)], WooShop.Token)).Single().Current.ShouldBe(71);
    }

    [Fact]
    public async Task A_redirect_is_told_with_the_address_it_names_and_never_followed()
    {
        await using var shop = await WooShop.OpenAsync();
        shop.Emulator.Quirks = new WooCommerceQuirks { RedirectsTo = new Uri("https://www.shop.example/") };
        var failure = await Should.ThrowAsync<StoreException>(() => shop.ReadAsync());
        failure.Failure.ShouldBe(StoreFailure.Misconfigured);
        failure.Message.ShouldContain("https://www.shop.example");
        failure.Message.ShouldNotContain("oauth_");
    }

    [Fact]
    public async Task A_wrong_secret_an_unknown_key_and_one_that_may_only_read_are_told_apart()
    {
        await using var shop = await WooShop.OpenAsync();
        shop.Catalogue.Seed(1);
        shop.Options.ConsumerSecret = "cs_wrong";
        (await Should.ThrowAsync<StoreException>(() => shop.ReadAsync())).Failure.ShouldBe(StoreFailure.Unauthorized);
        shop.Options.ConsumerSecret = shop.Emulator.Options.ConsumerSecret;
        shop.Options.ConsumerKey = "ck_unknown";
        var failure = await Should.ThrowAsync<StoreException>(() => shop.ReadAsync());
        (failure.Failure, failure.Message.Contains("ck_unknown", StringComparison.Ordinal)).ShouldBe((StoreFailure.Unauthorized, false));

        shop.Options.ConsumerKey = shop.Emulator.Options.ConsumerKey;
        shop.Emulator.Quirks = new WooCommerceQuirks { ReadOnlyKey = true };
        (await Should.ThrowAsync<StoreException>(() => shop.SetAsync(("S-00001", 70)))).Message.ShouldContain("Read/Write");
        (await Should.ThrowAsync<StoreException>(() => shop.Open().CheckHealthAsync(WooShop.Token))).Message.ShouldContain("Read/Write");
    }

    [Theory]
    [InlineData("\uFEFF", "")]
    [InlineData("<br />\n<b>Warning</b>: Undefined array key [0] in {plugin.php} on line <b>3</b><br />\n", "")]
    [InlineData("\n\n", "\n<!-- cached by plug-in -->")]
    public async Task Json_is_found_between_what_plug_ins_print(string before, string after)
    {
        await using var shop = await WooShop.OpenAsync();
        shop.Catalogue.Seed(120, 3);
        shop.Emulator.Quirks = new WooCommerceQuirks { Before = before, After = after };
        (await shop.SetAsync(("S-00001", 70), ("V-0001-1", 71))).Values.ShouldAllBe(outcome => outcome.Status == StockStatus.Applied && outcome.Error == null);
    }

    [Fact]
    public async Task Maintenance_is_a_pause_as_long_as_the_shop_says()
    {
        await using var shop = await WooShop.OpenAsync();
        shop.Emulator.Quirks = new WooCommerceQuirks { Maintenance = true };
        var failure = await Should.ThrowAsync<StoreException>(() => shop.ReadAsync());
        (failure.Failure, failure.RetryAfter).ShouldBe((StoreFailure.Throttled, TimeSpan.FromMinutes(10)));
        failure.Message.ShouldContain("Briefly unavailable");
    }

    [Theory]
    [MemberData(nameof(WooShop.Versions), MemberType = typeof(WooShop))]
    public async Task The_health_check_tells_the_version_and_changes_nothing(WooCommerceVersion version)
    {
        await using var shop = await WooShop.OpenAsync(version);
        shop.Catalogue.Seed(3);
        var before = shop.Catalogue.Products;
        var health = await shop.Open().CheckHealthAsync(WooShop.Token);
        (health.IsHealthy, health.Details["products"]).ShouldBe((true, "3"));
        health.Details["woocommerce"].ShouldStartWith(version.ToString()[1..].Replace('_', '.'));
        shop.Catalogue.Products.ShouldBe(before);

        shop.Emulator.Quirks = new WooCommerceQuirks { StockOff = true };
        (await shop.Open().CheckHealthAsync(WooShop.Token)).Summary.ShouldContain("Enable stock management");
    }

    [Fact]
    public async Task A_site_that_is_no_shop_is_told_so()
    {
        await using var shop = await WooShop.OpenAsync();
        shop.Options.Url += "/blog";
        (await Should.ThrowAsync<StoreException>(() => shop.ReadAsync())).Failure.ShouldBe(StoreFailure.Misconfigured);
    }
}
