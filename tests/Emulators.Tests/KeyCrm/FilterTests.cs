using Connector.Emulators.KeyCrm;

namespace Connector.Emulators.Tests.KeyCrm;

public sealed class FilterTests
{
    private static async Task<Account> FourOffersAsync()
    {
        var account = await Account.OpenAsync();
        account.Catalogue.AddOffer(40, "MUG-RED", 4);
        account.Catalogue.AddOffer(10, "003912", 1);
        account.Catalogue.AddOffer(30, "Брак 1/2", 3);
        account.Catalogue.AddOffer(20, null, 2);
        return account;
    }

    [Fact]
    public async Task Ids_select_the_named_offers_in_the_catalogues_order()
    {
        await using var account = await FourOffersAsync();

        var page = await account.ReadAsync("/offers/stocks?filter[offers_id]=20,40,99");

        page.Ids().ShouldBe([40, 20]);
        page.Int("total").ShouldBe(2);
    }

    [Fact]
    public async Task Skus_match_exactly_with_spaces_slashes_and_cyrillic_letters()
    {
        await using var account = await FourOffersAsync();

        var page = await account.ReadAsync("/offers/stocks?filter[offers_sku]=" + Uri.EscapeDataString("Брак 1/2,003912,3912,mug-red"));

        page.Ids().ShouldBe([10, 30]);
    }

    [Fact]
    public async Task Sku_filter_ignores_case_only_where_the_quirk_says_so()
    {
        await using var account = await FourOffersAsync();
        account.Emulator.Quirks = new KeyCrmQuirks { SkuFilterIgnoresCase = true };

        (await account.ReadAsync("/offers/stocks?filter[offers_sku]=mug-red")).Ids().ShouldBe([40]);
    }

    [Theory]
    [InlineData(false, new long[] { 40 })]
    [InlineData(true, new long[] { 40, 10 })]
    public async Task Id_and_sku_together_mean_and_or_or(bool or, long[] expected)
    {
        await using var account = await FourOffersAsync();
        account.Emulator.Quirks = new KeyCrmQuirks { CombineFiltersWithOr = or };

        (await account.ReadAsync("/offers/stocks?filter[offers_id]=40&filter[offers_sku]=MUG-RED,003912")).Ids().ShouldBe(expected);
    }

    [Theory]
    [InlineData("filter[sku]=003912")]
    [InlineData("filter[offer_id]=10")]
    [InlineData("filter[Offers_id]=10")]
    [InlineData("filter[offers_id]=")]
    [InlineData("filter[offers_sku][]=003912")]
    [InlineData("filter[warehouse_id]=4")]
    [InlineData("filter[status]=active")]
    [InlineData("include=product")]
    [InlineData("sort=id")]
    public async Task Unknown_or_misspelt_filters_are_ignored_and_everything_is_the_answer(string query)
    {
        await using var account = await FourOffersAsync();

        (await account.ReadAsync("/offers/stocks?" + query)).Ids().ShouldBe([40, 10, 30, 20]);
    }

    [Fact]
    public async Task Unknown_ids_and_nonsense_select_nothing()
    {
        await using var account = await FourOffersAsync();

        (await account.ReadAsync("/offers/stocks?filter[offers_id]=99,abc")).Data().ShouldBeEmpty();
    }

    [Fact]
    public async Task Two_offers_with_one_sku_both_come()
    {
        await using var account = await FourOffersAsync();
        account.Catalogue.AddOffer(50, "003912", 5);

        (await account.ReadAsync("/offers/stocks?filter[offers_sku]=003912")).Ids().ShouldBe([10, 50]);
    }

    [Fact]
    public async Task Details_add_warehouse_rows_whose_sums_are_the_totals()
    {
        await using var account = await Account.OpenAsync();
        account.Catalogue.AddOffer(new KeyCrmOffer { Id = 1, Sku = "A", Stocks = [new(1, 30, 3), new(4, 12.5m, 0)] });
        account.Catalogue.RenameWarehouse(4, "Склад «Поділ»");

        (await account.ReadAsync("/offers/stocks")).Item(0).ContainsKey("warehouse").ShouldBeFalse();
        var item = (await account.ReadAsync("/offers/stocks?filter[details]=true")).Item(0);

        item["warehouse"]!.ToJsonString().ShouldBe(
            System.Text.Json.JsonSerializer.Serialize(new object[]
            {
                new { id = 1, name = "Головний", quantity = 30, reserve = 3 },
                new { id = 4, name = "Склад «Поділ»", quantity = 12.5, reserve = 0 },
            }));
        item.Decimal("quantity").ShouldBe(42.5m);
        item.Decimal("reserve").ShouldBe(3);
    }

    [Fact]
    public async Task Offer_without_any_stock_record_has_zero_and_no_rows()
    {
        await using var account = await Account.OpenAsync();
        account.Catalogue.AddOffer(new KeyCrmOffer { Id = 1, Sku = "A" });

        var item = (await account.ReadAsync("/offers/stocks?filter[details]=true")).Item(0);

        item.Decimal("quantity").ShouldBe(0);
        item["warehouse"]!.AsArray().ShouldBeEmpty();
    }

    [Theory]
    [InlineData(WarehouseRows.Recorded, new[] { 1, 4 })]
    [InlineData(WarehouseRows.NotZero, new[] { 1 })]
    [InlineData(WarehouseRows.All, new[] { 1, 4, 9 })]
    public async Task Which_rows_are_listed_is_a_quirk(WarehouseRows rows, int[] expected)
    {
        await using var account = await Account.OpenAsync();
        account.Catalogue.AddWarehouse(9, "Новий");
        account.Catalogue.AddOffer(new KeyCrmOffer { Id = 1, Sku = "A", Stocks = [new(1, 5, 0), new(4, 0, 0)] });
        account.Emulator.Quirks = new KeyCrmQuirks { WarehouseRows = rows };

        var item = (await account.ReadAsync("/offers/stocks?filter[details]=true")).Item(0);

        item["warehouse"]!.AsArray().Select(static row => row!["id"]!.GetValue<int>()).ShouldBe(expected);
    }
}
