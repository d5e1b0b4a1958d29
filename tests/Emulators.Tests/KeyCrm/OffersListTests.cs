using System.Text.Json;
using Connector.Emulators.KeyCrm;
using Microsoft.Extensions.Time.Testing;

namespace Connector.Emulators.Tests.KeyCrm;

public sealed class OffersListTests
{
    [Fact]
    public async Task Item_has_the_fields_and_types_of_the_live_captures()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 2, 11, 9, 12, 44, TimeSpan.Zero));
        await using var account = await Account.OpenAsync(options: new KeyCrmEmulatorOptions { TimeProvider = time });
        account.Catalogue.AddOffer(new KeyCrmOffer
        {
            Id = 7101,
            ProductId = 3300,
            Sku = "MUG-RED-350",
            Price = 249,
            PurchasedPrice = 96.5m,
            Properties = [new("Size", "350 ml")],
            Stocks = [new(1, 40, 3), new(4, 2, 0)],
        });
        time.Advance(TimeSpan.FromHours(1));
        account.Catalogue.SetStock(7101, 39, warehouseId: 1);

        var item = (await account.ReadAsync("/offers")).Item(0);

        item.ToJsonString().ShouldBe(
            """{"id":7101,"product_id":3300,"sku":"MUG-RED-350","barcode":null,"thumbnail_url":null,"price":249,"purchased_price":96.5,"""
            + "\"quantity\":41,\"in_reserve\":3,\"weight\":null,\"length\":null,\"height\":null,\"width\":null,"
            + "\"properties\":[{\"name\":\"Size\",\"value\":\"350 ml\"}],\"is_default\":false,\"is_archived\":false,"
            + "\"created_at\":\"2026-02-11T09:12:44.000000Z\",\"updated_at\":\"2026-02-11T10:12:44.000000Z\"}");
    }

    [Fact]
    public async Task Quantities_and_reserves_equal_those_of_the_stock_list()
    {
        await using var account = await Account.OpenAsync(offers: 45);

        var stocks = (await account.PageAsync(1)).Data();
        var offers = (await account.ReadAsync("/offers?limit=50")).Data();

        offers.Select(static o => (o!["id"]!.GetValue<long>(), o["quantity"]!.GetValue<decimal>(), o["in_reserve"]!.GetValue<decimal>()))
            .ShouldBe(stocks.Select(static s => (s!["id"]!.GetValue<long>(), s["quantity"]!.GetValue<decimal>(), s["reserve"]!.GetValue<decimal>())));
    }

    [Fact]
    public async Task Filters_sort_and_include_work()
    {
        await using var account = await Account.OpenAsync();
        account.Catalogue.AddOffer(new KeyCrmOffer { Id = 3, ProductId = 1, Sku = "C" });
        account.Catalogue.AddOffer(new KeyCrmOffer { Id = 1, ProductId = 2, Sku = "A" });
        account.Catalogue.AddOffer(new KeyCrmOffer { Id = 2, ProductId = 1, Sku = "B", IsArchived = true });

        (await account.ReadAsync("/offers?filter[id]=1,2")).Ids().ShouldBe([1, 2]);
        (await account.ReadAsync("/offers?filter[sku]=C,B")).Ids().ShouldBe([3, 2]);
        (await account.ReadAsync("/offers?filter[product_id]=1")).Ids().ShouldBe([3, 2]);
        (await account.ReadAsync("/offers?filter[is_archived]=false")).Ids().ShouldBe([3, 1]);
        (await account.ReadAsync("/offers?filter[is_archived]=true")).Ids().ShouldBe([2]);
        (await account.ReadAsync("/offers?sort=id")).Ids().ShouldBe([1, 2, 3]);
        (await account.ReadAsync("/offers?sort=-id")).Ids().ShouldBe([3, 2, 1]);
        (await account.ReadAsync("/offers?sort=-product_id&limit=1")).Ids().ShouldBe([1]);
        var item = (await account.ReadAsync("/offers?include=product&limit=1")).Item(0);
        item["product"]!["id"]!.GetValue<long>().ShouldBe(1);
        item["product"]!["unit_type"].ShouldBeNull();
    }

    [Theory]
    [InlineData("filter[offers_sku]=A", "filter")]
    [InlineData("include=offers", "include")]
    [InlineData("sort=updated_at", "sort")]
    public async Task What_it_does_not_know_is_refused_with_the_list_of_what_it_knows(string query, string kind)
    {
        await using var account = await Account.OpenAsync(offers: 3);

        using var response = await account.GetAsync("/offers?" + query);

        ((int)response.StatusCode).ShouldBe(400);
        (await Account.JsonAsync(response)).Text("message")!.ShouldContain($"Allowed {kind}(s) are");
    }

    [Fact]
    public async Task Body_escapes_letters_beyond_ascii_as_php_does()
    {
        await using var account = await Account.OpenAsync();
        account.Catalogue.AddOffer(1, "Їжак 1", 1);

        using var response = await account.GetAsync("/offers");
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        text.ShouldAllBe(static letter => letter < 128);
        using var json = JsonDocument.Parse(text);
        json.RootElement.GetProperty("data")[0].GetProperty("sku").GetString().ShouldBe("Їжак 1");
    }
}
