using Connector.Abstractions;
using Connector.Adapters.OpenCart.Tests.Shops;
using static Connector.Adapters.OpenCart.Tests.Shops.AdapterCalls;

namespace Connector.Adapters.OpenCart.Tests;

/// <summary>A number reaches a parent only where a roll-up was asked for, and then it is the sum.</summary>
public sealed class RollUpTests
{
    [Theory]
    [InlineData("4.0")]
    [InlineData("4.1.0.3")]
    [InlineData("4.1.0.4")]
    [InlineData("master")]
    public async Task Without_a_roll_up_a_variants_number_never_reaches_its_master(string schema)
    {
        await using var shop = await Shop.CreateAsync(schema);
        var master = await shop.AddProductAsync("M", 10);
        var variant = await shop.AddProductAsync("V", 1, master);
        var adapter = await shop.OpenAsync();

        var listings = (await adapter.ReadAsync()).ToDictionary(listing => listing.Sku);
        listings["V"].Parent.ShouldBe(Product(master));
        listings["M"].Parent.ShouldBeNull();
        listings["M"].TracksStock.ShouldBeTrue();
        (await adapter.SetAsync(listings["V"].To(7)))[0].Status.ShouldBe(StockStatus.Applied);

        (await shop.QuantityAsync(variant)).ShouldBe(7);
        (await shop.QuantityAsync(master)).ShouldBe(10);
    }

    [Fact]
    public async Task A_variant_with_its_masters_SKU_is_brought_beside_it_so_that_the_host_refuses_both()
    {
        await using var shop = await Shop.CreateAsync("4.0");
        var master = await shop.AddProductAsync("SAME");
        await shop.AddProductAsync("SAME", 1, master);

        var found = await (await shop.OpenAsync(options => options.Variants.RollUp = VariantRollUp.Master)).FindAsync("SAME");

        found.Count.ShouldBe(2);
        found.Single(listing => listing.Parent == Product(master)).Sku.ShouldBe("SAME");
    }

    [Theory]
    [InlineData("4.0")]
    [InlineData("4.1.0.4")]
    public async Task A_master_gets_the_sum_of_its_variants_where_that_is_asked_for(string schema)
    {
        await using var shop = await Shop.CreateAsync(schema);
        var master = await shop.AddProductAsync("M", 10);
        var first = await shop.AddProductAsync("V1", 1, master);
        var second = await shop.AddProductAsync("V2", -4, master);
        var third = await shop.AddProductAsync("V3", 3, master);
        var other = await shop.AddProductAsync("O", 5);
        var adapter = await shop.OpenAsync(options => options.Variants.RollUp = VariantRollUp.Master);

        (await adapter.ReadAsync()).Single(listing => listing.Sku == "M").TracksStock.ShouldBeFalse();
        var outcomes = await adapter.SetAsync(Change(first, "V1", 7), Change(master, "M", 99), Change(other, "O", 6));

        outcomes.Select(outcome => outcome.Status).ShouldBe([StockStatus.Applied, StockStatus.NotTracked, StockStatus.Applied]);
        (await shop.QuantityAsync(master)).ShouldBe(10);
        (await adapter.SetAsync(Change(third, "V3", 1)))[0].Status.ShouldBe(StockStatus.Applied);
        (await shop.QuantityAsync(master)).ShouldBe(8);
        (await shop.QuantityAsync(second)).ShouldBe(-4);
    }

    [Fact]
    public async Task A_sum_that_an_order_or_a_cut_run_left_wrong_is_put_right_by_the_next_run()
    {
        await using var shop = await Shop.CreateAsync("4.0");
        var master = await shop.AddProductAsync("M", 5);
        await shop.AddProductAsync("V1", 2, master);
        await shop.AddProductAsync("V2", 3, master);
        var adapter = await shop.OpenAsync(options => options.Variants.RollUp = VariantRollUp.Master);
        (await adapter.ReadAsync()).Where(listing => listing.Parent is not null).Select(listing => listing.Quantity).ShouldBe([2m, 3m]);

        await shop.RunAsync($"UPDATE oc_product SET quantity = 4 WHERE product_id = {master}");

        var variants = (await adapter.ReadAsync()).Where(listing => listing.Parent is not null).ToList();
        variants.ShouldAllBe(listing => listing.Quantity == null);
        (await adapter.SetAsync(variants[0].To(2)))[0].Status.ShouldBe(StockStatus.Unchanged);
        (await shop.QuantityAsync(master)).ShouldBe(5);
        (await adapter.ReadAsync()).Where(listing => listing.Parent is not null).Select(listing => listing.Quantity).ShouldBe([2m, 3m]);
    }

    [Fact]
    public async Task Option_values_of_a_master_get_the_sums_of_the_variants_made_of_them()
    {
        await using var shop = await Shop.CreateAsync("4.1.0.4");
        var master = await shop.AddProductAsync("M", 10);
        var red = await shop.AddOptionAsync(master, 1, 1, 0);
        var blue = await shop.AddOptionAsync(master, 1, 2, 0);
        var small = await shop.AddOptionAsync(master, 2, 3, 0);
        var unused = await shop.AddOptionAsync(master, 2, 4, 42);
        var foreign = await shop.AddOptionAsync(9999, 1, 1, 42);
        string Made(params long[] values) => "{" + string.Join(",", values.Select((value, index) => $"\"{index + 1}\":\"{value}\"")) + "}";
        var first = await shop.AddProductAsync("RS", 1, master, variant: Made(red, small));
        var second = await shop.AddProductAsync("BS", 2, master, variant: "{\"1\":[\"" + blue + "\"],\"2\":" + small + ",\"9\":\"" + foreign + "\"}");
        await shop.AddProductAsync("odd", 4, master, variant: "not JSON");
        var adapter = await shop.OpenAsync(options => options.Variants.RollUp = VariantRollUp.MasterAndOptions);

        await adapter.SetAsync(Change(first, "RS", 7), Change(second, "BS", 5));

        (await shop.OptionQuantityAsync(red)).ShouldBe(7);
        (await shop.OptionQuantityAsync(blue)).ShouldBe(5);
        (await shop.OptionQuantityAsync(small)).ShouldBe(12);
        (await shop.OptionQuantityAsync(unused)).ShouldBe(42);
        (await shop.OptionQuantityAsync(foreign)).ShouldBe(42);
        (await shop.QuantityAsync(master)).ShouldBe(16);
    }

    [Fact]
    public async Task A_roll_up_of_variants_in_a_shop_without_variants_is_a_misconfiguration()
    {
        await using var shop = await Shop.CreateAsync("3.0-innodb");
        var adapter = await shop.OpenAsync(options => options.Variants.RollUp = VariantRollUp.Master);

        (await Should.ThrowAsync<StoreException>(adapter.ReadAsync)).Failure.ShouldBe(StoreFailure.Misconfigured);
    }
}
