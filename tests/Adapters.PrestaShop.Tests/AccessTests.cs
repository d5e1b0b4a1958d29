using System.ComponentModel.DataAnnotations;
using Connector.Abstractions;
using Connector.Emulators.Faults;
using Connector.Emulators.PrestaShop;
using Connector.Emulators.Shops;
using PrestaShopOptions = Connector.Adapters.PrestaShop.Options.PrestaShopOptions;

namespace Connector.Adapters.PrestaShop.Tests;

public sealed class AccessTests
{
    private const string OtherKey = "ZYXWVUTSRQPONMLKJIHGFEDCBA012345";

    public static TheoryData<PrestaShopVersion> Versions => PsShop.Versions;

    [Theory]
    [InlineData(PrestaShopVersion.V1_7_8, "1.7.8.11")]
    [InlineData(PrestaShopVersion.V8_2, "8.2.1")]
    [InlineData(PrestaShopVersion.V9_1, "9.1.4")]
    public async Task Health_is_one_request_and_tells_version_shop_and_rights(PrestaShopVersion version, string number)
    {
        await using var shop = await PsShop.OpenAsync(version);
        var health = await shop.Open().CheckHealthAsync(PsShop.Token);
        health.IsHealthy.ShouldBeTrue(health.Summary);
        (health.Details["version"], health.Details["shop"]).ShouldBe((number, "RigShop"));
        health.Details["writes with"].ShouldBe(version == PrestaShopVersion.V1_7_8 ? "PUT" : "PATCH");
        health.Details["rights"].ShouldContain("stock_availables: ");
        shop.Routes.ShouldBe(["GET /api/"]);
    }

