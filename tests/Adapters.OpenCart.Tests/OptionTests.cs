using Connector.Abstractions;
using Connector.Adapters.OpenCart.Tests.Shops;
using static Connector.Adapters.OpenCart.Tests.Shops.AdapterCalls;

namespace Connector.Adapters.OpenCart.Tests;

/// <summary>Option values and combinations with SKUs of their own, as shop modules add them.</summary>
public sealed class OptionTests
{
    private static readonly string[] WithModuleColumns =
    [
        "SELECT (product_id, sku, model, quantity, subtract), UPDATE (quantity, date_modified) ON oc_product",
        "SELECT, UPDATE (quantity) ON oc_product_option_value",
    ];

    private static readonly string[] WithRelatedOptions =
    [
        .. Grants.Least("3.0-myisam"),
        "SELECT (relatedoptions_id, product_id, sku, model, quantity), UPDATE (quantity) ON oc_relatedoptions",
        "SELECT (relatedoptions_id, product_id, option_id, option_value_id) ON oc_relatedoptions_option",
        "SELECT (product_id, relatedoptions_use) ON oc_relatedoptions_variant_product",
    ];

    [Theory]
    [InlineData("sku")]
    [InlineData("model")]
    [InlineData("optsku")]
    public async Task Option_values_with_SKUs_are_listings_and_their_product_gets_the_sum(string column)
    {
        await using var shop = await WithColumnsAsync("3.0-myisam", "sku", "model", "optsku");
        var product = await shop.AddProductAsync("P", 50);
        var small = await shop.AddOptionAsync(product, 1, 1, 1, "P-S", column: column);
        await shop.AddOptionAsync(product, 1, 2, 4, "P-M", column: column);
        await shop.AddOptionAsync(product, 1, 3, 9, "P-ANY", subtract: 0, column: column);
        await shop.AddOptionAsync(product, 2, 4, 100);
        var adapter = await shop.OpenAsync(grants: WithModuleColumns);

        var listings = (await adapter.ReadAsync()).ToDictionary(listing => listing.Sku);
        listings.Keys.ShouldBe(["P", "P-S", "P-M", "P-ANY"], ignoreOrder: true);
        listings["P-S"].Parent.ShouldBe(Product(product));
        listings["P"].TracksStock.ShouldBeFalse();
        listings["P-ANY"].TracksStock.ShouldBeFalse();
        (await adapter.SetAsync(listings["P-S"].To(7), listings["P"].To(1), listings["P-ANY"].To(2))).Select(outcome => outcome.Status)
            .ShouldBe([StockStatus.Applied, StockStatus.NotTracked, StockStatus.NotTracked]);

        (await shop.OptionQuantityAsync(small)).ShouldBe(7);
        (await shop.QuantityAsync(product)).ShouldBe(11);
    }

    [Fact]
    public async Task Without_the_roll_up_an_options_number_stays_its_own()
    {
        await using var shop = await WithColumnsAsync("4.1.0.4", "sku");
        var product = await shop.AddProductAsync("P", 50);
        await shop.AddOptionAsync(product, 1, 1, 1, "P-S");
        var adapter = await shop.OpenAsync(
            options => options.OptionRollUp = false, [.. Grants.Least("4.1.0.4"), "SELECT (sku) ON oc_product_option_value"]);

        var listings = (await adapter.ReadAsync()).ToDictionary(listing => listing.Sku);
        await adapter.SetAsync(listings["P-S"].To(7), listings["P"].To(3));

        (await shop.QuantityAsync(product)).ShouldBe(3);
    }

    [Fact]
    public async Task A_product_with_SKUs_on_two_options_keeps_a_number_of_its_own()
    {
        await using var shop = await WithColumnsAsync("3.0-innodb", "sku");
        var product = await shop.AddProductAsync("P", 50);
        await shop.AddOptionAsync(product, 1, 1, 1, "SIZE");
        await shop.AddOptionAsync(product, 2, 2, 1, "COLOUR");
        var adapter = await shop.OpenAsync(grants: WithModuleColumns);

        var listings = (await adapter.ReadAsync()).ToDictionary(listing => listing.Sku);
        listings["P"].TracksStock.ShouldBeTrue();
        await adapter.SetAsync(listings["SIZE"].To(7));

        (await shop.QuantityAsync(product)).ShouldBe(50);
    }

    [Fact]
    public async Task OptionSku_none_leaves_options_alone_and_a_wrong_column_is_a_misconfiguration()
    {
        await using var shop = await WithColumnsAsync("3.0-innodb", "sku");
        var product = await shop.AddProductAsync("P", 50);
        await shop.AddOptionAsync(product, 1, 1, 1, "P-S");

        (await (await shop.OpenAsync(options => options.OptionSku = "none", WithModuleColumns)).ReadAsync())
            .ShouldHaveSingleItem().TracksStock.ShouldBeTrue();
        var wrong = await shop.OpenAsync(options => options.OptionSku = "optsku", WithModuleColumns);
        (await Should.ThrowAsync<StoreException>(wrong.ReadAsync)).Failure.ShouldBe(StoreFailure.Misconfigured);
    }

