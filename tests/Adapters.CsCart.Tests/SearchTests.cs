using Connector.Abstractions;
using Connector.Emulators.CsCart;

namespace Connector.Adapters.CsCart.Tests;

public sealed class SearchTests
{
    public static TheoryData<CsCartCodeFilter> Filters => [.. Enum.GetValues<CsCartCodeFilter>()];

    [Theory]
    [MemberData(nameof(Filters))]
    public async Task Whatever_pcode_means_nothing_is_missed(CsCartCodeFilter filter)
    {
        await using var shop = await CsShop.OpenAsync(products: 1000);
        foreach (var sku in (string[])["AB-1", "AB-10", "ab-1", " Тест-7 ", "A_1", "AB1", "100%", "x&y=z#/+,'\"", "0007"])
            shop.Catalogue.AddProduct(sku, 3);
        shop.Quirks = shop.Quirks with { CodeFilter = filter };
        var adapter = shop.Open();
        await shop.ReadAsync(adapter);
        foreach (var sku in (string[])["AB-1", "Тест-7", "A_1", "100%", "x&y=z#/+,'\"", "0007", "P-00500"])
            (await CsShop.FindAsync(adapter, sku)).Select(found => found.Trim()).ShouldContain(sku);
        (await CsShop.FindAsync(adapter, "NOBODY")).ShouldBeEmpty();
        (await adapter.FindBySkuAsync(["AB-1"], CsShop.Token)).Count(listing => listing.Sku is "AB-1" or "ab-1").ShouldBe(2);
    }

    [Theory]
    [InlineData(CsCartCodeFilter.Contains, 1)]
    [InlineData(CsCartCodeFilter.Equal, 1)]
    public async Task A_few_SKUs_are_searched_for_one_by_one(CsCartCodeFilter filter, int requests)
    {
        await using var shop = await CsShop.OpenAsync(products: 1000);
        shop.Quirks = shop.Quirks with { CodeFilter = filter };
        var adapter = shop.Open();
        await shop.ReadAsync(adapter);
        var before = shop.Requests;
        (await CsShop.FindAsync(adapter, "P-00007")).ShouldBe(["P-00007"]);
        (shop.Requests - before).ShouldBe(requests);
        before = shop.Requests;
        (await CsShop.FindAsync(adapter, "P-00001", "P-00002", "P-00003", "P-00004")).Length.ShouldBe(4);
        (shop.Requests - before).ShouldBe(4, "four searches cost what the list costs");
    }

    [Fact]
    public async Task The_switched_form_is_found_out_once()
    {
        await using var shop = await CsShop.OpenAsync(products: 1000);
        shop.Quirks = shop.Quirks with { CodeFilter = CsCartCodeFilter.Switch };
        var adapter = shop.Open();
        await shop.ReadAsync(adapter);
        await CsShop.FindAsync(adapter, "P-00007");
        var before = shop.Requests;
        (await CsShop.FindAsync(adapter, "P-00008")).ShouldBe(["P-00008"]);
        (shop.Requests - before).ShouldBe(1);
    }

    [Fact]
    public async Task A_search_that_finds_nothing_of_what_the_list_shows_is_not_used_again()
    {
        await using var shop = await CsShop.OpenAsync(products: 1000);
        shop.Quirks = shop.Quirks with { CodeFilter = CsCartCodeFilter.Broken };
        var adapter = shop.Open();
        await shop.ReadAsync(adapter);
        (await CsShop.FindAsync(adapter, "P-00007")).ShouldBe(["P-00007"]);
        var before = shop.Requests;
        (await CsShop.FindAsync(adapter, "P-00008")).ShouldBe(["P-00008"]);
        (shop.Requests - before).ShouldBe(4);
    }

    [Fact]
    public async Task A_search_with_more_hits_than_a_page_is_read_to_its_end()
    {
        await using var shop = await CsShop.OpenAsync(products: 2000);
        shop.Catalogue.AddProduct("P-", 1);
        var adapter = shop.Open();
        await shop.ReadAsync(adapter);
        (await CsShop.FindAsync(adapter, "P-")).ShouldContain("P-");
    }

    [Fact]
    public async Task Many_SKUs_are_looked_for_in_the_list()
    {
        await using var shop = await CsShop.OpenAsync(products: 1000);
        var adapter = shop.Open();
        await shop.ReadAsync(adapter);
        var before = shop.Requests;
        (await CsShop.FindAsync(adapter, [.. Enumerable.Range(1, 300).Select(i => $"P-{i:00000}")])).Length.ShouldBe(300);
        (shop.Requests - before).ShouldBe(4);
    }

    [Theory]
    [InlineData(CsCartGeneration.V4_9Options)]
    [InlineData(CsCartGeneration.V4_9LegacyVariations)]
    public async Task Variants_of_older_shops_are_found_through_their_product(CsCartGeneration generation)
    {
        await using var shop = await CsShop.OpenAsync(generation, products: 1000);
        var parent = shop.Catalogue.AddProduct("T", 5);
        Action<string> add = generation == CsCartGeneration.V4_9Options
            ? sku => shop.Catalogue.AddCombination(parent, sku, 7)
            : sku => shop.Catalogue.AddVariation(parent, sku, 7);
        add("T-1");
        var adapter = shop.Open();
        await shop.ReadAsync(adapter);
        await CsShop.FindAsync(adapter, "P-00001");
        var before = shop.Requests;
        var found = await adapter.FindBySkuAsync(["T-1"], CsShop.Token);
        found.Single(listing => listing.Sku == "T-1").Parent.ShouldBe(new ListingRef($"product/{parent}"));
        (shop.Requests - before).ShouldBeLessThanOrEqualTo(2);

        // Made since the last reading: only the list leads there.
        add("T-2");
        (await CsShop.FindAsync(adapter, "T-2")).ShouldBe(["T-2"]);
    }

    [Fact]
    public async Task Before_anything_was_read_the_list_is_read()
    {
        await using var shop = await CsShop.OpenAsync(products: 1000);
        (await CsShop.FindAsync(shop.Open(), "P-00007")).ShouldBe(["P-00007"]);
        shop.Requests.ShouldBe(4);
    }
}
