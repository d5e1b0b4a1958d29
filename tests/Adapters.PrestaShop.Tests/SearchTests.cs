using Connector.Emulators.PrestaShop;

namespace Connector.Adapters.PrestaShop.Tests;

public sealed class SearchTests
{
    public static TheoryData<PrestaShopVersion> Versions => PsShop.Versions;

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task A_few_SKUs_cost_three_requests(PrestaShopVersion version)
    {
        await using var shop = await PsShop.OpenAsync(version);
        shop.Catalogue.Seed(50, 10);
        var adapter = shop.Open();

        var found = await adapter.FindBySkuAsync(["S-00003", "V-0002-4", "nowhere"], PsShop.Token);

        shop.Requests.ShouldBe(3);
        found.Select(listing => (listing.Sku, listing.Quantity)).ShouldBe(
            [("S-00003", shop.Catalogue.StockRow(3)!.Quantity), ("V-0002-4", shop.Catalogue.StockRow(52, 9)!.Quantity)]);
        (await shop.ReadAsync(adapter)).Where(listing => listing.Sku is "S-00003" or "V-0002-4").Select(listing => listing.Ref)
            .ShouldBe(found.Select(listing => listing.Ref), ignoreOrder: true);
    }

    [Theory]
    [InlineData("plain")]
    [InlineData("Чай чорний 100 г")]
    [InlineData("A+B & C#1 / 50%")]
    [InlineData("10,20")]
    [InlineData("12345 ")]
    [InlineData("007")]
    [InlineData("\"quoted\" 'single'")]
    [InlineData("A|B")]
    [InlineData("|A")]
    [InlineData("A|")]
    [InlineData("A[1]B")]
    [InlineData("[X]")]
    [InlineData("![5]")]
    [InlineData("[X")]
    [InlineData("X]")]
    [InlineData("]X[")]
    [InlineData("[[X]|Y]")]
    [InlineData("0123456789012345678901234567890123456789012345678901234567890123")]
    public async Task Every_reference_is_found_and_brings_nobody_else_s(string reference)
    {
        await using var shop = await PsShop.OpenAsync();
        shop.Catalogue.Seed(20);
        shop.Catalogue.AddProduct("X", 1);
        shop.Catalogue.AddProduct("15", 1);
        shop.Catalogue.AddProduct(reference, 5);
        (await PsShop.FindAsync(shop.Open(), reference)).ShouldBe([reference]);
        (await PsShop.FindAsync(shop.Open(), reference, "S-00001")).ShouldBe(new[] { reference, "S-00001" }.Order(StringComparer.Ordinal));
        (await PsShop.FindAsync(shop.Open(), reference.Trim())).ShouldBe([reference]);
    }

    [Fact]
    public async Task What_the_database_takes_for_the_same_is_left_to_the_host_or_left_out()
    {
        await using var shop = await PsShop.OpenAsync();
        foreach (var reference in new[] { "cafe", "café", "ABC-case", "abc-CASE", "TRAIL ", "TRAIL", "Ёлка", "Елка" })
            shop.Catalogue.AddProduct(reference, 1);
        (await PsShop.FindAsync(shop.Open(), "cafe")).ShouldBe(["cafe"]);
        (await PsShop.FindAsync(shop.Open(), "abc-case")).ShouldBe(["ABC-case", "abc-CASE"]);
        (await PsShop.FindAsync(shop.Open(), "TRAIL")).ShouldBe(["TRAIL", "TRAIL "]);
        (await PsShop.FindAsync(shop.Open(), "Ёлка")).ShouldBe(["Ёлка"]);
    }

    [Fact]
    public async Task A_parent_of_combinations_is_not_found_and_its_combination_is()
    {
        await using var shop = await PsShop.OpenAsync();
        var parent = shop.Catalogue.AddProduct("SAME", 1);
        shop.Catalogue.AddCombination(parent, "SAME", 3);
        (await shop.Open().FindBySkuAsync(["SAME"], PsShop.Token)).Single().Ref.Value.ShouldBe("combination/1/1/2");
    }

    [Fact]
    public async Task More_than_a_third_of_the_shop_is_read_as_a_whole()
    {
        await using var shop = await PsShop.OpenAsync();
        shop.Catalogue.Seed(900);
        var skus = Enumerable.Range(1, 301).Select(i => $"S-{i:00000}").ToArray();
        (await PsShop.FindAsync(shop.Open(), skus)).ShouldBe(skus);
        shop.Emulator.Requests.Log.ShouldAllBe(request => !request.QueryString.Contains("filter%5Breference", StringComparison.OrdinalIgnoreCase) && !request.QueryString.Contains("filter[reference", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Addresses_stay_under_six_thousand_bytes()
    {
        await using var shop = await PsShop.OpenAsync();
        shop.Catalogue.Seed(6000);
        for (var i = 0; i < 300; i++)
            shop.Catalogue.AddProduct($"Дуже довгий артикул товару номер {i:000}", 1);
        var skus = Enumerable.Range(0, 300).Select(i => $"Дуже довгий артикул товару номер {i:000}").ToArray();
        (await PsShop.FindAsync(shop.Open(), skus)).ShouldBe(skus);
        shop.Emulator.Requests.Log.Max(request => request.Path.Length + request.QueryString.Length).ShouldBeInRange(4000, 6400);
    }

    [Fact]
    public async Task A_web_server_with_shorter_addresses_is_read_as_a_whole()
    {
        await using var shop = await PsShop.OpenAsync();
        shop.Catalogue.Seed(900);
        shop.Quirks = shop.Quirks with { LongestRequestLine = 1000 };
        var skus = Enumerable.Range(1, 150).Select(i => $"S-{i:00000}").ToArray();
        (await PsShop.FindAsync(shop.Open(), skus)).ShouldBe(skus);
    }

    [Fact]
    public async Task Nothing_is_asked_for_nothing()
    {
        await using var shop = await PsShop.OpenAsync();
        (await PsShop.FindAsync(shop.Open())).ShouldBeEmpty();
        (await shop.Open().SetStockAsync([], PsShop.Token)).ShouldBeEmpty();
        shop.Requests.ShouldBe(0);
    }
}
