using Connector.Abstractions;
using Connector.Adapters.OpenCart.Tests.Shops;
using static Connector.Adapters.OpenCart.Tests.Shops.AdapterCalls;

namespace Connector.Adapters.OpenCart.Tests;

public sealed class SetStockTests
{
    [Theory]
    [MemberData(nameof(Shop.Schemas), MemberType = typeof(Shop))]
    public async Task Only_the_number_and_date_modified_of_the_asked_rows_change(string schema)
    {
        await using var shop = await Shop.CreateAsync(schema);
        var ids = new List<long>();
        for (var index = 0; index < 20; index++)
            ids.Add(await shop.AddProductAsync($"S-{index}", index));
        await shop.AddOptionAsync(ids[0], 1, 2, 5);
        var rest = await shop.DumpAsync("oc_product", "quantity", "date_modified");
        var options = await shop.DumpAsync("oc_product_option_value");
        var untouched = $"SELECT GROUP_CONCAT(product_id, ':', quantity, ':', date_modified ORDER BY product_id) FROM oc_product WHERE product_id NOT IN ({ids[3]}, {ids[7]})";
        var before = await shop.Database.ScalarAsync(untouched);
        var adapter = await shop.OpenAsync();

        var outcomes = await adapter.SetAsync(Change(ids[7], "S-7", -2), Change(ids[3], "S-3", 0));

        outcomes.Select(outcome => (outcome.Ref, outcome.Status, outcome.Current)).ShouldBe(
            [(Product(ids[7]), StockStatus.Applied, -2m), (Product(ids[3]), StockStatus.Applied, 0m)]);
        (await shop.QuantityAsync(ids[7])).ShouldBe(-2);
        (await shop.QuantityAsync(ids[3])).ShouldBe(0);
        (await shop.DumpAsync("oc_product", "quantity", "date_modified")).ShouldBe(rest);
        (await shop.DumpAsync("oc_product_option_value")).ShouldBe(options);
        (await shop.Database.ScalarAsync(untouched)).ShouldBe(before);
        (await shop.Database.ScalarAsync("SELECT COUNT(*) FROM oc_product WHERE date_modified > '2000-01-01'")).ShouldBe(2L);
    }

    [Fact]
    public async Task Zero_dates_are_neither_read_nor_a_hindrance_in_strict_mode()
    {
        await using var shop = await Shop.CreateAsync("2.3-myisam");
        var id = await shop.AddProductAsync("Z-1");
        var adapter = await shop.OpenAsync(options => options.TouchDateModified = false);
        ((string)(await shop.Database.ScalarAsync("SELECT @@GLOBAL.sql_mode"))!).ShouldContain("STRICT_TRANS_TABLES");

        (await adapter.ReadAsync()).ShouldHaveSingleItem().Quantity.ShouldBe(1);
        (await adapter.SetAsync(Change(id, "Z-1", 3)))[0].Status.ShouldBe(StockStatus.Applied);
        (await shop.Database.ScalarAsync("SELECT CAST(date_modified AS CHAR) FROM oc_product")).ShouldBe("0000-00-00 00:00:00");
    }

    [Fact]
    public async Task A_null_quantity_is_read_as_none_and_can_be_set()
    {
        await using var shop = await Shop.CreateAsync("4.1.0.4");
        var id = await shop.AddProductAsync("N-1", null);
        var adapter = await shop.OpenAsync();

        (await adapter.ReadAsync()).ShouldHaveSingleItem().Quantity.ShouldBeNull();
        (await adapter.SetAsync(Change(id, "N-1", 0)))[0].Status.ShouldBe(StockStatus.Applied);
        (await shop.QuantityAsync(id)).ShouldBe(0);
    }

    [Theory]
    [InlineData("3.0-myisam")]
    [InlineData("4.1.0.4")]
    public async Task A_product_deleted_since_it_was_found_is_gone_and_the_others_are_set(string schema)
    {
        await using var shop = await Shop.CreateAsync(schema);
        var stays = await shop.AddProductAsync("stays");
        var goes = await shop.AddProductAsync("goes");
        var adapter = await shop.OpenAsync();
        var found = await adapter.FindAsync("stays", "goes");
        await shop.RunAsync($"DELETE FROM oc_product WHERE product_id = {goes}");

        var outcomes = await adapter.SetAsync([.. found.Select(listing => listing.To(6))]);

        outcomes.Select(outcome => (outcome.Ref, outcome.Status))
            .ShouldBe([(Product(stays), StockStatus.Applied), (Product(goes), StockStatus.Gone)]);
        (await shop.Database.ScalarAsync("SELECT COUNT(*) FROM oc_product")).ShouldBe(1L);
    }

    [Fact]
    public async Task The_same_number_again_is_unchanged_and_date_modified_stays()
    {
        await using var shop = await Shop.CreateAsync("3.0-innodb");
        var id = await shop.AddProductAsync("S-1", 5);
        var adapter = await shop.OpenAsync();
        var before = await shop.DumpAsync("oc_product");

        var outcome = (await adapter.SetAsync(Change(id, "S-1", 5)))[0];

        (outcome.Status, outcome.Current).ShouldBe((StockStatus.Unchanged, 5m));
        (await shop.DumpAsync("oc_product")).ShouldBe(before);
    }

