using Connector.Abstractions;
using Connector.Emulators.Faults;
using Connector.Emulators.PrestaShop;

namespace Connector.Adapters.PrestaShop.Tests;

public sealed class ReadingTests
{
    public static TheoryData<PrestaShopVersion> Versions => PsShop.Versions;

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task A_shop_of_2385_products_and_1509_combinations_is_read_with_nine_requests(PrestaShopVersion version)
    {
        await using var shop = await PsShop.OpenAsync(version);
        shop.Catalogue.Seed(2083, 302, 5);
        shop.Catalogue.DeleteCombination(1510);
        shop.Catalogue.DeleteStockRow(shop.Catalogue.StockRow(7)!.Id);
        (shop.Catalogue.StockRows.Count, shop.Requests).ShouldBe((3893, 0L));

        var listings = await shop.ReadAsync();

        shop.Requests.ShouldBe(9);
        listings.Count.ShouldBe(2083 + 1509);
        listings.Select(listing => listing.Ref).Distinct().Count().ShouldBe(listings.Count);
        foreach (var listing in listings.Where(listing => listing.TracksStock))
        {
            var parts = listing.Ref.Value.Split('/').Skip(1).Select(int.Parse).ToArray();
            listing.Quantity.ShouldBe(shop.Catalogue.StockRow(parts[0], parts.Length == 3 ? parts[1] : 0)!.Quantity);
        }

        listings.Where(listing => !listing.TracksStock).Select(listing => listing.Sku).ShouldBe(["S-00007"]);
    }

