using Connector.Abstractions;
using Connector.Adapters.OpenCart.Tests.Shops;
using static Connector.Adapters.OpenCart.Tests.Shops.AdapterCalls;

namespace Connector.Adapters.OpenCart.Tests;

/// <summary>SKUs that a shop's collation takes for one another, and SKUs that OpenCart stores otherwise than they were typed.</summary>
public sealed class SkuTests
{
    [Theory]
    [InlineData("3.0-myisam")] // general_ci
    [InlineData("3.0-innodb")] // unicode_ci
    [InlineData("4.0")]
    [InlineData("4.1.0.4")]
    public async Task SKUs_that_are_alike_to_the_collation_stay_apart(string schema)
    {
        string[] skus =
            ["іній", "їній", "ґрунт", "грунт", "ёж", "еж", "Abc", "abc", "123", "000123", "№1", "No1", "ß", "ss", "A-1", "А-1", "trail", " lead"];
        await using var shop = await Shop.CreateAsync(schema);
        var ids = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var sku in skus)
            ids[sku] = await shop.AddProductAsync(sku, 1);
        var adapter = await shop.OpenAsync();

        foreach (var sku in skus)
        {
            var found = (await adapter.FindAsync(sku)).Single(listing => listing.Sku == sku);
            found.Ref.ShouldBe(Product(ids[sku]));
        }

        var changes = skus.Select((sku, index) => Change(ids[sku], sku, 100 + index)).ToArray();
        (await adapter.SetAsync(changes)).ShouldAllBe(outcome => outcome.Status == StockStatus.Applied);
        for (var index = 0; index < skus.Length; index++)
            (await shop.QuantityAsync(ids[skus[index]])).ShouldBe(100 + index);
    }

    [Theory]
    [InlineData("Z&quot;1 &amp; 'x' &lt;b&gt; ", "Z\"1 & 'x' <b> ")]
    [InlineData("Z\"1 & 'x' <b>", "Z\"1 & 'x' <b>")]
    [InlineData("A&#039;1", "A'1")]
    [InlineData("&amp;quot;", "&quot;")]
    public async Task Entities_are_decoded_once_and_the_row_is_found_and_written(string stored, string typed)
    {
        await using var shop = await Shop.CreateAsync("3.0-innodb");
        var id = await shop.AddProductAsync(stored);
        var adapter = await shop.OpenAsync();

        var found = (await adapter.FindAsync(typed.Trim())).ShouldHaveSingleItem();

        found.Sku.ShouldBe(typed);
        (await adapter.SetAsync(found.To(7)))[0].Status.ShouldBe(StockStatus.Applied);
        (await shop.QuantityAsync(id)).ShouldBe(7);
    }

    [Theory]
    [InlineData("  abc\t", "ABC")]
    [InlineData("ґедзь", "ҐЕДЗЬ")]
    [InlineData("йод", "и\u0306од")]
    [InlineData("и\u0306од", "йод")]
    [InlineData("кава", "кава\u00A0")]
    public async Task FindBySku_brings_whatever_the_host_may_count_as_a_match(string stored, string asked)
    {
        await using var shop = await Shop.CreateAsync("4.1.0.4");
        var id = await shop.AddProductAsync(stored);
        await shop.AddProductAsync("something else");

        (await (await shop.OpenAsync()).FindAsync(asked)).Select(listing => listing.Ref).ShouldContain(Product(id));
    }

    [Fact]
    public async Task An_emoji_in_one_SKU_harms_no_other_on_three_byte_utf8()
    {
        await using var shop = await Shop.CreateAsync("3.0-myisam");
        var id = await shop.AddProductAsync("plain");
        var adapter = await shop.OpenAsync();

        (await adapter.FindAsync("🙂", "🙃", "plain")).ShouldHaveSingleItem().Ref.ShouldBe(Product(id));
        var outcomes = await adapter.SetAsync(Change(999, "🙂", 1), Change(id, "plain", 2));
        outcomes.Select(outcome => outcome.Status).ShouldBe([StockStatus.Gone, StockStatus.Applied]);
    }

    [Fact]
    public async Task Two_emoji_are_two_SKUs_on_four_byte_utf8()
    {
        await using var shop = await Shop.CreateAsync("4.1.0.4");
        var smile = await shop.AddProductAsync("🙂");
        await shop.AddProductAsync("🙃");

        (await (await shop.OpenAsync()).FindAsync("🙂")).ShouldHaveSingleItem().Ref.ShouldBe(Product(smile));
    }

    [Fact]
    public async Task Several_listings_with_one_SKU_are_all_brought()
    {
        await using var shop = await Shop.CreateAsync("3.0-myisam");
        var ids = new[] { await shop.AddProductAsync("twice"), await shop.AddProductAsync("twice") };

        (await (await shop.OpenAsync()).FindAsync("twice")).Select(listing => listing.Ref).ShouldBe(ids.Select(Product));
    }

    [Fact]
    public async Task A_product_with_several_SKU_rows_is_one_listing_that_no_offer_matches()
    {
        await using var shop = await Shop.CreateAsync("4.1.0.4");
        var id = await shop.AddProductAsync("one");
        await shop.AddCodeAsync(id, "sku", "two");
        var adapter = await shop.OpenAsync();

        var listing = (await adapter.ReadAsync()).ShouldHaveSingleItem();

        listing.Sku.ShouldBeEmpty();
        listing.Name.ShouldBe($"product {id} with several SKUs: one, two");
        (await adapter.SetAsync(Change(id, "one", 5)))[0].Status.ShouldBe(StockStatus.Gone);
        (await shop.QuantityAsync(id)).ShouldBe(1);
        var health = await adapter.CheckHealthAsync(TestContext.Current.CancellationToken);
        health.Details["products with several SKU rows"].ShouldBe("1");
    }

    [Fact]
    public async Task One_SKU_written_down_twice_is_one_SKU()
    {
        await using var shop = await Shop.CreateAsync("4.1.0.4");
        var id = await shop.AddProductAsync("a&b");
        await shop.AddCodeAsync(id, "sku", "a&amp;b ");

        (await (await shop.OpenAsync()).ReadAsync()).ShouldHaveSingleItem().Sku.Trim().ShouldBe("a&b");
    }

    [Fact]
    public async Task A_SKU_that_the_merchant_moved_to_another_product_is_gone_and_not_written()
    {
        await using var shop = await Shop.CreateAsync("3.0-innodb");
        var id = await shop.AddProductAsync("A-1", 4);
        var adapter = await shop.OpenAsync();
        await shop.RunAsync("UPDATE oc_product SET sku = 'B-1'");

        var outcome = (await adapter.SetAsync(Change(id, "A-1", 9)))[0];

        (outcome.Status, outcome.Error!.Code).ShouldBe((StockStatus.Gone, "opencart.other_sku"));
        (await shop.QuantityAsync(id)).ShouldBe(4);
    }
}