    [Theory]
    [InlineData(PrestaShopVersion.V8_2, "products", PrestaShopMethods.None, "GET on products")]
    [InlineData(PrestaShopVersion.V8_2, "combinations", PrestaShopMethods.Put, "GET on combinations")]
    [InlineData(PrestaShopVersion.V8_2, "stock_availables", PrestaShopMethods.Get, "PATCH on stock_availables")]
    [InlineData(PrestaShopVersion.V1_7_8, "stock_availables", PrestaShopMethods.Get | PrestaShopMethods.Patch, "PUT on stock_availables")]
    public async Task Health_names_the_missing_right(PrestaShopVersion version, string resource, PrestaShopMethods methods, string missing)
    {
        await using var shop = await PsShop.OpenAsync(version);
        shop.Quirks = shop.Quirks with { Rights = PrestaShopRights.All.With(resource, methods) };
        var health = await shop.Open().CheckHealthAsync(PsShop.Token);
        health.IsHealthy.ShouldBeFalse();
        health.Summary.ShouldContain(missing);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Failures_say_what_to_do_and_never_the_key(PrestaShopVersion version)
    {
        await using var shop = await PsShop.OpenAsync(version);
        shop.Catalogue.Seed(3);
        (PrestaShopQuirks Quirks, StoreFailure Kind, string Says)[] cases =
        [
            (new() { WebserviceOff = true }, StoreFailure.Misconfigured, "switched off"),
            (new() { KeyIsOff = true }, StoreFailure.Unauthorized, "unknown or switched off"),
            (new() { Rights = PrestaShopRights.None }, StoreFailure.Unauthorized, "no right at all"),
            (new() { Rights = PrestaShopRights.All.With("stock_availables", PrestaShopMethods.None) }, StoreFailure.Misconfigured, "stock_availables"),
            (new() { Rights = PrestaShopRights.All.With("stock_availables", PrestaShopMethods.Put) }, StoreFailure.Misconfigured, "lacks a right"),
            (new() { Domain = "www.right.example" }, StoreFailure.Misconfigured, "The shop's address is http://www.right.example,"),
            (new() { Domain = "www.right.example", StripsAuthorization = true }, StoreFailure.Misconfigured, "http://www.right.example"),
            (new() { RedirectsToHttps = true }, StoreFailure.Misconfigured, "https://127.0.0.1"),
        ];
        foreach (var (quirks, kind, says) in cases)
        {
            shop.Quirks = quirks;
            var failure = await Should.ThrowAsync<StoreException>(() => shop.ReadAsync());
            failure.Failure.ShouldBe(kind, says);
            failure.ToString().ShouldContain(says);
            failure.ToString().ShouldNotContain(shop.Options.Key);
        }

        shop.Quirks = new();
        shop.Options.Key = OtherKey;
        (await Should.ThrowAsync<StoreException>(() => shop.ReadAsync())).Failure.ShouldBe(StoreFailure.Unauthorized);
        (await Should.ThrowAsync<StoreException>(() => shop.Open().CheckHealthAsync(PsShop.Token))).Failure.ShouldBe(StoreFailure.Unauthorized);
        shop.Options.Key = "short";
        (await Should.ThrowAsync<StoreException>(() => shop.ReadAsync())).Failure.ShouldBe(StoreFailure.Unauthorized);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Where_the_header_is_lost_the_key_travels_in_the_query_from_then_on(PrestaShopVersion version)
    {
        await using var shop = await PsShop.OpenAsync(version);
        shop.Catalogue.Seed(3);
        shop.Quirks = shop.Quirks with { StripsAuthorization = true };
        var adapter = shop.Open();
        var listings = await shop.ReadAsync(adapter);
        shop.Requests.ShouldBe(4, "one request is lost");
        (await PsShop.SetAsync(adapter, listings, _ => 9)).ShouldAllBe(outcome => outcome.Status == StockStatus.Applied);
        shop.Emulator.Requests.Log.Count(request => !request.QueryString.Contains("ws_key=", StringComparison.Ordinal)).ShouldBe(1);
        (await adapter.CheckHealthAsync(PsShop.Token)).Details["key"].ShouldBe("query");
    }

    [Fact]
    public async Task A_web_servers_own_refusal_puts_no_key_into_an_address()
    {
        await using var shop = await PsShop.OpenAsync();
        shop.Catalogue.Seed(3);
        shop.Emulator.Faults.When(_ => true, ShopFault.RefusedWithHtml(401));
        (await Should.ThrowAsync<StoreException>(() => shop.ReadAsync())).Failure.ShouldBe(StoreFailure.Unauthorized);
        shop.Emulator.Requests.Log.ShouldHaveSingleItem().QueryString.ShouldNotContain(shop.Options.Key);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Where_addresses_are_not_rewritten_the_dispatcher_is_asked_from_then_on(PrestaShopVersion version)
    {
        await using var shop = await PsShop.OpenAsync(version);
        shop.Catalogue.Seed(3);
        shop.Quirks = shop.Quirks with { WithoutUrlRewriting = true, StripsAuthorization = true };
        var adapter = shop.Open();
        (await adapter.CheckHealthAsync(PsShop.Token)).Details["address"].ShouldBe("webservice/dispatcher.php");
        var listings = await shop.ReadAsync(adapter);
        (await PsShop.SetAsync(adapter, listings, _ => 9)).ShouldAllBe(outcome => outcome.Status == StockStatus.Applied);
        (await PsShop.FindAsync(adapter, "S-00002")).ShouldBe(["S-00002"]);
        shop.Routes.Count(route => route.StartsWith("GET /api", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public async Task A_place_without_a_shop_says_so()
    {
        await using var shop = await PsShop.OpenAsync();
        shop.Options.Url += "nowhere";
        var failure = await Should.ThrowAsync<StoreException>(() => shop.ReadAsync());
        (failure.Failure, failure.Message.Contains("no PrestaShop webservice", StringComparison.Ordinal)).ShouldBe((StoreFailure.Misconfigured, true));
    }

    [Fact]
    public async Task An_address_with_api_at_its_end_works_and_maintenance_does_no_harm()
    {
        await using var shop = await PsShop.OpenAsync();
        shop.Catalogue.Seed(3);
        shop.Options.Url += "api/";
        shop.Quirks = shop.Quirks with { Maintenance = true };
        (await shop.ReadAsync()).Count.ShouldBe(3);
    }

    [Fact]
    public async Task Cookies_are_not_sent_back_and_redirects_not_followed()
    {
        await using var shop = await PsShop.OpenAsync();
        shop.Catalogue.Seed(3);
        var adapter = shop.Open();
        await PsShop.SetAsync(adapter, await shop.ReadAsync(adapter), _ => 9);
        shop.Emulator.Requests.Log.ShouldAllBe(request => !request.Headers.ContainsKey("Cookie"));
        shop.Quirks = shop.Quirks with { Domain = "elsewhere.example" };
        var asked = shop.Requests;
        await Should.ThrowAsync<StoreException>(() => shop.ReadAsync());
        (shop.Requests - asked).ShouldBe(1);
    }

    [Theory]
    [InlineData(429, 30, StoreFailure.Throttled)]
    [InlineData(429, null, StoreFailure.Throttled)]
    [InlineData(503, 30, StoreFailure.Throttled)]
    [InlineData(503, null, StoreFailure.Unreachable)]
    [InlineData(403, null, StoreFailure.Unauthorized)]
    [InlineData(500, null, StoreFailure.Unreachable)]
    public async Task Statuses_of_proxies_are_understood(int status, int? retryAfter, StoreFailure kind)
    {
        await using var shop = await PsShop.OpenAsync();
        shop.Emulator.Faults.OnRead(Emulators.Shops.ShopFault.Refused(status, "<html><title>Blocked</title></html>", "text/html", retryAfter));
        var failure = await Should.ThrowAsync<StoreException>(() => shop.ReadAsync());
        (failure.Failure, failure.RetryAfter).ShouldBe((kind, retryAfter is { } seconds ? TimeSpan.FromSeconds(seconds) : null));
    }

    [Fact]
    public async Task A_shop_that_hangs_is_given_up_after_the_time_out()
    {
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider();
        await using var shop = await PsShop.OpenAsync(time: time);
        shop.Emulator.Faults.OnRead(HttpFault.Slow(TimeSpan.FromHours(1)));
        var reading = shop.ReadAsync();
        while (!reading.IsCompleted)
        {
            await Task.Delay(2, PsShop.Token);
            time.Advance(TimeSpan.FromSeconds(1));
        }

        await Should.ThrowAsync<TimeoutException>(() => reading);
    }

    [Theory]
    [InlineData("https://shop.example", OtherKey, 1, true)]
    [InlineData("https://shop.example/folder", OtherKey, null, true)]
    [InlineData("shop.example", OtherKey, null, false)]
    [InlineData("https://shop.example/?a=b", OtherKey, null, false)]
    [InlineData("https://user@shop.example", OtherKey, null, false)]
    [InlineData("https://shop.example", "short", null, false)]
    [InlineData("https://shop.example", OtherKey, 0, false)]
    public void Options_are_checked_by_their_annotations(string url, string key, int? shopId, bool isValid)
    {
        var options = new PrestaShopOptions { Url = url, Key = key, ShopId = shopId };
        Validator.TryValidateObject(options, new ValidationContext(options), null, true).ShouldBe(isValid);
    }
}
