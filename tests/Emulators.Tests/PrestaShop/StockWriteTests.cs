using Connector.Emulators.PrestaShop;
using Connector.Emulators.Shops;

namespace Connector.Emulators.Tests.PrestaShop;

public sealed class StockWriteTests
{
    private static async Task<Shop> OpenAsync(PrestaShopVersion version = PrestaShopVersion.V8_2)
    {
        var shop = await Shop.OpenAsync(version);
        for (var i = 1; i <= 5; i++)
            shop.Catalogue.AddProduct($"S-{i}", i);
        return shop;
    }

    [Theory]
    [InlineData(PrestaShopVersion.V8_2)]
    [InlineData(PrestaShopVersion.V9_1)]
    public async Task Patch_changes_the_fields_it_sends_and_nothing_else(PrestaShopVersion version)
    {
        await using var shop = await OpenAsync(version);
        shop.Catalogue.EditStockRow(3, row => row with { Location = "SHELF 7", OutOfStock = 1 });
        var before = shop.Catalogue.DumpWithoutQuantities();

        (await shop.PatchAsync(Shop.Row(3, 41) + Shop.Row(4, -5))).Status.ShouldBe(200);

        shop.Catalogue.StockRows.Select(static row => row.Quantity).ShouldBe([1, 2, 41, -5, 5]);
        shop.Catalogue.DumpWithoutQuantities().ShouldBe(before);
    }

    [Theory]
    [InlineData(PrestaShopVersion.V1_7_8)]
    [InlineData(PrestaShopVersion.V8_2)]
    [InlineData(PrestaShopVersion.V9_1)]
    public async Task Put_with_every_field_changes_nothing_but_the_quantity(PrestaShopVersion version)
    {
        await using var shop = await OpenAsync(version);
        shop.Catalogue.EditStockRow(3, row => row with { Location = "SHELF 7", OutOfStock = 1 });
        var before = shop.Catalogue.DumpWithoutQuantities();

        (await shop.PutAsync(Shop.WholeRow(shop.Catalogue.StockRows[2] with { Quantity = 77 }))).Status.ShouldBe(200);

        shop.Quantity(3).ShouldBe(77);
        shop.Catalogue.DumpWithoutQuantities().ShouldBe(before);
    }

    [Fact]
    public async Task Put_wipes_the_shop_and_the_place_when_they_are_left_out()
    {
        await using var shop = await OpenAsync();
        shop.Catalogue.EditStockRow(3, row => row with { Location = "SHELF 7" });

        var answer = await shop.PutAsync(
            "<stock_available><id>3</id><id_product>3</id_product><id_product_attribute>0</id_product_attribute><quantity>9</quantity>"
            + "<depends_on_stock>0</depends_on_stock><out_of_stock>2</out_of_stock></stock_available>");

        answer.Status.ShouldBe(200);
        var row = shop.Catalogue.StockRows[2];
        (row.Quantity, row.ShopId, row.ShopGroupId, row.Location).ShouldBe((9, 0, 0, ""));
        shop.Catalogue.StockRow(3).ShouldBeNull();
    }

    [Theory]
    [InlineData("id_product")]
    [InlineData("id_product_attribute")]
    [InlineData("quantity")]
    [InlineData("depends_on_stock")]
    [InlineData("out_of_stock")]
    public async Task Put_without_a_required_field_is_refused(string field)
    {
        await using var shop = await OpenAsync();
        var whole = Shop.WholeRow(shop.Catalogue.StockRows[2] with { Quantity = 77 });
        var without = System.Text.RegularExpressions.Regex.Replace(whole, $"<{field}>.*</{field}>", "");

        var answer = await shop.PutAsync(without);

        answer.Status.ShouldBe(400);
        answer.Text.ShouldBe($"{{\"errors\":[{{\"code\":41,\"message\":\"parameter \\\"{field}\\\" required\"}}]}}");
        shop.Quantity(3).ShouldBe(3);
    }

    [Fact]
    public async Task Patch_does_not_exist_before_8()
    {
        await using var shop = await OpenAsync(PrestaShopVersion.V1_7_8);

        var answer = await shop.PatchAsync(Shop.Row(3, 41));

        answer.Status.ShouldBe(405);
        answer.Codes.ShouldBe([23]);
        shop.Quantity(3).ShouldBe(3);
    }

    [Fact]
    public async Task The_id_in_the_body_counts_and_not_that_of_the_address()
    {
        await using var shop = await OpenAsync();

        await shop.SendAsync(HttpMethod.Patch, "/api/stock_availables/1", $"<prestashop>{Shop.Row(2, 70)}</prestashop>");

        (shop.Quantity(1), shop.Quantity(2)).ShouldBe((1, 70));
    }

