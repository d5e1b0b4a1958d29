using Connector.Emulators.PrestaShop;

namespace Connector.Emulators.Tests.PrestaShop;

/// <summary>The row of a product that has combinations: rows 1 (the sum), 2, 3 and 4.</summary>
public sealed class ParentTests
{
    private static async Task<Shop> OpenAsync()
    {
        var shop = await Shop.OpenAsync();
        var parent = shop.Catalogue.AddProduct("V-1", 0);
        for (var i = 1; i <= 3; i++)
            shop.Catalogue.AddCombination(parent, $"V-1-{i}", i);
        return shop;
    }

    [Fact]
    public async Task The_parent_is_the_sum_after_each_write_of_a_combination()
    {
        await using var shop = await OpenAsync();
        shop.Quantity(1).ShouldBe(6);

        await shop.PatchAsync(Shop.Row(2, 10) + Shop.Row(3, 20));

        shop.Quantity(1).ShouldBe(33);
    }

    [Fact]
    public async Task A_parent_written_directly_is_wrong_until_the_next_combination()
    {
        await using var shop = await OpenAsync();

        (await shop.PatchAsync(Shop.Row(1, 7))).Status.ShouldBe(200);
        shop.Quantity(1).ShouldBe(7);

        await shop.PatchAsync(Shop.Row(4, 3));
        shop.Quantity(1).ShouldBe(6);
    }

    [Fact]
    public async Task A_combination_that_put_takes_out_of_its_shop_is_missing_in_the_sum()
    {
        await using var shop = await OpenAsync();

        (await shop.PutAsync(Shop.WholeRow(shop.Catalogue.StockRows[1] with { ShopId = 0, Quantity = 100 }))).Status.ShouldBe(200);

        shop.Quantity(1).ShouldBe(5);
    }

    [Fact]
    public async Task Changes_in_the_back_office_keep_the_sum()
    {
        await using var shop = await OpenAsync();

        shop.Catalogue.SetQuantity(1, combinationId: 2, quantity: 50);
        shop.Quantity(1).ShouldBe(54);

        shop.Catalogue.DeleteCombination(2);
        shop.Quantity(1).ShouldBe(4);
        shop.Catalogue.StockRows.Select(static row => row.Id).ShouldBe([1, 2, 4]);
        (await shop.ListAsync("combinations", "display=[id,reference]&sort=[id_ASC]")).Ids("combinations").ShouldBe([1, 3]);
    }

    [Fact]
    public async Task A_deleted_product_is_gone_with_its_combinations_and_rows()
    {
        await using var shop = await OpenAsync();
        shop.Catalogue.DeleteProduct(1);

        (await shop.GetAsync("/api/products/1")).Status.ShouldBe(404);
        (await shop.ListAsync("combinations", "display=[id]")).Text.ShouldBe("[]");
        (await shop.PatchAsync(Shop.Row(2, 1))).Codes.ShouldBe([92]);
        shop.Catalogue.StockRows.ShouldBeEmpty();
    }

    [Fact]
    public async Task Combinations_of_one_product_in_one_request_never_lose_the_sum()
    {
        await using var shop = await Shop.OpenAsync();
        shop.Catalogue.Seed(simples: 0, parents: 8);
        shop.Emulator.WorkPerItem = TimeSpan.FromMilliseconds(1);

        await Task.WhenAll(Parents(shop).Select(parent =>
            shop.PatchAsync(string.Concat(RowsOf(shop, parent).Select(static (row, i) => Shop.Row(row.Id, 100 + i))))));

        WrongParents(shop).ShouldBeEmpty();
    }

    [Fact]
    public async Task Combinations_of_one_product_in_parallel_requests_do()
    {
        await using var shop = await Shop.OpenAsync();
        shop.Catalogue.Seed(simples: 0, parents: 30);
        shop.Emulator.WorkPerItem = TimeSpan.FromMilliseconds(40);

        await Task.WhenAll(Parents(shop).SelectMany(parent =>
            RowsOf(shop, parent).Select((row, i) => shop.PatchAsync(Shop.Row(row.Id, 100 + i)))));

        WrongParents(shop).ShouldNotBeEmpty();
        shop.Catalogue.StockRows.Where(static row => row.CombinationId > 0).ShouldAllBe(static row => row.Quantity >= 100);
    }

    private static List<PrestaShopStockRow> Parents(Shop shop) => [.. shop.Catalogue.StockRows.Where(static row => row.CombinationId == 0)];

    private static IEnumerable<PrestaShopStockRow> RowsOf(Shop shop, PrestaShopStockRow parent) =>
        shop.Catalogue.StockRows.Where(row => row.ProductId == parent.ProductId && row.CombinationId > 0);

    private static List<int> WrongParents(Shop shop) =>
        [.. Parents(shop).Where(parent => parent.Quantity != RowsOf(shop, parent).Sum(static row => row.Quantity)).Select(static row => row.Id)];
}
