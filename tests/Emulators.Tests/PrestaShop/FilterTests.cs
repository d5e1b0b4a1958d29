using Connector.Emulators.PrestaShop;

namespace Connector.Emulators.Tests.PrestaShop;

public sealed class FilterTests
{
    private static async Task<Shop> OpenAsync(params string[] references)
    {
        var shop = await Shop.OpenAsync();
        foreach (var reference in references)
            shop.Catalogue.AddProduct(reference, 1);
        return shop;
    }

    private static async Task<List<int>> FindAsync(Shop shop, string filter) =>
        (await shop.ListAsync("products", $"filter[reference]={Uri.EscapeDataString(filter)}&display=[id,reference]&sort=[id_ASC]")).Ids("products");

    [Theory]
    [InlineData("abc-case", 1, 2)]
    [InlineData("[abc-case|nope]", 1, 2)]
    [InlineData("cafe", 3, 4)]
    [InlineData("ЕЛКА", 5, 6)]
    [InlineData("TRAIL", 7, 8)]
    [InlineData("Й", 9)]
    public async Task Comparison_is_the_databases_and_not_ordinal(string filter, params int[] ids)
    {
        await using var shop = await OpenAsync("ABC-CASE", "abc-case", "cafe", "café", "елка", "Ёлка", "TRAIL", "TRAIL ", "Й", "И");

        (await FindAsync(shop, filter)).ShouldBe(ids);
    }

    [Theory]
    [InlineData("A[1]B")]
    [InlineData("[A[1]B]")]
    [InlineData("[A[1]B|S-1]")]
    [InlineData("[[X]|S-1]")]
    [InlineData("[[X]]")]
    [InlineData("[[X|S-1]")]
    public async Task A_reference_with_brackets_removes_the_filter_and_lists_the_shop(string filter)
    {
        await using var shop = await OpenAsync("A[1]B", "[X]", "![5]", "S-1", "S-2");

        (await FindAsync(shop, filter)).ShouldBe([1, 2, 3, 4, 5]);
    }

    [Fact]
    public async Task A_reference_like_a_negation_lists_everything_else()
    {
        await using var shop = await OpenAsync("![5]", "S-1", "5");

        (await FindAsync(shop, "![5]")).ShouldBe([1, 2]);
    }

    [Theory]
    [InlineData("A|B", 1)]
    [InlineData("[A|B]", 2, 3)]
    [InlineData("[A|B|C]", 2, 3)]
    [InlineData("[|A|B]")]
    [InlineData("[B|A||C]", 2, 3, 5)]
    [InlineData("10,20", 4)]
    [InlineData("[10,20]", 4, 6)]
    public async Task Pipes_and_commas_are_exact_alone_and_syntax_in_brackets(string filter, params int[] ids)
    {
        await using var shop = await OpenAsync("A|B", "A", "B", "10,20", "", "15");

        (await FindAsync(shop, filter)).ShouldBe(ids);
    }

    [Theory]
    [InlineData("%[-1]%", 1, 2, 3)]
    [InlineData("[s-]%", 1, 2)]
    [InlineData("%[1]", 1, 3)]
    public async Task Percent_signs_make_a_pattern(string filter, params int[] ids)
    {
        await using var shop = await OpenAsync("S-1", "S-12", "T-1", "U");

        (await FindAsync(shop, filter)).ShouldBe(ids);
    }

    [Theory]
    [InlineData("[1,3]", 1, 2, 3)]
    [InlineData("[3,1]", 1, 2, 3)]
    [InlineData("[1|5]", 1, 5)]
    [InlineData(">[3]", 4, 5)]
    [InlineData("<[3]", 1, 2)]
    [InlineData("![1|2]", 3, 4, 5)]
    [InlineData("4", 4)]
    public async Task Numbers_have_lists_ranges_and_bounds(string filter, params int[] ids)
    {
        await using var shop = await OpenAsync("A", "B", "C", "D", "E");

        (await shop.ListAsync("stock_availables", $"filter[id_product]={filter}&display=[id]&sort=[id_ASC]")).Ids("stock_availables").ShouldBe(ids);
    }

    [Fact]
    public async Task Plus_must_be_encoded()
    {
        await using var shop = await OpenAsync("A+B");

        (await shop.ListAsync("products", "filter[reference]=A+B&display=[id]")).Text.ShouldBe("[]");
        (await shop.ListAsync("products", "filter[reference]=A%2BB&display=[id]")).Ids("products").ShouldBe([1]);
    }

    [Theory]
    [InlineData("filter[reference]=&display=[id]", 33)]
    [InlineData("filter[sku]=1&display=[id]", 32)]
    [InlineData("filter[date_upd]=>[2026-01-01]&display=[id]", 32)]
    [InlineData("display=[id,sku]", 35)]
    [InlineData("display=id", 36)]
    [InlineData("display=[id]&sort=[id]", 37)]
    [InlineData("display=[id]&sort=[sku_ASC]", 38)]
    [InlineData("display=[id]&limit=1,2,3", 39)]
    public async Task A_list_that_cannot_be_read_is_refused_and_then_php_stumbles_over_it(string query, int code)
    {
        await using var shop = await OpenAsync("A");

        var answer = await shop.ListAsync("products", query);

        answer.Status.ShouldBe(500);
        answer.Codes.ShouldBe([code, 3, 3, 3, 3]);
    }

    [Fact]
    public async Task An_unknown_field_of_a_single_row_is_a_plain_400()
    {
        await using var shop = await OpenAsync("A");

        var answer = await shop.GetAsync("/api/products/1?display=[sku]&output_format=JSON");

        answer.Status.ShouldBe(400);
        answer.Codes.ShouldBe([35]);
    }

    [Fact]
    public async Task Renaming_changes_the_date_and_writing_stock_does_not()
    {
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 16, 0, 0, TimeSpan.Zero));
        await using var shop = await Shop.OpenAsync(options: new PrestaShopOptions { TimeProvider = time });
        shop.Catalogue.Seed(simples: 3);
        time.Advance(TimeSpan.FromHours(1));

        shop.Catalogue.Rename(2, "S-NEW");
        await shop.PatchAsync(Shop.Row(3, 77));

        var changed = await shop.ListAsync("products", "filter[date_upd]=>[2026-11-23 16:30:00]&date=1&display=[id,reference,date_upd]");
        changed.Text.ShouldBe("""{"products":[{"id":2,"reference":"S-NEW","date_upd":"2026-11-23 17:00:00"}]}""");
    }
}
