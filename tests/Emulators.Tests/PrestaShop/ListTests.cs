using Connector.Emulators.PrestaShop;

namespace Connector.Emulators.Tests.PrestaShop;

public sealed class ListTests
{
    [Fact]
    public async Task Pages_in_the_order_of_ids_hold_everything_once()
    {
        await using var shop = await Shop.OpenAsync();
        shop.Catalogue.Seed(simples: 23, parents: 2);

        var ids = new List<int>();
        for (var offset = 0; offset < 40; offset += 10)
            ids.AddRange((await shop.ListAsync("stock_availables", $"display=[{Shop.Columns}]&sort=[id_ASC]&limit={offset},10")).Ids("stock_availables"));

        ids.ShouldBe(Enumerable.Range(1, 35));
    }

    [Fact]
    public async Task Without_a_sort_the_order_is_another()
    {
        await using var shop = await Shop.OpenAsync();
        shop.Catalogue.Seed(simples: 7);

        (await shop.ListAsync("products", "display=[id]")).Ids("products").ShouldBe([2, 3, 1, 5, 6, 4, 7]);
        (await shop.ListAsync("products", "display=[id]&limit=3")).Ids("products").ShouldBe([2, 3, 1]);
        (await shop.ListAsync("products", "display=[id]&sort=[id_DESC]")).Ids("products").ShouldBe([7, 6, 5, 4, 3, 2, 1]);
    }

    [Fact]
    public async Task Several_sorts_apply_in_their_order()
    {
        await using var shop = await Shop.OpenAsync();
        shop.Catalogue.AddProduct("B", 5);
        shop.Catalogue.AddProduct("A", 5);
        shop.Catalogue.AddProduct("C", 1);

        (await shop.ListAsync("stock_availables", "display=[id]&sort=[quantity_ASC,id_DESC]")).Ids("stock_availables").ShouldBe([3, 2, 1]);
        (await shop.ListAsync("products", "display=[id]&sort=reference_ASC")).Ids("products").ShouldBe([2, 1, 3]);
    }

    [Fact]
    public async Task Without_display_a_list_holds_ids_alone()
    {
        await using var shop = await Shop.OpenAsync();
        shop.Catalogue.Seed(simples: 2);

        (await shop.ListAsync("products", "sort=[id_ASC]")).Text.ShouldBe("""{"products":[{"id":1},{"id":2}]}""");
        (await shop.GetAsync("/api/products?sort=[id_ASC]")).Text.ShouldContain("<product id=\"1\" xlink:href=\"" + shop.Url("/api/products/1") + "\"/>");
    }

    [Theory]
    [InlineData("output_format=JSON", "application/json")]
    [InlineData("io_format=JSON", "application/json")]
    [InlineData("output_format=json", "text/xml;charset=utf-8")]
    [InlineData("", "text/xml;charset=utf-8")]
    public async Task Json_is_asked_for_in_capitals(string query, string contentType)
    {
        await using var shop = await Shop.OpenAsync();
        shop.Catalogue.Seed(simples: 1);

        (await shop.GetAsync("/api/products?display=[id]&" + query)).Headers["Content-Type"].ShouldBe(contentType);
    }

    [Theory]
    [InlineData("Output-Format", "JSON", "application/json")]
    [InlineData("Io-Format", "JSON", "application/json")]
    [InlineData("Accept", "application/json", "text/xml;charset=utf-8")]
    public async Task Json_is_asked_for_by_header_but_not_by_accept(string header, string value, string contentType)
    {
        await using var shop = await Shop.OpenAsync();

        var answer = await shop.SendAsync(HttpMethod.Get, "/api/products?display=[id]", alter: request => request.Headers.Add(header, value));

        answer.Headers["Content-Type"].ShouldBe(contentType);
    }