    [Theory]
    [InlineData("<stock_available><id>999</id><quantity>1</quantity></stock_available>", 404, 92)]
    [InlineData("<stock_available><id>3</id><quantity>1.5</quantity></stock_available>", 400, 85)]
    public async Task A_bad_row_stops_the_request_and_what_was_written_stays(string bad, int status, int code)
    {
        await using var shop = await OpenAsync();

        var answer = await shop.PatchAsync(Shop.Row(1, 10) + Shop.Row(2, 20) + bad + Shop.Row(4, 40));

        answer.Status.ShouldBe(status);
        answer.Codes.ShouldBe([code]);
        shop.Catalogue.StockRows.Select(static row => row.Quantity).ShouldBe([10, 20, 3, 4, 5]);
    }

    [Theory]
    [InlineData("<stock_available><id>1</id><quantity>10</quantity></stock_available><stock_available><id>1</id><quantity>11</quantity></stock_available>", 89)]
    [InlineData("<stock_available><id>1</id><quantity>10</quantity></stock_available><stock_available><quantity>11</quantity></stock_available>", 90)]
    [InlineData("<stock_availables><stock_available><id>1</id><quantity>10</quantity></stock_available></stock_availables>", 90)]
    public async Task Bodies_of_a_wrong_shape_write_nothing(string rows, int code)
    {
        await using var shop = await OpenAsync();

        var answer = await shop.PatchAsync(rows);

        answer.Status.ShouldBe(400);
        answer.Codes.ShouldBe([code]);
        shop.Quantity(1).ShouldBe(1);
    }

    [Theory]
    [InlineData("1.5")]
    [InlineData("1,5")]
    [InlineData(" 12 ")]
    [InlineData("+3")]
    [InlineData("1e2")]
    [InlineData("007")]
    [InlineData("")]
    [InlineData("2147483648")]
    public async Task Only_plain_integers_are_quantities(string quantity)
    {
        await using var shop = await OpenAsync();

        var answer = await shop.PatchAsync(Shop.Row(3, quantity));

        answer.Status.ShouldBe(400);
        answer.Codes.ShouldBe([85]);
        shop.Quantity(3).ShouldBe(3);
    }

    [Theory]
    [InlineData(-5)]
    [InlineData(0)]
    [InlineData(int.MaxValue)]
    [InlineData(-int.MaxValue)]
    public async Task Integers_of_any_size_and_sign_are_stored(int quantity)
    {
        await using var shop = await OpenAsync();

        (await shop.PatchAsync(Shop.Row(3, quantity))).Status.ShouldBe(200);

        shop.Quantity(3).ShouldBe(quantity);
    }

    [Fact]
    public async Task Json_without_display_shows_the_last_row_alone()
    {
        await using var shop = await OpenAsync();

        (await shop.PatchAsync(Shop.Row(1, 10) + Shop.Row(2, 0), "output_format=JSON")).Text.ShouldBe(
            """{"stock_available":{"id":"2","id_product":"2","id_shop":"1","out_of_stock":"2"}}""");
    }

    [Fact]
    public async Task An_empty_body_element_is_no_error()
    {
        await using var shop = await OpenAsync();

        (await shop.PatchAsync("")).Status.ShouldBe(200);
        (await shop.SendAsync(HttpMethod.Patch, "/api/stock_availables?output_format=JSON", "")).Codes.ShouldBe([127]);
    }

    [Fact]
    public async Task A_warning_of_a_module_comes_after_the_row_was_saved_and_stops_the_rest()
    {
        await using var shop = await OpenAsync();
        shop.Quirks = shop.Quirks with { HookWarnsOn = new HashSet<int> { 2 } };

        var answer = await shop.PatchAsync(Shop.Row(1, 10) + Shop.Row(2, 20) + Shop.Row(3, 30));

        answer.Status.ShouldBe(500);
        answer.Codes.ShouldBe([3]);
        answer.Text.ShouldContain("[PHP Warning #2]");
        shop.Catalogue.StockRows.Select(static row => row.Quantity).ShouldBe([10, 20, 3, 4, 5]);
    }

