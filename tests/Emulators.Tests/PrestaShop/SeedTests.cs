using Connector.Emulators.PrestaShop;

namespace Connector.Emulators.Tests.PrestaShop;

public sealed class SeedTests
{
    private static async Task<List<PrestaShopStockRow>> RowsAsync(int seed)
    {
        await using var shop = await Shop.OpenAsync();
        shop.Catalogue.Seed(simples: 20, parents: 3, combinationsPerParent: 2, seed);
        return [.. shop.Catalogue.StockRows];
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_shop()
    {
        (await RowsAsync(1)).ShouldBe(await RowsAsync(1));
        (await RowsAsync(1)).ShouldNotBe(await RowsAsync(2));
    }

    [Fact]
    public async Task References_are_numbered()
    {
        await using var shop = await Shop.OpenAsync();
        shop.Catalogue.Seed(simples: 2, parents: 1, combinationsPerParent: 2);

        (await shop.ListAsync("products", "display=[reference]&sort=[id_ASC]")).Text.ShouldBe(
            """{"products":[{"reference":"S-00001"},{"reference":"S-00002"},{"reference":"V-0001"}]}""");
        (await shop.ListAsync("combinations", "display=[reference]&sort=[id_ASC]")).Text.ShouldBe(
            """{"combinations":[{"reference":"V-0001-1"},{"reference":"V-0001-2"}]}""");
    }

    [Fact]
    public async Task The_dump_shows_every_change_but_that_of_a_quantity()
    {
        await using var shop = await Shop.OpenAsync();
        shop.Catalogue.Seed(simples: 2, parents: 1);
        var before = shop.Catalogue.DumpWithoutQuantities();

        shop.Catalogue.SetQuantity(1, 0, 1234);
        shop.Catalogue.DumpWithoutQuantities().ShouldBe(before);

        Action[] changes =
        [
            () => shop.Catalogue.EditStockRow(1, static row => row with { Location = "A" }),
            () => shop.Catalogue.EditStockRow(1, static row => row with { ShopId = 0 }),
            () => shop.Catalogue.Rename(2, "NEW"),
            () => shop.Catalogue.RenameCombination(1, "NEW-1"),
            () => shop.Catalogue.DeleteStockRow(2),
        ];
        foreach (var change in changes)
        {
            before = shop.Catalogue.DumpWithoutQuantities();
            change();
            shop.Catalogue.DumpWithoutQuantities().ShouldNotBe(before);
        }
    }

    [Fact]
    public async Task A_product_may_lack_its_stock_row()
    {
        await using var shop = await Shop.OpenAsync();
        shop.Catalogue.AddProduct("IMPORTED", 0, new PrestaShopProductSettings { HasStockRow = false });

        (await shop.ListAsync("products", "display=[id]")).Ids("products").ShouldBe([1]);
        (await shop.ListAsync("stock_availables", "display=[id]")).Text.ShouldBe("[]");
    }
}
