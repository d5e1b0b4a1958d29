using Connector.Abstractions;
using Connector.Adapters.OpenCart.Tests.Shops;

namespace Connector.Adapters.OpenCart.Tests;

public sealed class SchemaDetectionTests
{
    [Theory]
    [InlineData("2.3-myisam", "OpenCart 1.5 to 3.x", "sku")]
    [InlineData("3.0-myisam", "OpenCart 1.5 to 3.x", "sku")]
    [InlineData("3.0-innodb", "OpenCart 1.5 to 3.x", "sku")]
    [InlineData("4.0", "OpenCart 4.0 to 4.1.0.0", "sku")]
    [InlineData("4.1.0.3", "OpenCart 4.1.0.1 to 4.1.0.3", "product_code")]
    [InlineData("4.1.0.4", "OpenCart 4.1.0.4 or later", "product_code")]
    [InlineData("master", "OpenCart after 4.1", "product_code")]
    public async Task Every_generation_is_told_by_what_a_user_with_least_rights_sees(string schema, string generation, string source)
    {
        await using var shop = await Shop.CreateAsync(schema);
        await shop.AddProductAsync("A-1", 3);
        var adapter = await shop.OpenAsync();

        var health = await adapter.CheckHealthAsync(TestContext.Current.CancellationToken);

        health.IsHealthy.ShouldBeTrue(health.Summary);
        health.Details["shop"].ShouldStartWith(generation);
        health.Details["sku"].ShouldBe(source);
        health.Details["products"].ShouldBe("1");
        var listing = (await adapter.ReadAsync()).ShouldHaveSingleItem();
        (listing.Sku, listing.Quantity, listing.TracksStock).ShouldBe(("A-1", 3m, true));
    }

    [Fact]
    public async Task The_dead_sku_column_of_4_1_0_3_is_not_read_beside_product_code()
    {
        await using var shop = await Shop.CreateAsync("4.1.0.3");
        var id = await shop.AddProductAsync("REAL-1");
        await shop.RunAsync("UPDATE oc_product SET sku = 'test 1'");
        var bare = await shop.AddProductAsync("");
        await shop.RunAsync($"UPDATE oc_product SET sku = 'dead' WHERE product_id = {bare}");

        var listings = await (await shop.OpenAsync()).ReadAsync();

        listings.Select(listing => (listing.Ref.Value, listing.Sku)).ShouldBe([($"{id}", "REAL-1"), ($"{bare}", "")]);
    }

    [Fact]
    public async Task A_4_1_shop_whose_product_code_holds_no_sku_yet_is_read_by_its_column()
    {
        await using var shop = await Shop.CreateAsync("4.1.0.3");
        var id = await shop.AddProductAsync("");
        await shop.RunAsync("UPDATE oc_product SET sku = 'OLD-1'");
        await shop.AddCodeAsync(id, "UPC", "012345678905");

        (await (await shop.OpenAsync()).ReadAsync()).ShouldHaveSingleItem().Sku.ShouldBe("OLD-1");
    }

    [Fact]
    public async Task A_4_1_0_4_shop_without_any_sku_row_is_read_by_model()
    {
        await using var shop = await Shop.CreateAsync("4.1.0.4");
        await shop.AddProductAsync("");
        await shop.RunAsync("UPDATE oc_product SET model = 'M-1'");

        (await (await shop.OpenAsync()).ReadAsync()).ShouldHaveSingleItem().Sku.ShouldBe("M-1");
    }

    [Theory]
    [InlineData("4.1.0.4")]
    [InlineData("master")]
    public async Task A_lower_case_code_counts_and_other_codes_do_not(string schema)
    {
        await using var shop = await Shop.CreateAsync(schema);
        if (schema == "master")
            await shop.RunAsync("UPDATE oc_identifier SET code = 'sku' WHERE code = 'SKU'");
        var id = await shop.AddProductAsync("");
        await shop.AddCodeAsync(id, "UPC", "012345678905");
        await shop.AddCodeAsync(id, "sku", "LOW-1");

        (await (await shop.OpenAsync()).ReadAsync()).ShouldHaveSingleItem().Sku.ShouldBe("LOW-1");
    }

    [Theory]
    [InlineData(SkuChoice.Model, "model A-1")]
    [InlineData(SkuChoice.Sku, "A-1")]
    public async Task A_chosen_source_is_used(SkuChoice choice, string sku)
    {
        await using var shop = await Shop.CreateAsync("3.0-innodb");
        await shop.AddProductAsync("A-1");

        (await (await shop.OpenAsync(options => options.Sku = choice)).ReadAsync()).ShouldHaveSingleItem().Sku.ShouldBe(sku);
    }

    [Theory]
    [InlineData("3.0-innodb", SkuChoice.ProductCode)]
    [InlineData("4.1.0.4", SkuChoice.Sku)]
    public async Task A_chosen_source_that_is_not_there_is_a_misconfiguration(string schema, SkuChoice choice)
    {
        await using var shop = await Shop.CreateAsync(schema);
        var adapter = await shop.OpenAsync(options => options.Sku = choice);

        (await Should.ThrowAsync<StoreException>(adapter.ReadAsync)).Failure.ShouldBe(StoreFailure.Misconfigured);
    }

    [Fact]
    public async Task A_user_who_does_not_see_sku_gets_model()
    {
        await using var shop = await Shop.CreateAsync("3.0-innodb");
        await shop.AddProductAsync("A-1");
        var adapter = await shop.OpenAsync(grants: ["SELECT (product_id, model, quantity), UPDATE (quantity, date_modified) ON oc_product"]);

        (await adapter.ReadAsync()).ShouldHaveSingleItem().Sku.ShouldBe("model A-1");
    }

    [Fact]
    public async Task An_upgrade_of_the_shop_is_noticed_with_the_next_reading()
    {
        await using var shop = await Shop.CreateAsync("4.1.0.3");
        var id = await shop.AddProductAsync("");
        await shop.RunAsync("UPDATE oc_product SET sku = 'OLD'");
        var adapter = await shop.OpenAsync();
        (await adapter.ReadAsync()).ShouldHaveSingleItem().Sku.ShouldBe("OLD");

        await shop.AddCodeAsync(id, "SKU", "NEW");

        (await adapter.ReadAsync()).ShouldHaveSingleItem().Sku.ShouldBe("NEW");
    }

    [Theory]
    [InlineData("")]
    [InlineData("shop2_")]
    public async Task Any_prefix_works_and_tables_of_other_prefixes_are_not_touched(string prefix)
    {
        await using var shop = await Shop.CreateAsync("3.0-innodb");
        await shop.AddProductAsync("OTHER", 9);
        await shop.RunAsync(
            $"CREATE TABLE {prefix}product LIKE oc_product; INSERT INTO {prefix}product (model, sku, quantity) VALUES ('m', 'MINE', 2)");
        var adapter = shop.Open(shop.Database.ConnectionString, options => options.Prefix = prefix);

        var listing = (await adapter.ReadAsync()).ShouldHaveSingleItem();
        listing.Sku.ShouldBe("MINE");
        (await adapter.SetAsync(listing.To(5)))[0].Status.ShouldBe(StockStatus.Applied);
        (await shop.Database.ScalarAsync("SELECT SUM(quantity) FROM oc_product")).ShouldBe(9m);
    }
}