    [Theory]
    [InlineData(PrestaShopVersion.V1_7_8, false)]
    [InlineData(PrestaShopVersion.V8_2, false)]
    [InlineData(PrestaShopVersion.V9_1, true)]
    public async Task Rows_of_the_advanced_stock_refuse_to_be_written_before_9(PrestaShopVersion version, bool accepted)
    {
        await using var shop = await OpenAsync(version);
        shop.Catalogue.EditStockRow(3, row => row with { DependsOnStock = true });

        var answer = await shop.PutAsync(Shop.WholeRow(shop.Catalogue.StockRows[2] with { Quantity = 77 }));

        answer.Status.ShouldBe(accepted ? 200 : 500);
        if (!accepted)
            answer.Codes.ShouldBe([133, 46]);
        shop.Quantity(3).ShouldBe(accepted ? 77 : 3);
        shop.Catalogue.StockRows[2].DependsOnStock.ShouldBeTrue();
    }

    [Fact]
    public async Task Put_with_the_flag_at_zero_takes_a_row_out_of_the_advanced_stock()
    {
        await using var shop = await OpenAsync();
        shop.Catalogue.EditStockRow(3, row => row with { DependsOnStock = true });

        (await shop.PatchAsync(Shop.Row(3, 77))).Codes.ShouldBe([133, 46]);
        (await shop.PutAsync(Shop.WholeRow(shop.Catalogue.StockRows[2] with { Quantity = 77, DependsOnStock = false }))).Status.ShouldBe(200);

        shop.Catalogue.StockRows[2].ShouldSatisfyAllConditions(row => row.Quantity.ShouldBe(77), row => row.DependsOnStock.ShouldBeFalse());
    }

    [Fact]
    public async Task A_shop_that_dies_in_the_middle_has_written_the_first_rows()
    {
        await using var shop = await OpenAsync();
        shop.Emulator.Faults.OnWrite(ShopFault.DiesAfter(2, 502, "<html>Bad Gateway</html>", "text/html"));

        var answer = await shop.PatchAsync(Shop.Row(1, 10) + Shop.Row(2, 20) + Shop.Row(3, 30));

        answer.Status.ShouldBe(502);
        shop.Catalogue.StockRows.Select(static row => row.Quantity).ShouldBe([10, 20, 3, 4, 5]);
    }

    [Fact]
    public async Task A_module_may_warn_of_every_row()
    {
        await using var shop = await OpenAsync();
        shop.Quirks = shop.Quirks with { HookWarns = true };

        foreach (var id in (int[])[1, 2])
            (await shop.PatchAsync(Shop.Row(id, 50))).Codes.ShouldBe([3]);

        shop.Catalogue.StockRows.Select(static row => row.Quantity).ShouldBe([50, 50, 3, 4, 5]);
    }

    [Fact]
    public async Task Rows_in_one_request_have_no_limit_of_their_own()
    {
        await using var shop = await Shop.OpenAsync();
        shop.Catalogue.Seed(simples: 3500);

        var answer = await shop.PatchAsync(string.Concat(Enumerable.Range(1, 3500).Select(static id => Shop.Row(id, id))));

        answer.Ids("stock_availables").Count.ShouldBe(3500);
        shop.Catalogue.StockRows.ShouldAllBe(static row => row.Quantity == row.Id);
    }

    [Fact]
    public async Task The_answer_is_lost_and_the_rows_are_written()
    {
        await using var shop = await OpenAsync();
        shop.Emulator.Faults.OnWrite(Connector.Emulators.Faults.HttpFault.Drop());

        await Should.ThrowAsync<HttpRequestException>(() => shop.PatchAsync(Shop.Row(1, 50)));

        shop.Quantity(1).ShouldBe(50);
    }

    [Theory]
    [InlineData("patch")]
    [InlineData("1")]
    public async Task Methods_are_written_in_capitals(string method)
    {
        await using var shop = await OpenAsync();

        (await shop.SendAsync(HttpMethod.Post, $"/api/stock_availables?output_format=JSON&ps_method={method}", $"<prestashop>{Shop.Row(1, 50)}</prestashop>"))
            .Codes.ShouldBe([23]);

        shop.Quantity(1).ShouldBe(1);
    }

    [Fact]
    public async Task Rows_can_neither_be_made_nor_deleted()
    {
        await using var shop = await OpenAsync();

        foreach (var method in (HttpMethod[])[HttpMethod.Post, HttpMethod.Delete])
            (await shop.SendAsync(method, "/api/stock_availables/3?output_format=JSON", $"<prestashop>{Shop.Row(3, 1)}</prestashop>")).Codes.ShouldBe([101]);

        shop.Catalogue.StockRows.Count.ShouldBe(5);
        shop.Quantity(3).ShouldBe(3);
    }
}
