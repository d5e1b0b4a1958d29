using System.Text;
using System.Text.Json.Nodes;
using Connector.Emulators.KeyCrm;

namespace Connector.Emulators.Tests.KeyCrm;

public sealed class StockUpdateTests
{
    private static async Task<Account> OpenAsync()
    {
        var account = await Account.OpenAsync();
        account.Catalogue.AddOffer(new KeyCrmOffer { Id = 1, Sku = "A", Stocks = [new(1, 5, 2), new(4, 3, 0)] });
        account.Catalogue.AddOffer(new KeyCrmOffer { Id = 2, Sku = "B" });
        return account;
    }

    [Fact]
    public async Task Rows_by_id_and_by_sku_set_one_warehouse_and_leave_reserves_alone()
    {
        await using var account = await OpenAsync();
        var rows = new object[] { new { id = 1, quantity = 10 }, new { sku = "B", quantity = 2.5 } };

        using var response = await account.PutAsync("/offers/stocks", new { warehouse_id = 1, stocks = rows });

        ((int)response.StatusCode).ShouldBe(202);
        (await Account.JsonAsync(response)).ToJsonString().ShouldBe("""{"status":true}""");
        account.Catalogue.Find(1)!.Stocks.ShouldBe([new(1, 10, 2), new(4, 3, 0)]);
        account.Catalogue.Find(2)!.Stocks.ShouldBe([new(1, 2.5m, 0)]);
    }

    [Theory]
    [InlineData("{}", "warehouse_id")]
    [InlineData("{}", "stocks")]
    [InlineData("not json", "stocks")]
    [InlineData("[]", "stocks")]
    [InlineData("""{"warehouse_id":"x","stocks":[]}""", "warehouse_id")]
    [InlineData("""{"warehouse_id":99,"stocks":[]}""", "warehouse_id")]
    [InlineData("""{"warehouse_id":1,"stocks":[{"id":1,"quantity":9},{"id":2}]}""", "stocks.1.quantity")]
    [InlineData("""{"warehouse_id":1,"stocks":[{"id":1,"quantity":9},{"id":2,"quantity":"many"}]}""", "stocks.1.quantity")]
    [InlineData("""{"warehouse_id":1,"stocks":[{"id":1,"quantity":9},{"quantity":1}]}""", "stocks.1.id")]
    [InlineData("""{"warehouse_id":1,"stocks":[{"id":1,"quantity":9},{"id":77,"quantity":1}]}""", "stocks.1.id")]
    [InlineData("""{"warehouse_id":1,"stocks":[{"id":1,"quantity":9},{"sku":"a","quantity":1}]}""", "stocks.1.sku")]
    [InlineData("""{"warehouse_id":1,"stocks":[{"id":1,"quantity":9},5]}""", "stocks.1.quantity")]
    public async Task Wrong_form_is_refused_with_the_field_and_nothing_is_applied(string body, string field)
    {
        await using var account = await OpenAsync();
        using var content = new StringContent(body, Encoding.UTF8, "application/json");

        using var response = await account.Http.PutAsync(account.Url("/offers/stocks"), content, TestContext.Current.CancellationToken);

        ((int)response.StatusCode).ShouldBe(422);
        var json = await Account.JsonAsync(response);
        json.Text("message").ShouldBe("The given data was invalid.");
        json["errors"]!.AsObject().ContainsKey(field).ShouldBeTrue();
        account.Catalogue.Find(1)!.StockAt(1).Quantity.ShouldBe(5);
    }

    [Theory]
    [InlineData(10_000, 202)]
    [InlineData(10_001, 422)]
    public async Task At_most_ten_thousand_rows_are_taken(int rows, int status)
    {
        await using var account = await OpenAsync();
        var stocks = new JsonArray([.. Enumerable.Range(1, rows).Select(static i => new JsonObject { ["id"] = 1, ["quantity"] = i })]);

        using var response = await account.PutAsync("/offers/stocks", new JsonObject { ["warehouse_id"] = 4, ["stocks"] = stocks });

        ((int)response.StatusCode).ShouldBe(status);
        account.Catalogue.Find(1)!.StockAt(4).Quantity.ShouldBe(status == 202 ? rows : 3);
    }
}
