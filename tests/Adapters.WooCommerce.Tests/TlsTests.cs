using System.Text.RegularExpressions;
using Connector.Abstractions;
using Connector.Emulators.WooCommerce;
using WooCommerceOptions = Connector.Adapters.WooCommerce.Options.WooCommerceOptions;

namespace Connector.Adapters.WooCommerce.Tests;

/// <summary>Shops behind https: in which way the key arrives, and that the connector finds it.</summary>
public sealed class TlsTests
{
    [Theory]
    [InlineData(true, false, "header", 1)]
    [InlineData(true, true, "query", 3)] // a try, the root, the right way
    [InlineData(false, false, "signed (OAuth 1.0a)", 4)] // and the query in between
    public async Task The_key_travels_in_the_first_way_that_the_shop_sees(bool isWordPressTold, bool isHeaderTaken, string way, int requests)
    {
        await using var shop = await StartAsync(isWordPressTold);
        shop.Catalogue.Seed(3);
        shop.Quirks = new WooCommerceQuirks { NoAuthorizationHeader = isHeaderTaken };
        using var http = new HttpClient(new TlsFront());
        await using var adapter = Open(shop, http);

        (await adapter.ReadListingsAsync(WooShop.Token).ToListAsync(WooShop.Token)).Count.ShouldBe(3);
        shop.Requests.Total.ShouldBe(requests);
        (await adapter.SetStockAsync([WooShop.Change("product/10", "S-00001", 70)], WooShop.Token)).Single().Status.ShouldBe(StockStatus.Applied);
        shop.Requests.Total.ShouldBe(requests + 1, "what was found out is kept");
        (await adapter.CheckHealthAsync(WooShop.Token)).Details["key"].ShouldBe(way);
        shop.Requests.Log.Where(request => request.Path == "/wp-json/").ShouldAllBe(request => !request.Headers.ContainsKey("Authorization"));
    }

    [Fact]
    public async Task A_host_that_begins_to_take_the_header_away_is_noticed_while_running()
    {
        await using var shop = await StartAsync(isWordPressTold: true);
        shop.Catalogue.Seed(3);
        using var http = new HttpClient(new TlsFront());
        await using var adapter = Open(shop, http);
        (await adapter.ReadListingsAsync(WooShop.Token).ToListAsync(WooShop.Token)).Count.ShouldBe(3);

        shop.Quirks = new WooCommerceQuirks { NoAuthorizationHeader = true };
        (await adapter.ReadListingsAsync(WooShop.Token).ToListAsync(WooShop.Token)).Count.ShouldBe(3);
        (await adapter.SetStockAsync([WooShop.Change("product/10", "S-00001", 70)], WooShop.Token)).Single().Current.ShouldBe(70);
    }

    [Fact]
    public async Task A_shop_that_pays_no_heed_to_SKUs_is_read_whole_once_instead_of_once_for_each_search()
    {
        await using var shop = await StartAsync(isWordPressTold: true);
        shop.Catalogue.Seed(2500);
        using var http = new HttpClient(new TlsFront(static address => Regex.Replace(address, "([?&])sku=[^&]*&", "$1")));
        await using var adapter = Open(shop, http);

        (await adapter.FindBySkuAsync(["S-00001", "S-00002"], WooShop.Token)).Select(listing => listing.Sku).ShouldBe(["S-00001", "S-00002"]);
        shop.Requests.Total.ShouldBe(1 + 25 + 1, "the search, the pages of products, the variations");
    }

    [Fact]
    public async Task No_message_shows_the_key_that_travels_in_the_address()
    {
        await using var shop = await StartAsync(isWordPressTold: true);
        shop.Quirks = new WooCommerceQuirks { NoAuthorizationHeader = true };
        using var http = new HttpClient(new TlsFront());
        await using var adapter = Open(shop, http);
        await adapter.ReadListingsAsync(WooShop.Token).ToListAsync(WooShop.Token);
        shop.Faults.OnRead(Emulators.Shops.ShopFault.Refused(
            502, $"<html><body>Bad gateway: /wp-json/wc?consumer_key={shop.Options.ConsumerKey}&amp;consumer_secret={shop.Options.ConsumerSecret}</body></html>", "text/html"));

        var failure = await Should.ThrowAsync<StoreException>(async () => await adapter.ReadListingsAsync(WooShop.Token).ToListAsync(WooShop.Token));
        failure.Message.ShouldContain("Bad gateway");
        failure.ToString().ShouldNotContain(shop.Options.ConsumerSecret);
        failure.ToString().ShouldNotContain(shop.Options.ConsumerKey);
    }

    private static Task<WooCommerceEmulator> StartAsync(bool isWordPressTold) =>
        WooCommerceEmulator.StartAsync(new Emulators.WooCommerce.WooCommerceOptions { IsBehindTls = isWordPressTold }, WooShop.Token);

    private static IStoreAdapter Open(WooCommerceEmulator shop, HttpClient http) => new WooCommerceAdapterFactory().Create(
        new WooShop.Context(http, TimeProvider.System),
        (object)new WooCommerceOptions
        {
            Url = shop.Url.Replace("http:", "https:", StringComparison.Ordinal),
            ConsumerKey = shop.Options.ConsumerKey,
            ConsumerSecret = shop.Options.ConsumerSecret,
        });
}
