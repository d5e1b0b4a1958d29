using Connector.Abstractions;

namespace Connector.Adapters.WooCommerce.Tests;

/// <summary>SKUs that WooCommerce's search cannot find, takes for others, or would answer with the whole catalogue.</summary>
public sealed class SkuTests
{
    [Fact]
    public async Task A_comma_with_nothing_beside_it_is_never_searched_for()
    {
        await using var shop = await WooShop.OpenAsync();
        string[] skus = ["A,,B", "A,", ",B", "A, ,B"];
        foreach (var sku in skus)
            shop.Catalogue.AddSimple(sku, 1);
        shop.Catalogue.AddSimple("", 1);

        var found = await shop.Open().FindBySkuAsync(skus, WooShop.Token);

        found.Select(listing => listing.Sku).ShouldBe(skus, ignoreOrder: true);
        shop.Emulator.Requests.Log.ShouldAllBe(request => !request.QueryString.Contains("&sku=", StringComparison.Ordinal) && !request.QueryString.Contains("?sku=", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Blank_SKUs_are_asked_of_nobody()
    {
        await using var shop = await WooShop.OpenAsync();
        shop.Catalogue.Seed(3);
        (await shop.Open().FindBySkuAsync([" ", "\t", "\u00A0"], WooShop.Token)).ShouldBeEmpty();
        shop.Emulator.Requests.Total.ShouldBe(0);
    }

    [Fact]
    public async Task A_variation_with_the_SKU_of_its_parent_has_none_of_its_own()
    {
        await using var shop = await WooShop.OpenAsync();
        var frame = shop.Catalogue.AddVariable("SAME");
        var variation = shop.Catalogue.AddVariation(frame, "SAME", 5);
        var keeper = shop.Catalogue.AddVariable("KEPT", ownStock: 3);
        shop.Catalogue.AddVariation(keeper, "KEPT", 4);
        var adapter = shop.Open();

        (await shop.ReadAsync(adapter))[$"variation/{variation}"].Sku.ShouldBeEmpty();
        (await adapter.FindBySkuAsync(["SAME"], WooShop.Token)).ShouldBeEmpty();
        (await adapter.FindBySkuAsync(["KEPT"], WooShop.Token)).ShouldHaveSingleItem().Ref.ShouldBe(new ListingRef($"product/{keeper}"));
    }

    [Fact]
    public async Task SKUs_that_the_shop_takes_for_one_another_come_all_and_under_their_own_names()
    {
        await using var shop = await WooShop.OpenAsync();
        string[] skus = ["Case-Pair", "case-pair", "Ґрунт", "грунт", "Ёлка-1", "Елка-1", "TWICE", "TWICE"];
        foreach (var sku in skus)
            shop.Catalogue.AddSimple(sku, 1);

        (await shop.Open().FindBySkuAsync(["Case-Pair", "Ґрунт", "Елка-1", "TWICE"], WooShop.Token)).Select(listing => listing.Sku).ShouldBe(skus, ignoreOrder: true);
    }

    // After a restart nothing is known of the shop's size: it is asked for once, and only where it matters.
    [Theory]
    [InlineData(100, 1)]
    [InlineData(250, 1 + 3)]
    [InlineData(1500, 1 + 20 + 1)]
    public async Task The_cheaper_way_is_chosen_without_a_reading_before(int wanted, int requests)
    {
        await using var shop = await WooShop.OpenAsync();
        shop.Catalogue.Seed(2000);
        (await shop.Open().FindBySkuAsync([.. Enumerable.Range(1, wanted).Select(i => $"S-{i:00000}")], WooShop.Token)).Count.ShouldBe(wanted);
        shop.Emulator.Requests.Total.ShouldBe(requests);
    }
}
