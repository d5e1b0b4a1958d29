using Connector.Abstractions;
using Connector.Emulators.CsCart;
using Connector.Emulators.Faults;
using Connector.Emulators.Shops;

namespace Connector.Adapters.CsCart.Tests;

public sealed class ReadingTests
{
    [Theory]
    [CombinatorialForms]
    public async Task Every_product_is_read_once_in_any_envelope_and_form_of_numbers(CsCartEnvelope envelope, CsCartNumbers numbers, bool repeatsLast)
    {
        await using var shop = await CsShop.OpenAsync(products: 620);
        shop.Quirks = shop.Quirks with { Envelope = envelope, Numbers = numbers, RepeatsLastPage = repeatsLast };
        var listings = await shop.ReadAsync();
        listings.Count.ShouldBe(620);
        listings.ShouldAllBe(listing => listing.Quantity == shop.Catalogue.AmountOf(long.Parse(listing.Ref.Value.Split('/')[1], null)));
        listings.Select(listing => listing.Ref).ShouldBeUnique();
    }

    [Theory]
    [InlineData(CsCartEnvelope.Params, 100, true, 7)]
    [InlineData(CsCartEnvelope.Search, 90, true, 7)]
    [InlineData(CsCartEnvelope.BareArray, 100, true, 8)]
    [InlineData(CsCartEnvelope.Params, 100, false, 12)]
    [InlineData(CsCartEnvelope.BareArray, 62, false, 13)]
    public async Task A_shop_that_gives_fewer_rows_than_asked_for_is_still_read_whole(CsCartEnvelope envelope, int most, bool quietly, int requests)
    {
        await using var shop = await CsShop.OpenAsync(products: 620);
        shop.Quirks = shop.Quirks with { Envelope = envelope, MostItemsPerPage = most, CapsQuietly = quietly };
        (await shop.ReadAsync()).Count.ShouldBe(620);
        shop.Requests.ShouldBe(requests);
    }

    [Fact]
    public async Task The_size_that_worked_is_kept_for_the_next_reading()
    {
        await using var shop = await CsShop.OpenAsync(products: 620);
        shop.Quirks = shop.Quirks with { MostItemsPerPage = 125 };
        var adapter = shop.Open();
        await shop.ReadAsync(adapter);
        var before = shop.Requests;
        await shop.ReadAsync(adapter);
        (shop.Requests - before).ShouldBe(5);
    }

    [Fact]
    public async Task A_page_that_dies_with_500_is_asked_for_in_halves()
    {
        await using var shop = await CsShop.OpenAsync(products: 620);
        shop.Emulator.Faults.When(request => request.QueryString.Contains("items_per_page=250", StringComparison.Ordinal), ShopFault.Refused(500, "Allowed memory size exhausted", "text/html"));
        (await shop.ReadAsync()).Count.ShouldBe(620);
    }

    [Fact]
    public async Task A_shop_that_fails_at_any_size_is_unreachable_and_not_read_in_crumbs_afterwards()
    {
        await using var shop = await CsShop.OpenAsync(products: 620);
        var adapter = shop.Open();
        shop.Emulator.Faults.OnRead(ShopFault.Refused(500, "{}"), times: 6);
        (await Should.ThrowAsync<StoreException>(() => shop.ReadAsync(adapter))).Failure.ShouldBe(StoreFailure.Unreachable);
        var before = shop.Requests;
        (await shop.ReadAsync(adapter)).Count.ShouldBe(620);
        (shop.Requests - before).ShouldBe(3);
    }

    [Fact]
    public async Task A_missing_amount_is_no_zero()
    {
        await using var shop = await CsShop.OpenAsync();
        var id = shop.Catalogue.AddProduct("A", 5);
        shop.Quirks = shop.Quirks with { WithoutAmount = new HashSet<long> { id } };
        (await shop.ReadAsync()).Single().Quantity.ShouldBeNull();
    }