    [Theory]
    [InlineData(PrestaShopVersion.V1_7_8, """{"stock_available":{"id":1,"id_product":1,"id_product_attribute":0,"id_shop":1,"id_shop_group":0,"quantity":0,"depends_on_stock":0,"out_of_stock":2,"location":""}}""")]
    [InlineData(PrestaShopVersion.V8_2, """{"stock_available":{"id":1,"id_product":"1","id_shop":"1","out_of_stock":"2"}}""")]
    [InlineData(PrestaShopVersion.V9_1, """{"stock_available":{"id":1,"id_product":1,"id_shop":1,"out_of_stock":2}}""")]
    public async Task A_zero_is_left_out_of_json_without_display(PrestaShopVersion version, string json)
    {
        await using var shop = await Shop.OpenAsync(version);
        shop.Catalogue.AddProduct("A", 0);

        (await shop.GetAsync("/api/stock_availables/1?output_format=JSON")).Text.ShouldBe(json);
    }

    [Theory]
    [InlineData(PrestaShopVersion.V8_2, "\"quantity\":\"0\"")]
    [InlineData(PrestaShopVersion.V9_1, "\"quantity\":0")]
    public async Task A_zero_stays_in_json_with_display(PrestaShopVersion version, string field)
    {
        await using var shop = await Shop.OpenAsync(version);
        shop.Catalogue.AddProduct("A", 0);

        (await shop.GetAsync("/api/stock_availables/1?display=full&output_format=JSON")).Text.ShouldContain(field);
    }

    [Fact]
    public async Task Stock_rows_of_a_product_come_with_it()
    {
        await using var shop = await Shop.OpenAsync();
        shop.Catalogue.Seed(simples: 0, parents: 1, combinationsPerParent: 2);

        (await shop.GetAsync("/api/products/1?display=[id,reference,stock_availables[id,id_product_attribute]]&output_format=JSON")).Text.ShouldBe(
            """{"products":[{"id":1,"reference":"V-0001","associations":{"stock_availables":[{"id":"1","id_product_attribute":"0"},{"id":"2","id_product_attribute":"1"},{"id":"3","id_product_attribute":"2"}]}}]}""");
    }

    [Theory]
    [InlineData(PrestaShopVersion.V1_7_8, 200)]
    [InlineData(PrestaShopVersion.V8_2, 500)]
    [InlineData(PrestaShopVersion.V9_1, 500)]
    public async Task Combinations_show_their_quantity_before_8_only(PrestaShopVersion version, int status)
    {
        await using var shop = await Shop.OpenAsync(version);
        shop.Catalogue.AddCombination(shop.Catalogue.AddProduct("V", 0), "V-1", 17);

        var answer = await shop.ListAsync("combinations", "display=[id,quantity]");

        answer.Status.ShouldBe(status);
        if (status == 200)
            answer.Text.ShouldBe("""{"combinations":[{"id":1,"quantity":17}]}""");
    }

    [Fact]
    public async Task Letters_and_slashes_are_written_as_php_writes_them()
    {
        await using var shop = await Shop.OpenAsync();
        shop.Catalogue.AddProduct("Їжак \"1\"/2 & ]]>", 1);

        (await shop.ListAsync("products", "display=[reference]")).Text.ShouldBe("""{"products":[{"reference":"Їжак \"1\"\/2 & ]]>"}]}""");
        var xml = System.Xml.Linq.XDocument.Parse((await shop.GetAsync("/api/products?display=[reference]")).Text);
        xml.Descendants("reference").Single().Value.ShouldBe("Їжак \"1\"/2 & ]]>");
    }

    [Fact]
    public async Task Products_of_all_states_are_listed_and_their_own_quantity_is_dead()
    {
        await using var shop = await Shop.OpenAsync();
        shop.Catalogue.AddProduct("OFF", 5, new PrestaShopProductSettings { Active = false });
        shop.Catalogue.AddProduct("DRAFT", 5, new PrestaShopProductSettings { Draft = true });
        shop.Catalogue.AddProduct("PACK", 5, new PrestaShopProductSettings { IsPack = true, PackStockType = 1 });

        (await shop.ListAsync("products", "display=[id,quantity,type,reference,state,active,pack_stock_type]&sort=[id_ASC]")).Text.ShouldBe(
            """{"products":[{"id":1,"quantity":"0","type":"simple","reference":"OFF","state":"1","active":"0","pack_stock_type":"3"},"""
            + """{"id":2,"quantity":"0","type":"simple","reference":"DRAFT","state":"0","active":"1","pack_stock_type":"3"},"""
            + """{"id":3,"quantity":"0","type":"pack","reference":"PACK","state":"1","active":"1","pack_stock_type":"1"}]}""");
    }
}
