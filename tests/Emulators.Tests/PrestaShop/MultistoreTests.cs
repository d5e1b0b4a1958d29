using Connector.Emulators.PrestaShop;

namespace Connector.Emulators.Tests.PrestaShop;

/// <summary>Shop 1 alone in group 1; shops 2 and 3 in group 2, which shares its stock.</summary>
public sealed class MultistoreTests
{
    private static async Task<Shop> OpenAsync()
    {
        var shop = await Shop.OpenAsync();
        var group = shop.Catalogue.AddShopGroup("Shared", sharesStock: true);
        shop.Catalogue.AddShop(group, "Second", "/shop2/");
        shop.Catalogue.AddShop(group, "Third", "/shop3/");
        var parent = shop.Catalogue.AddProduct("V-1", 0);
        shop.Catalogue.AddCombination(parent, "V-1-1", 4);
        shop.Catalogue.AddCombination(parent, "V-1-2", 6);
        shop.Catalogue.AddProduct("ONLY-1", 5, new PrestaShopProductSettings { Shops = [1] });
        return shop;
    }

    private static int RowId(Shop shop, int combination, int shopId) => shop.Catalogue.StockRow(1, combination, shopId)!.Id;

    [Fact]
    public async Task Rows_belong_to_a_shop_or_to_a_sharing_group()
    {
        await using var shop = await OpenAsync();

        shop.Catalogue.StockRows.Select(static row => (row.ProductId, row.CombinationId, row.ShopId, row.ShopGroupId, row.Quantity)).ShouldBe(
            [(1, 0, 1, 0, 10), (1, 0, 0, 2, 10), (1, 1, 1, 0, 4), (1, 1, 0, 2, 4), (1, 2, 1, 0, 6), (1, 2, 0, 2, 6), (2, 0, 1, 0, 5)]);
        shop.Catalogue.StockRow(1, 1, 2).ShouldBe(shop.Catalogue.StockRow(1, 1, 3));
    }

    [Theory]
    [InlineData("/api/", "")]
    [InlineData("/api/", "&id_shop=2")]
    [InlineData("/shop2/api/", "")]
    [InlineData("/api/", "&id_shop_group=2")]
    [InlineData("/api/", "&id_shop=all")]
    public async Task Stock_rows_of_all_shops_are_listed_whatever_the_context(string root, string context)
    {
        await using var shop = await OpenAsync();

        (await shop.GetAsync($"{root}stock_availables?display=[id]&sort=[id_ASC]&output_format=JSON{context}")).Ids("stock_availables").Count.ShouldBe(7);
    }

    [Fact]
    public async Task A_filter_tells_the_rows_of_a_shop_apart()
    {
        await using var shop = await OpenAsync();

        (await shop.ListAsync("stock_availables", "display=[id]&filter[id_shop]=[0|2]&filter[id_shop_group]=2&sort=[id_ASC]")).Ids("stock_availables").ShouldBe([2, 4, 6]);
        shop.Quirks = shop.Quirks with { StockListFollowsShop = true };
        (await shop.ListAsync("stock_availables", "display=[id]&id_shop=2&sort=[id_ASC]")).Ids("stock_availables").ShouldBe([2, 4, 6]);
    }

    [Theory]
    [InlineData("/api/", "", 2)]
    [InlineData("/shop2/api/", "", 1)]
    [InlineData("/api/", "&id_shop=3", 1)]
    [InlineData("/api/", "&id_shop=all", 2)]
    public async Task Products_follow_the_context(string root, string context, int count)
    {
        await using var shop = await OpenAsync();

        (await shop.GetAsync($"{root}products?display=[id]&output_format=JSON{context}")).Ids("products").Count.ShouldBe(count);
    }

    [Fact]
    public async Task Rows_of_a_product_are_those_of_the_context()
    {
        await using var shop = await OpenAsync();

        (await shop.GetAsync("/api/products?display=[id,stock_availables[id,id_product_attribute]]&id_shop=3&output_format=JSON")).Text.ShouldBe(
            """{"products":[{"id":1,"associations":{"stock_availables":[{"id":"2","id_product_attribute":"0"},{"id":"4","id_product_attribute":"1"},{"id":"6","id_product_attribute":"2"}]}}]}""");
    }

    [Fact]
    public async Task One_row_of_another_shop_cannot_be_read_but_can_be_written()
    {
        await using var shop = await OpenAsync();
        shop.Quirks = shop.Quirks with { ShopsOfKey = new HashSet<int> { 1 } };

        var read = await shop.GetAsync("/api/stock_availables/4?output_format=JSON");
        read.Status.ShouldBe(404);
        read.Codes.ShouldBe([131]);

        (await shop.PatchAsync(Shop.Row(4, 40))).Status.ShouldBe(200);
        shop.Quantity(4).ShouldBe(40);
    }

    [Theory]
    [InlineData(1, "", true)]
    [InlineData(1, "id_shop=1", true)]
    [InlineData(1, "id_shop=all", true)]
    [InlineData(1, "id_shop_group=1", false)]
    [InlineData(2, "", true)]
    [InlineData(2, "id_shop=2", true)]
    [InlineData(2, "id_shop=all", true)]
    [InlineData(2, "id_shop_group=2", true)]
    [InlineData(2, "id_shop=1", false)]
    public async Task The_sum_depends_on_the_context_of_the_write(int shopId, string context, bool isRight)
    {
        await using var shop = await OpenAsync();

        (await shop.PatchAsync(Shop.Row(RowId(shop, 1, shopId), 40), "display=full&output_format=JSON&" + context)).Status.ShouldBe(200);

        shop.Quantity(RowId(shop, 0, shopId)).ShouldBe(isRight ? 46 : 10);
        shop.Quantity(RowId(shop, 0, shopId == 1 ? 2 : 1)).ShouldBe(10);
    }

    [Fact]
    public async Task Shops_and_groups_tell_who_shares()
    {
        await using var shop = await OpenAsync();

        (await shop.ListAsync("shops", "display=[id,id_shop_group,name]&sort=[id_ASC]")).Text.ShouldBe(
            """{"shops":[{"id":1,"id_shop_group":"1","name":"RigShop"},{"id":2,"id_shop_group":"2","name":"Second"},{"id":3,"id_shop_group":"2","name":"Third"}]}""");
        (await shop.ListAsync("shop_groups", "display=[id,share_stock]&sort=[id_ASC]")).Text.ShouldBe(
            """{"shop_groups":[{"id":1,"share_stock":"0"},{"id":2,"share_stock":"1"}]}""");
    }

    [Fact]
    public async Task A_group_without_shops_is_an_error()
    {
        await using var shop = await OpenAsync();

        (await shop.ListAsync("products", "display=[id]&id_shop_group=9")).Codes.ShouldBe([999]);
    }
}
