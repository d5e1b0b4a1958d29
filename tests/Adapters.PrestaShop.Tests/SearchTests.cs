using System.Globalization;
using Connector.Adapters.PrestaShop.Listings;
using Connector.Emulators.PrestaShop;
using CsCheck;

namespace Connector.Adapters.PrestaShop.Tests;

/// <summary>Finding listings by reference.</summary>
public sealed class SearchTests
{
    [Theory]
    [MemberData(nameof(PrestaWorld.Versions), MemberType = typeof(PrestaWorld))]
    public async Task References_are_found_whatever_they_are_made_of(PrestaShopVersion version)
    {
        string[] skus = ["S 1", "A&B", "A+B", "A/B", "A#B", "A|B", "10,20", "Чашка-Ґ", "000123", "\"A\"", "100%", new string('L', 64), "A[1]B", "[X]", "[X"];
        await using var shop = await PrestaWorld.OpenAsync(version);
        foreach (var sku in skus)
            shop.Catalogue.AddProduct(sku, 5);
        var parent = shop.Catalogue.AddProduct("P", 0);
        shop.Catalogue.AddCombination(parent, "P-1", 2);
        foreach (var sku in skus.Append("P-1"))
            (await shop.Open().FindBySkuAsync([sku, "UNKNOWN"], PrestaWorld.Token)).ShouldContain(listing => listing.Sku == sku, sku);
        var found = await shop.Open().FindBySkuAsync([.. skus, "P-1", "P"], PrestaWorld.Token);
        skus.Append("P-1").Except(found.Select(listing => listing.Sku)).ShouldBeEmpty();
        found.ShouldNotContain(listing => listing.Sku == "P", "a parent's number is the sum of its combinations");
    }

    [Theory]
    [MemberData(nameof(PrestaWorld.Versions), MemberType = typeof(PrestaWorld))]
    public async Task Numbers_in_brackets_texts_with_spaces_and_case_are_what_they_are(PrestaShopVersion version)
    {
        await using var shop = await PrestaWorld.OpenAsync(version);
        foreach (var sku in new[] { "10", "10 ", "15", "20", "10,20", "abc", "ABC", "Ёж" })
            shop.Catalogue.AddProduct(sku, 1);
        async Task<string[]> FoundAsync(params string[] skus) => [.. (await shop.Open().FindBySkuAsync(skus, PrestaWorld.Token)).Select(listing => listing.Sku)];
        (await FoundAsync("10")).ShouldBe(["10", "10 "], "the shop is blind to spaces at the end, and the host trims");
        (await FoundAsync("10,20")).ShouldBe(["10,20"], "and not the range from 10 to 20");
        (await FoundAsync("10,20", "15")).ShouldBe(["15", "10,20"], ignoreOrder: true);
        (await FoundAsync("abc")).ShouldContain("abc");
        (await FoundAsync("Ёж")).ShouldBe(["Ёж"]);
    }

    [Fact]
    public async Task A_parents_reference_finds_nothing_and_its_combinations_are_found_with_it()
    {
        await using var shop = await PrestaWorld.OpenAsync();
        shop.Catalogue.Seed(2, 2);
        (await shop.Open().FindBySkuAsync(["V-0001"], PrestaWorld.Token)).ShouldBeEmpty();
        var found = (await shop.Open().FindBySkuAsync(["V-0002-3"], PrestaWorld.Token)).ShouldHaveSingleItem();
        found.ShouldBe((await shop.ReadAsync())["V-0002-3"]);
        found.Parent!.Value.Value.ShouldBe("product/4");
    }

    [Fact]
    public async Task More_than_a_third_of_the_shop_is_read_as_a_whole_and_less_is_searched()
    {
        await using var shop = await PrestaWorld.OpenAsync();
        shop.Catalogue.Seed(3000);
        var adapter = shop.Open();
        await shop.ReadAsync(adapter);
        var before = shop.Emulator.Requests.Total;
        string[] skus = [.. Enumerable.Range(1, 1500).Select(i => $"S-{i:00000}")];
        (await adapter.FindBySkuAsync(skus, PrestaWorld.Token)).Count.ShouldBe(1500);
        (shop.Emulator.Requests.Total - before).ShouldBe(7, "3 pages of products, none of combinations, 3 of stock rows");
        before = shop.Emulator.Requests.Total;
        (await adapter.FindBySkuAsync(skus[..50], PrestaWorld.Token)).Count.ShouldBe(50);
        (shop.Emulator.Requests.Total - before).ShouldBe(3);
    }

    [Fact]
    public async Task Addresses_stay_within_what_web_servers_take_whatever_the_references()
    {
        await using var shop = await PrestaWorld.OpenAsync();
        string[] skus = [.. Enumerable.Range(1, 400).Select(i => string.Create(CultureInfo.InvariantCulture, $"Чашка керамічна ґудзик, набір + {i:0000}"))];
        foreach (var sku in skus)
            shop.Catalogue.AddProduct(sku, 3);
        (await shop.Open().FindBySkuAsync(skus, PrestaWorld.Token)).Select(listing => listing.Sku).ShouldBe(skus, ignoreOrder: true);
        shop.Emulator.Requests.Log.Max(request => request.QueryString.Length).ShouldBeLessThan(6400);
    }

    [Fact]
    public async Task Nothing_is_asked_for_nothing()
    {
        await using var shop = await PrestaWorld.OpenAsync();
        shop.Catalogue.Seed(3);
        (await shop.Open().FindBySkuAsync([], PrestaWorld.Token)).ShouldBeEmpty();
        (await shop.Open().FindBySkuAsync([" ", "<b>", "a=b"], PrestaWorld.Token)).ShouldBeEmpty("PrestaShop takes no such reference, and an empty filter is an error");
        shop.Emulator.Requests.Total.ShouldBe(0);
    }

    [Fact]
    public void Lists_hold_every_value_once_in_order_and_fit()
    {
        Gen.String[Gen.Char["aБ+ %é€"], 1, 64].Array[0, 300].Sample(values =>
        {
            var lists = Queries.Of(values).ToList();
            lists.SelectMany(list => list.Split('|')).ShouldBe(values);
            lists.ShouldAllBe(list => Uri.EscapeDataString(list).Length <= 6000);
        });
    }
}