    [Theory]
    [InlineData("3000000000", "opencart.quantity_out_of_range")]
    [InlineData("-2147483649", "opencart.quantity_out_of_range")]
    [InlineData("2.5", "opencart.fraction")]
    public async Task A_number_the_column_cannot_hold_is_rejected_and_the_others_are_set(string number, string code)
    {
        await using var shop = await Shop.CreateAsync("3.0-innodb");
        var bad = await shop.AddProductAsync("bad", 8);
        var good = await shop.AddProductAsync("good", 8);

        var outcomes = await (await shop.OpenAsync()).SetAsync(
            Change(bad, "bad", decimal.Parse(number, System.Globalization.CultureInfo.InvariantCulture)), Change(good, "good", int.MaxValue));

        (outcomes[0].Status, outcomes[0].Error!.Code).ShouldBe((StockStatus.Rejected, code));
        outcomes[1].Status.ShouldBe(StockStatus.Applied);
        (await shop.QuantityAsync(bad)).ShouldBe(8);
        (await shop.QuantityAsync(good)).ShouldBe(int.MaxValue);
    }

    [Fact]
    public async Task A_widened_column_holds_fractions()
    {
        await using var shop = await Shop.CreateAsync("3.0-innodb");
        await shop.RunAsync("ALTER TABLE oc_product MODIFY quantity decimal(15,3) NOT NULL DEFAULT 0");
        var id = await shop.AddProductAsync("kg");
        var adapter = await shop.OpenAsync(options => options.Fractions = true);

        adapter.Capabilities.Features.HasFlag(StoreFeatures.FractionalQuantities).ShouldBeTrue();
        var outcomes = await adapter.SetAsync(Change(id, "kg", 2.125m));
        outcomes[0].Status.ShouldBe(StockStatus.Applied);
        (await shop.QuantityAsync(id)).ShouldBe(2.125m);
        (await adapter.SetAsync(Change(id, "kg", 2.1251m)))[0].Error!.Code.ShouldBe("opencart.fraction");
    }

    [Fact]
    public async Task Product_that_does_not_subtract_is_kept_right_unless_the_options_say_otherwise()
    {
        await using var shop = await Shop.CreateAsync("3.0-innodb");
        var id = await shop.AddProductAsync("made to order", 0, subtract: 0);

        (await (await shop.OpenAsync()).ReadAsync()).ShouldHaveSingleItem().TracksStock.ShouldBeTrue();
        var skipping = await shop.OpenAsync(options => options.SkipNotSubtracting = true);
        (await skipping.ReadAsync()).ShouldHaveSingleItem().TracksStock.ShouldBeFalse();
        (await skipping.SetAsync(Change(id, "made to order", 4)))[0].Status.ShouldBe(StockStatus.NotTracked);
        (await shop.QuantityAsync(id)).ShouldBe(0);
    }

    [Fact]
    public async Task The_time_zone_of_date_modified_can_be_chosen()
    {
        await using var shop = await Shop.CreateAsync("4.0");
        var id = await shop.AddProductAsync("tz");

        await (await shop.OpenAsync(options => options.TimeZone = "+13:00")).SetAsync(Change(id, "tz", 2));

        (await shop.Database.ScalarAsync(
            "SELECT ABS(TIMESTAMPDIFF(SECOND, UTC_TIMESTAMP() + INTERVAL 13 HOUR, date_modified)) < 600 FROM oc_product")).ShouldBe(1);
    }

    [Theory]
    [InlineData("")]
    [InlineData("abc")]
    [InlineData("1:x2")]
    [InlineData("1:o2:r3")]
    [InlineData("-1")]
    [InlineData("1:o7")]
    public async Task A_reference_that_this_shop_does_not_have_is_gone(string reference)
    {
        await using var shop = await Shop.CreateAsync("3.0-innodb");

        (await (await shop.OpenAsync()).SetAsync(Change(new ListingRef(reference), "x", 1)))[0].Status.ShouldBe(StockStatus.Gone);
    }

    [Fact]
    public async Task Every_change_gets_its_outcome_in_the_order_given()
    {
        await using var shop = await Shop.CreateAsync("3.0-myisam");
        var ids = new List<long>();
        for (var index = 0; index < 500; index++)
            ids.Add(await shop.AddProductAsync($"S-{index}", index));
        var adapter = await shop.OpenAsync();
        var changes = ids.Select((id, index) => Change(index % 7 == 0 ? id + 10_000 : id, $"S-{index}", 1000 - index)).Reverse().ToArray();

        var outcomes = await adapter.SetAsync(changes);

        outcomes.Select(outcome => outcome.Ref).ShouldBe(changes.Select(change => change.Ref));
        outcomes.Count(outcome => outcome.Status == StockStatus.Gone).ShouldBe(72);
    }
}
