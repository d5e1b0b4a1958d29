using System.Text.Json;
using Connector.Emulators.CsCart;

namespace Connector.Emulators.Tests.CsCart;

public sealed class ListTests
{
    [Fact]
    public async Task A_list_has_ten_rows_unless_asked_and_says_how_many_there_are_as_text()
    {
        await using var shop = await Shop.OpenAsync();
        shop.Catalogue.Seed(23);
        var json = await shop.JsonAsync("/api/2.0/products");
        json.GetProperty("products").GetArrayLength().ShouldBe(10);
        json.GetProperty("params").GetProperty("total_items").GetString().ShouldBe("23");
        json.GetProperty("params").GetProperty("items_per_page").GetInt32().ShouldBe(10);
        (await shop.CodesAsync("items_per_page=10&page=3&sort_by=code")).ShouldBe(["P-00021", "P-00022", "P-00023"]);
        (await shop.CodesAsync("items_per_page=10&page=4")).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(CsCartEnvelope.Search, JsonValueKind.Object)]
    [InlineData(CsCartEnvelope.BareArray, JsonValueKind.Array)]
    public async Task Other_envelopes_are_a_setting(CsCartEnvelope envelope, JsonValueKind kind)
    {
        await using var shop = await Shop.OpenAsync();
        shop.Catalogue.Seed(3);
        shop.Quirks = shop.Quirks with { Envelope = envelope };
        var json = await shop.JsonAsync("/api/products");
        json.ValueKind.ShouldBe(kind);
        if (kind == JsonValueKind.Object)
            json.TryGetProperty("search", out _).ShouldBeTrue();
    }

    [Fact]
    public async Task Numbers_are_text_numbers_or_both_and_amount_may_be_missing()
    {
        await using var shop = await Shop.OpenAsync();
        var id = shop.Catalogue.AddProduct("A", 7);
        (await shop.GetAsync($"/api/2.0/products/{id}")).Body.ShouldContain("\"amount\":\"7\"");
        shop.Quirks = shop.Quirks with { Numbers = CsCartNumbers.Numbers };
        (await shop.GetAsync($"/api/2.0/products/{id}")).Body.ShouldContain("\"amount\":7");
        shop.Quirks = shop.Quirks with { Numbers = CsCartNumbers.Mixed, WithoutAmount = new HashSet<long> { id } };
        var body = (await shop.GetAsync($"/api/2.0/products/{id}")).Body;
        body.ShouldNotContain("\"amount\"");
        body.ShouldContain("\"product_id\":10,");
        body.ShouldContain("\"min_qty\":\"0\"");
    }

    [Theory]
    [InlineData(CsCartCodeFilter.Contains, "pcode=AB-1", new[] { "AB-1", "AB-10" })]
    [InlineData(CsCartCodeFilter.Contains, "pcode=A_-1", new[] { "AB-1", "AB-10" })]
    [InlineData(CsCartCodeFilter.Equal, "pcode=ab-1", new[] { "AB-1" })]
    [InlineData(CsCartCodeFilter.Switch, "pcode=Y&q=AB-1", new[] { "AB-1", "AB-10" })]
    [InlineData(CsCartCodeFilter.Switch, "pcode=AB-1", new string[0])]
    [InlineData(CsCartCodeFilter.Ignored, "pcode=AB-1", new[] { "AB-1", "AB-10", "C" })]
    [InlineData(CsCartCodeFilter.Broken, "pcode=AB-1", new string[0])]
    [InlineData(CsCartCodeFilter.Contains, "pcodes=AB-1", new[] { "AB-1", "AB-10", "C" })]
    public async Task What_pcode_means_is_a_setting_and_unknown_filters_are_ignored(CsCartCodeFilter filter, string query, string[] expected)
    {
        await using var shop = await Shop.OpenAsync();
        foreach (var code in (string[])["C", "AB-10", "AB-1"])
            shop.Catalogue.AddProduct(code, 1);
        shop.Quirks = shop.Quirks with { CodeFilter = filter };
        (await shop.CodesAsync(query + "&sort_by=code")).ShouldBe(expected);
    }

