using System.Text.Json;
using Connector.Emulators.KeyCrm;

namespace Connector.Emulators.Tests.KeyCrm;

public sealed class QuirkTests
{
    [Fact]
    public async Task Item_has_the_documented_fields_and_types()
    {
        await using var account = await Account.OpenAsync();
        account.Catalogue.AddOffer(new KeyCrmOffer { Id = 7, Sku = null, Price = 89.90m, PurchasedPrice = 40, Stocks = [new(1, -22, 0.750m)] });

        var item = (await account.ReadAsync("/offers/stocks")).Item(0);

        // OfferStocks of the OpenAPI document; the reserve is called in_reserve elsewhere, never here.
        item.ToJsonString().ShouldBe("""{"id":7,"sku":null,"price":89.9,"purchased_price":40,"quantity":-22,"reserve":0.75}""");
    }

    [Theory]
    [InlineData(NumberForm.Number, "12.5")]
    [InlineData(NumberForm.Text, "\"12.5\"")]
    [InlineData(NumberForm.FixedText, "\"12.5000\"")]
    public async Task Numbers_are_written_in_the_form_asked_for(NumberForm form, string expected)
    {
        await using var account = await Account.OpenAsync();
        account.Catalogue.AddOffer(7, "A", 12.5m);
        account.Emulator.Quirks = new KeyCrmQuirks { Numbers = form };

        var item = (await account.ReadAsync("/offers/stocks?filter[details]=true")).Item(0);

        item["quantity"]!.ToJsonString().ShouldBe(expected);
        item["warehouse"]![0]!["quantity"]!.ToJsonString().ShouldBe(expected);
        item["id"]!.GetValueKind().ShouldBe(JsonValueKind.Number);
    }

    [Fact]
    public async Task Null_quantity_and_missing_warehouses_strike_only_the_chosen_offers()
    {
        await using var account = await Account.OpenAsync();
        account.Catalogue.AddOffer(1, "A", 5);
        account.Catalogue.AddOffer(2, "B", 6);
        account.Emulator.Quirks = new KeyCrmQuirks
        {
            NullQuantityFor = new HashSet<long> { 1 },
            WithoutWarehousesFor = new HashSet<long> { 2 },
        };

        var page = await account.ReadAsync("/offers/stocks?filter[details]=true");

        page.Item(0).ContainsKey("quantity").ShouldBeTrue();
        page.Item(0)["quantity"].ShouldBeNull();
        page.Item(0).ContainsKey("warehouse").ShouldBeTrue();
        page.Item(1).Decimal("quantity").ShouldBe(6);
        page.Item(1).ContainsKey("warehouse").ShouldBeFalse();
    }

    [Fact]
    public async Task Extra_fields_come_beside_the_known_ones()
    {
        await using var account = await Account.OpenAsync();
        account.Catalogue.AddOffer(1, "A", 5);
        account.Emulator.Quirks = new KeyCrmQuirks { ExtraFields = true };

        var page = await account.ReadAsync("/offers/stocks");

        page.ContainsKey("links").ShouldBeTrue();
        page.Item(0).ContainsKey("custom").ShouldBeTrue();
        page.Item(0).Decimal("quantity").ShouldBe(5);
    }

    [Fact]
    public async Task Limit_above_fifty_is_refused_where_the_quirk_says_so()
    {
        await using var account = await Account.OpenAsync(offers: 3);
        account.Emulator.Quirks = new KeyCrmQuirks { RefuseLimitAboveMaximum = true };

        using var refused = await account.GetAsync("/offers/stocks?limit=51");
        using var served = await account.GetAsync("/offers/stocks?limit=50");

        ((int)refused.StatusCode).ShouldBe(422);
        (await Account.JsonAsync(refused))["errors"]!["limit"]!.AsArray().Count.ShouldBe(1);
        ((int)served.StatusCode).ShouldBe(200);
    }

    [Fact]
    public async Task Archived_offers_leave_the_stock_list_where_the_quirk_says_so()
    {
        await using var account = await Account.OpenAsync(offers: 30);
        var archived = account.Catalogue.Snapshot()[3].Id;
        account.Catalogue.SetArchived(archived, true);

        (await account.ReadAllIdsAsync()).ShouldContain(archived);
        account.Emulator.Quirks = new KeyCrmQuirks { ListArchivedInStocks = false };

        var ids = await account.ReadAllIdsAsync(limit: 10);
        ids.Count.ShouldBe(29);
        ids.ShouldNotContain(archived);
    }

    [Fact]
    public async Task Page_addresses_keep_the_limit_where_the_quirk_says_so()
    {
        await using var account = await Account.OpenAsync(offers: 30);
        account.Emulator.Quirks = new KeyCrmQuirks { PageAddressesKeepLimit = true };

        (await account.PageAsync(1, limit: 10)).Text("next_page_url").ShouldEndWith("?limit=10&page=2");
    }
}