    [Fact]
    public async Task An_option_value_that_moved_to_another_product_is_gone()
    {
        await using var shop = await WithColumnsAsync("3.0-innodb", "sku");
        var product = await shop.AddProductAsync("P", 50);
        var option = await shop.AddOptionAsync(product, 1, 1, 1, "P-S");
        var adapter = await shop.OpenAsync(grants: WithModuleColumns);

        (await adapter.SetAsync(Change(new ListingRef($"{product + 1}:o{option}"), "P-S", 9)))[0].Status.ShouldBe(StockStatus.Gone);
        (await shop.OptionQuantityAsync(option)).ShouldBe(1);
    }

    [Fact]
    public async Task The_shop_without_module_columns_counts_its_products_with_subtracting_options()
    {
        await using var shop = await Shop.CreateAsync("2.3-myisam");
        var product = await shop.AddProductAsync("P");
        await shop.AddOptionAsync(product, 1, 1, 5);
        await shop.AddOptionAsync(product, 1, 2, 5);
        var adapter = await shop.OpenAsync();

        (await adapter.ReadAsync()).ShouldHaveSingleItem().TracksStock.ShouldBeTrue();
        var health = await adapter.CheckHealthAsync(TestContext.Current.CancellationToken);
        health.Details["products with subtracting options"].ShouldBe("1");
        health.Details["engine"].ShouldStartWith("MyISAM (");
    }

    [Fact]
    public async Task Combinations_are_listings_and_products_and_option_values_get_their_sums()
    {
        await using var shop = await Shop.CreateAsync("3.0-myisam");
        await shop.RunScriptAsync("module-related-options");
        var product = await shop.AddProductAsync("P", 0);
        var red = await shop.AddOptionAsync(product, 11, 1, 0);
        var blue = await shop.AddOptionAsync(product, 11, 2, 0);
        var small = await shop.AddOptionAsync(product, 12, 3, 0);
        var large = await shop.AddOptionAsync(product, 12, 4, 77);
        var first = await AddCombinationAsync(shop, product, "RS", 1, (11, 1), (12, 3));
        await AddCombinationAsync(shop, product, "", 2, (11, 2), (12, 3));
        await shop.RunAsync($"INSERT INTO oc_relatedoptions_variant_product (product_id, relatedoptions_use) VALUES ({product}, 1)");
        var dormant = await shop.AddProductAsync("D", 9);
        await AddCombinationAsync(shop, dormant, "OFF", 1, (11, 1));
        await shop.RunAsync($"INSERT INTO oc_relatedoptions_variant_product (product_id, relatedoptions_use) VALUES ({dormant}, 0)");
        var adapter = await shop.OpenAsync(grants: WithRelatedOptions);

        var listings = (await adapter.ReadAsync()).ToDictionary(listing => listing.Sku);
        listings.Keys.ShouldBe(["P", "D", "RS"], ignoreOrder: true);
        listings["RS"].Ref.ShouldBe(new ListingRef($"{product}:r{first}"));
        listings["RS"].Quantity.ShouldBeNull("the product does not hold the sum of its combinations yet");
        (listings["P"].TracksStock, listings["D"].TracksStock).ShouldBe((false, true));
        (await adapter.SetAsync(listings["RS"].To(5)))[0].Status.ShouldBe(StockStatus.Applied);

        (await shop.Database.ScalarAsync($"SELECT quantity FROM oc_relatedoptions WHERE relatedoptions_id = {first}")).ShouldBe(5);
        (await shop.QuantityAsync(product)).ShouldBe(7);
        (await shop.OptionQuantityAsync(red)).ShouldBe(5);
        (await shop.OptionQuantityAsync(blue)).ShouldBe(2);
        (await shop.OptionQuantityAsync(small)).ShouldBe(7);
        (await shop.OptionQuantityAsync(large)).ShouldBe(77);
        (await shop.QuantityAsync(dormant)).ShouldBe(9);
        (await adapter.ReadAsync()).Single(listing => listing.Sku == "RS").Quantity.ShouldBe(5);
    }

    private static async Task<long> AddCombinationAsync(
        Shop shop, long product, string sku, int quantity, params (long Option, long Value)[] parts)
    {
        var id = await shop.RunAsync(
            "INSERT INTO oc_relatedoptions (product_id, sku, quantity) VALUES (@p, @s, @q); SELECT LAST_INSERT_ID()",
            ("@p", product), ("@s", sku), ("@q", quantity));
        foreach (var (option, value) in parts)
            await shop.RunAsync($"INSERT INTO oc_relatedoptions_option VALUES ({id}, {product}, {option}, {value})");
        return id;
    }

    private static async Task<Shop> WithColumnsAsync(string schema, params string[] columns)
    {
        var shop = await Shop.CreateAsync(schema);
        foreach (var column in columns)
            await shop.RunAsync($"ALTER TABLE oc_product_option_value ADD `{column}` varchar(64) NOT NULL DEFAULT ''");
        return shop;
    }
}