    [Fact]
    public async Task Too_large_pages_are_413_or_quietly_cut()
    {
        await using var shop = await Shop.OpenAsync();
        shop.Catalogue.Seed(9);
        shop.Quirks = shop.Quirks with { MostItemsPerPage = 5 };
        (await shop.GetAsync("/api/2.0/products?items_per_page=6")).Status.ShouldBe(413);
        shop.Quirks = shop.Quirks with { CapsQuietly = true };
        (await shop.CodesAsync("items_per_page=6")).Length.ShouldBe(5);
        shop.Quirks = shop.Quirks with { RepeatsLastPage = true };
        (await shop.CodesAsync("items_per_page=5&page=9")).Length.ShouldBe(4);
    }

    [Fact]
    public async Task A_list_sorted_by_amount_moves_when_stock_is_written()
    {
        await using var shop = await Shop.OpenAsync();
        for (var i = 0; i < 4; i++)
            shop.Catalogue.AddProduct($"A{i}", i);
        (await shop.CodesAsync("sort_by=amount&items_per_page=2")).ShouldBe(["A0", "A1"]);
        await shop.PutAsync("/api/2.0/products/10", """{"amount":"9"}""");
        (await shop.CodesAsync("sort_by=amount&items_per_page=2&page=2")).ShouldBe(["A3", "A0"], "A2 was on neither page");
    }

    [Fact]
    public async Task Rows_that_sort_alike_move_between_pages_where_the_shop_lets_them()
    {
        await using var shop = await Shop.OpenAsync();
        for (var i = 0; i < 60; i++)
            shop.Catalogue.AddProduct("", i);
        shop.Quirks = shop.Quirks with { TiesMove = true };
        var ids = new HashSet<string>();
        for (var page = 1; page <= 3; page++)
        {
            foreach (var row in (await shop.JsonAsync($"/api/2.0/products?sort_by=code&items_per_page=20&page={page}")).GetProperty("products").EnumerateArray())
                ids.Add(row.GetProperty("product_id").GetString()!);
        }

        ids.Count.ShouldBeLessThan(60);
    }

    [Fact]
    public async Task Variations_are_merged_unless_asked_for_where_the_shop_merges()
    {
        await using var shop = await Shop.OpenAsync();
        var parent = shop.Catalogue.AddProduct("T", 1);
        shop.Catalogue.AddVariation(parent, "T-1", 1);
        (await shop.CodesAsync("sort_by=code")).ShouldBe(["T", "T-1"]);
        shop.Quirks = shop.Quirks with { MergesVariations = true };
        (await shop.CodesAsync("sort_by=code")).ShouldBe(["T"]);
        (await shop.CodesAsync("sort_by=code&include_child_variations=Y")).ShouldBe(["T", "T-1"]);
        (await shop.CodesAsync($"parent_product_id={parent}&include_child_variations=Y")).ShouldBe(["T-1"]);
    }

    [Fact]
    public async Task Old_variations_are_in_their_own_entity_only()
    {
        await using var shop = await Shop.OpenAsync(new CsCartOptions { Generation = CsCartGeneration.V4_9LegacyVariations });
        var parent = shop.Catalogue.AddProduct("T", 1);
        shop.Catalogue.AddVariation(parent, "T-1", 1);
        (await shop.CodesAsync("include_child_variations=Y")).ShouldBe(["T"]);
        (await shop.JsonAsync($"/api/2.0/product_variations?parent_product_id={parent}")).GetProperty("products").GetArrayLength().ShouldBe(1);
        (await shop.GetAsync("/api/2.0/combinations?product_id=10")).Status.ShouldBe(404);
    }

    [Fact]
    public async Task Combinations_want_a_product_and_come_without_envelope()
    {
        await using var shop = await Shop.OpenAsync(new CsCartOptions { Generation = CsCartGeneration.V4_9Options });
        var parent = shop.Catalogue.AddProduct("T", 1);
        var hash = shop.Catalogue.AddCombination(parent, "T-1", 4);
        (await shop.GetAsync("/api/combinations")).Status.ShouldBe(400);
        (await shop.JsonAsync($"/api/combinations?product_id={parent}"))[0].GetProperty("combination_hash").GetString().ShouldBe(hash);
        (await shop.JsonAsync($"/api/products/{parent}")).GetProperty("tracking").GetString().ShouldBe("O");
    }
}