    [Fact]
    public async Task Untracked_products_say_so_and_empty_codes_and_shared_codes_are_listed_as_they_are()
    {
        await using var shop = await CsShop.OpenAsync();
        shop.Catalogue.AddProduct("A", 5, product => product with { Tracking = "D" });
        shop.Catalogue.AddProduct("", 5);
        shop.Catalogue.AddProduct("", 6);
        shop.Catalogue.AddProduct("B", 7, product => product with { Status = "D" });
        shop.Catalogue.AddProduct("B", 8, product => product with { Status = "H" });
        var listings = await shop.ReadAsync();
        listings.Select(listing => (listing.Sku, listing.Quantity, listing.TracksStock)).ShouldBe(
            [("", 5, true), ("", 6, true), ("A", 5, false), ("B", 7, true), ("B", 8, true)], ignoreOrder: true);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Since_4_10_variations_are_products_with_a_parent_even_where_the_list_merges_them(bool merges)
    {
        await using var shop = await CsShop.OpenAsync();
        shop.Quirks = shop.Quirks with { MergesVariations = merges };
        var parent = shop.Catalogue.AddProduct("T", 5);
        var child = shop.Catalogue.AddVariation(parent, "T-1", 7);
        var listings = await shop.ReadAsync();
        listings.Select(listing => (listing.Ref.Value, listing.Quantity, listing.Parent?.Value)).ShouldBe(
            [($"product/{parent}", 5, null), ($"product/{child}", 7, $"product/{parent}")]);
        shop.Requests.ShouldBe(1);
    }

    [Fact]
    public async Task Before_4_10_configurable_products_are_their_variations()
    {
        await using var shop = await CsShop.OpenAsync(CsCartGeneration.V4_9LegacyVariations);
        var parent = shop.Catalogue.AddProduct("T", 5);
        var one = shop.Catalogue.AddVariation(parent, "T-1", 7);
        var two = shop.Catalogue.AddVariation(parent, "T-2", 8);
        shop.Catalogue.AddProduct("S", 9);
        var listings = await shop.ReadAsync();
        listings.Select(listing => (listing.Ref.Value, listing.Sku, listing.Quantity, listing.Parent?.Value)).ShouldBe(
            [("product/13", "S", 9, null), ($"variation/{one}", "T-1", 7, $"product/{parent}"), ($"variation/{two}", "T-2", 8, $"product/{parent}")], ignoreOrder: true);
    }

    [Fact]
    public async Task Products_with_options_are_their_combinations()
    {
        await using var shop = await CsShop.OpenAsync(CsCartGeneration.V4_9Options);
        var parent = shop.Catalogue.AddProduct("T", 5);
        var hash = shop.Catalogue.AddCombination(parent, "T-RED", 7);
        shop.Catalogue.AddProduct("N", 1, product => product with { Tracking = "O" });
        var listings = await shop.ReadAsync();
        listings.Select(listing => (listing.Ref.Value, listing.Quantity, listing.TracksStock, listing.Parent?.Value)).ShouldBe(
            [($"combination/{hash}", 7, true, $"product/{parent}"), ("product/11", 1, false, null)], ignoreOrder: true);
    }

    [Fact]
    public async Task Rows_that_change_places_between_pages_are_found_by_name()
    {
        await using var shop = await CsShop.OpenAsync();
        for (var i = 0; i < 700; i++)
        {
            var number = i;
            shop.Catalogue.AddProduct("", i, product => product with { Name = $"Name {number:0000}" });
        }

        shop.Quirks = shop.Quirks with { TiesMove = true };
        var listings = await shop.ReadAsync();
        listings.Select(listing => listing.Ref).Distinct().Count().ShouldBe(700);
        listings.Count.ShouldBe(700);
    }

    [Fact]
    public async Task Pages_that_never_add_up_are_no_reading()
    {
        await using var shop = await CsShop.OpenAsync(products: 300);
        shop.Emulator.Faults.OnRead(HttpFault.EditBody(body => body.Replace("\"total_items\":\"300\"", "\"total_items\":\"310\"", StringComparison.Ordinal)), times: 100);
        (await Should.ThrowAsync<StoreException>(() => shop.ReadAsync())).Failure.ShouldBe(StoreFailure.Protocol);
    }

    [Fact]
    public async Task A_product_deleted_while_the_list_is_read_hides_no_other()
    {
        await using var shop = await CsShop.OpenAsync(products: 600);
        var adapter = shop.Open();
        var seen = new List<string>();
        await foreach (var listing in adapter.ReadListingsAsync(CsShop.Token))
        {
            if (seen.Count == 0)
                shop.Catalogue.Delete(10);
            seen.Add(listing.Sku);
        }

        // P-00251 moved into the page that had been read already.
        seen.ShouldContain("P-00251");
        seen.Distinct().Count().ShouldBe(600);
    }

    [Theory]
    [InlineData("html")]
    [InlineData("notice")]
    [InlineData("half")]
    [InlineData("null")]
    [InlineData("empty object")]
    [InlineData("no id")]
    [InlineData("amount")]
    public async Task Anything_but_the_list_is_no_reading(string damage)
    {
        await using var shop = await CsShop.OpenAsync(products: 300);
        var adapter = shop.Open();
        await shop.ReadAsync(adapter);
        shop.Emulator.Faults.When(request => request.QueryString.Contains("&page=2&", StringComparison.Ordinal), damage switch
        {
            "html" => HttpFault.Html(200),
            "notice" => HttpFault.EditBody(body => "<br />\n<b>Notice</b>: Undefined index<br />\n" + body),
            "half" => HttpFault.InvalidJson(),
            "null" => HttpFault.OtherJson("null"),
            "empty object" => HttpFault.OtherJson("{}"),
            "no id" => HttpFault.EditBody(body => body.Replace("\"product_id\"", "\"id\"", StringComparison.Ordinal)),
            _ => HttpFault.EditBody(body => body.Replace("\"amount\":\"", "\"amount\":\"x", StringComparison.Ordinal)),
        });
        (await Should.ThrowAsync<StoreException>(() => shop.ReadAsync(adapter))).Failure.ShouldBe(StoreFailure.Protocol);
    }

    [Fact]
    public async Task An_empty_shop_is_empty()
    {
        await using var shop = await CsShop.OpenAsync();
        (await shop.ReadAsync()).ShouldBeEmpty();
        shop.Quirks = shop.Quirks with { Envelope = CsCartEnvelope.BareArray };
        (await shop.ReadAsync()).ShouldBeEmpty();
    }
}