    [Theory]
    [InlineData(0, 3)]
    [InlineData(999, 3)]
    [InlineData(1000, 5)]
    [InlineData(1001, 5)]
    [InlineData(2000, 7)]
    public async Task A_short_page_ends_a_list(int products, int requests)
    {
        await using var shop = await PsShop.OpenAsync();
        shop.Catalogue.Seed(products);
        (await shop.ReadAsync()).Count.ShouldBe(products);
        shop.Requests.ShouldBe(requests);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Combinations_are_listings_and_their_product_is_none(PrestaShopVersion version)
    {
        await using var shop = await PsShop.OpenAsync(version);
        shop.Catalogue.AddProduct("S-1", 0);
        var parent = shop.Catalogue.AddProduct("V-1", 0);
        shop.Catalogue.AddCombination(parent, "V-1-A", 3);
        shop.Catalogue.AddCombination(parent, "V-1-B", -4);

        var listings = await shop.ReadAsync();

        listings.Select(listing => (listing.Sku, listing.Ref.Value, listing.Parent?.Value, listing.Quantity, listing.TracksStock)).ShouldBe(
        [
            ("V-1-A", "combination/2/1/3", "product/2", 3, true),
            ("V-1-B", "combination/2/2/4", "product/2", -4, true),
            ("S-1", "product/1/1", null, 0, true),
        ]);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Products_of_all_states_come_and_those_whose_number_cannot_be_kept_are_not_tracked(PrestaShopVersion version)
    {
        await using var shop = await PsShop.OpenAsync(version);
        shop.Catalogue.AddProduct("hidden", 1, new PrestaShopProductSettings { Active = false });
        shop.Catalogue.AddProduct("draft", 2, new PrestaShopProductSettings { Draft = true });
        shop.Catalogue.AddProduct("pack", 3, new PrestaShopProductSettings { IsPack = true });
        shop.Catalogue.AddProduct("", 4);
        shop.Catalogue.AddProduct("imported", 5, new PrestaShopProductSettings { HasStockRow = false });
        var advanced = shop.Catalogue.AddProduct("advanced", 6);
        shop.Catalogue.EditStockRow(shop.Catalogue.StockRow(advanced)!.Id, row => row with { DependsOnStock = true });
        var former = shop.Catalogue.AddProduct("former parent", 7);
        shop.Catalogue.AddStockRow(former, 4711, 1, 0, 9);

        (await shop.ReadAsync()).Select(listing => (listing.Sku, listing.TracksStock)).ShouldBe(
            [("hidden", true), ("draft", true), ("pack", true), ("", true), ("imported", false), ("advanced", false), ("former parent", false)]);
    }

    [Theory]
    [InlineData("\n\n")]
    [InlineData("\uFEFF")]
    [InlineData("\r\n\uFEFF \n")]
    public async Task What_a_module_prints_before_the_answer_is_taken_off(string text)
    {
        await using var shop = await PsShop.OpenAsync();
        shop.Catalogue.Seed(2, 1);
        shop.Quirks = shop.Quirks with { TextBefore = text };
        var adapter = shop.Open();
        var listings = await shop.ReadAsync(adapter);
        listings.Count.ShouldBe(7);
        (await PsShop.SetAsync(adapter, listings, _ => 5)).ShouldAllBe(outcome => outcome.Status == StockStatus.Applied && outcome.Error == null);
        (await adapter.CheckHealthAsync(PsShop.Token)).IsHealthy.ShouldBeTrue();
    }

    [Fact]
    public async Task A_row_deleted_between_two_pages_spoils_the_reading()
    {
        await using var shop = await PsShop.OpenAsync();
        shop.Catalogue.Seed(2500);
        shop.Emulator.Faults.OnRequest(2, HttpFault.EditBody(body =>
        {
            shop.Catalogue.DeleteProduct(5);
            return body;
        }));
        var failure = await Should.ThrowAsync<StoreException>(() => shop.ReadAsync());
        failure.Failure.ShouldBe(StoreFailure.Protocol);
        failure.Message.ShouldContain("changed while they were read");
        (await shop.ReadAsync()).Count.ShouldBe(2499);
    }

    [Theory]
    [InlineData("\"id\":2,", "\"id\":1,")]
    [InlineData("\"id\":2,", "\"id\":9999,")]
    [InlineData("\"id\":2,", "")]
    [InlineData("\"quantity\":", "\"quantities\":")]
    [InlineData("\"stock_availables\":", "\"rows\":")]
    public async Task Rows_out_of_order_or_without_their_fields_spoil_the_reading(string what, string by)
    {
        await using var shop = await PsShop.OpenAsync();
        shop.Catalogue.Seed(5);
        shop.Emulator.Faults.OnRequest(1, HttpFault.EditBody(body => body.Replace(what, by, StringComparison.Ordinal)));
        (await Should.ThrowAsync<StoreException>(() => shop.ReadAsync())).Failure.ShouldBe(StoreFailure.Protocol);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(5)]
    public async Task No_page_that_cannot_be_read_becomes_a_shorter_reading(int request)
    {
        HttpFault[] faults = [HttpFault.Html(200), HttpFault.InvalidJson(), HttpFault.OtherJson("""{"stock_available":[]}"""), HttpFault.OtherJson("null"), HttpFault.Status(500, "")];
        foreach (var fault in faults)
        {
            await using var shop = await PsShop.OpenAsync();
            shop.Catalogue.Seed(1200, 10);
            shop.Emulator.Faults.OnRequest(request, fault);
            (await Should.ThrowAsync<StoreException>(() => shop.ReadAsync())).Failure.ShouldBeOneOf(StoreFailure.Protocol, StoreFailure.Unreachable);
        }
    }

    [Fact]
    public async Task An_empty_page_in_place_of_the_second_is_no_end()
    {
        await using var shop = await PsShop.OpenAsync();
        shop.Catalogue.Seed(1500);
        shop.Emulator.Faults.OnRequest(2, HttpFault.OtherJson("[]"));
        (await Should.ThrowAsync<StoreException>(() => shop.ReadAsync())).Failure.ShouldBe(StoreFailure.Protocol);
    }

    [Fact]
    public async Task A_refusal_of_a_list_is_known_by_its_first_code()
    {
        await using var shop = await PsShop.OpenAsync();
        shop.Emulator.Faults.OnRead(HttpFault.Status(500, """{"errors":[{"code":32,"message":"This filter does not exist"},{"code":3,"message":"[PHP Warning #2] Trying to access"}]}"""));
        var failure = await Should.ThrowAsync<StoreException>(() => shop.ReadAsync());
        (failure.Failure, failure.Message.Contains("(32)", StringComparison.Ordinal)).ShouldBe((StoreFailure.Protocol, true));
    }
}
