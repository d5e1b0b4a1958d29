using Connector.Abstractions;
using Connector.Emulators.OwnApi;
using Connector.Emulators.Shops;

namespace Connector.Adapters.Http.Tests.Template;

/// <summary>Every preset against a site of its manners.</summary>
public sealed class PresetTests
{
    private static readonly string[] HardSkus =
        ["Ї-1", "a b", "A&B=1", "1+1", "#7", "x/y", "50%", "%2F", "a,b", "\"q\"", "'", "\\", "007", "<b>", "{{sku}}", "${X}", "?", "я" + new string('9', 70), "a\tb"];

    public static TheoryData<OwnApiStyle> Styles => [OwnApiStyle.Rest, OwnApiStyle.HoroshopLike, OwnApiStyle.PromLike, OwnApiStyle.GraphQl];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Styles))]
    public async Task Read_of_many_pages_brings_every_product_once(OwnApiStyle style)
    {
        await using var site = await TemplateSite.StartAsync(style);
        site.Shop.LargestPage = 7;
        for (var i = 1; i <= 50; i++)
            site.Shop.Catalogue.Add($"S-{i}", i);

        var listings = await site.ReadAsync();

        listings.Count.ShouldBe(50);
        listings.Select(l => l.Ref).ShouldBeUnique();
        listings.ShouldAllBe(l => l.Sku == $"S-{l.Quantity}");
        listings.ShouldAllBe(l => l.Name!.StartsWith("Товар "));
    }

    [Theory]
    [MemberData(nameof(Styles))]
    public async Task Read_of_an_empty_site_brings_nothing(OwnApiStyle style)
    {
        await using var site = await TemplateSite.StartAsync(style);
        (await site.ReadAsync()).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Styles))]
    public async Task Set_of_hard_skus_reaches_exactly_the_right_product(OwnApiStyle style)
    {
        await using var site = await TemplateSite.StartAsync(style);
        foreach (var sku in HardSkus)
            site.Shop.Catalogue.Add(sku, 1);

        var outcomes = new List<StockOutcome>();
        var quantity = 10m;
        foreach (var batch in HardSkus.Chunk(site.Adapter.Capabilities.MaxSetBatch))
            outcomes.AddRange(await site.SetAsync([.. batch.Select(sku => (sku, quantity++))]));

        outcomes.ShouldAllBe(o => o.Status == StockStatus.Applied || o.Status == StockStatus.Accepted);
        HardSkus.Select(site.Holds).ShouldBe(Enumerable.Range(10, HardSkus.Length).Select(n => (decimal)n));
    }

    [Theory]
    [MemberData(nameof(Styles))]
    public async Task Set_twice_does_no_harm(OwnApiStyle style)
    {
        await using var site = await TemplateSite.StartAsync(style);
        site.Shop.Catalogue.Add("A", 5);

        await site.SetAsync(("A", 0));
        await site.SetAsync(("A", 0));

        site.Holds("A").ShouldBe(0);
        site.Shop.Catalogue.Changes.ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(Styles))]
    public async Task Fractions_and_numbers_below_zero_are_not_sent(OwnApiStyle style)
    {
        await using var site = await TemplateSite.StartAsync(style);
        site.Shop.Catalogue.Add("A", 5);
        var reference = (await site.FindAsync("A"))[0].Ref;

        foreach (var quantity in new[] { 1.5m, -1m })
        {
            var outcome = (await site.SetAsync(new StockChange { Ref = reference, Sku = "A", Quantity = quantity })).ShouldHaveSingleItem();
            outcome.Status.ShouldBe(StockStatus.Rejected);
            outcome.Error!.Code.ShouldBe(quantity < 0 ? "http.negative" : "http.fraction");
        }

        site.Holds("A").ShouldBe(5);
    }

    [Theory]
    [InlineData(OwnApiStyle.HoroshopLike)]
    [InlineData(OwnApiStyle.PromLike)]
    [InlineData(OwnApiStyle.GraphQl)]
    public async Task One_bad_item_among_good_ones_costs_the_others_nothing(OwnApiStyle style)
    {
        await using var site = await TemplateSite.StartAsync(style);
        foreach (var sku in new[] { "A", "B", "C" })
            site.Shop.Catalogue.Add(sku, 1);
        var found = await site.FindAsync("A", "B", "C");
        site.Shop.Catalogue.Remove(site.Shop.Catalogue.FindBySku("B")[0].Id);

        var outcomes = await site.SetAsync([.. found.OrderBy(l => l.Sku).Select(l => new StockChange { Ref = l.Ref, Sku = l.Sku, Quantity = 9 })]);

        var good = style == OwnApiStyle.GraphQl ? StockStatus.Applied : StockStatus.Accepted;
        // Prom.ua says why in words alone, so that the connector cannot tell a product that is gone from any other failure.
        var bad = style == OwnApiStyle.PromLike ? StockStatus.Failed : StockStatus.Gone;
        outcomes.Select(o => o.Status).ShouldBe([good, bad, good]);
        site.Holds("A").ShouldBe(9);
        site.Holds("C").ShouldBe(9);
    }

    [Theory]
    [MemberData(nameof(Styles))]
    public async Task A_refused_token_is_said_without_showing_it(OwnApiStyle style)
    {
        await using var site = await TemplateSite.StartAsync(style);
        site.Shop.Token = "another";

        var failure = await site.FailsAsync();

        failure.Failure.ShouldBe(StoreFailure.Unauthorized);
        failure.ToString().ShouldNotContain("own-api-token");
    }

    [Theory]
    [MemberData(nameof(Styles))]
    public async Task Health_of_a_site_that_is_there_is_good_and_changes_nothing(OwnApiStyle style)
    {
        await using var site = await TemplateSite.StartAsync(style);
        site.Shop.Catalogue.Add("A", 5);

        var health = await site.Adapter.CheckHealthAsync(Token);

        health.IsHealthy.ShouldBeTrue();
        health.Details["products"].ShouldBe("1");
        site.Shop.Catalogue.Changes.ShouldBe(0);
    }

    [Fact]
    public async Task Prom_like_zero_sends_the_presence_that_agrees()
    {
        await using var site = await TemplateSite.StartAsync(OwnApiStyle.PromLike);
        site.Shop.Catalogue.Add("A", 5);

        (await site.SetAsync(("A", 0)))[0].Status.ShouldBe(StockStatus.Accepted);

        site.Shop.Requests.Log[^1].Text.ShouldBe("""[{"id":"x-1","presence":"not_available","quantity_in_stock":0}]""");
        site.Holds("A").ShouldBe(0);
    }

    [Fact]
    public async Task Prom_like_product_without_external_id_is_shown_and_left_alone()
    {
        await using var site = await TemplateSite.StartAsync(OwnApiStyle.PromLike);
        site.Shop.Catalogue.Add("A", 5);
        site.Shop.Catalogue.Replace(site.Shop.Catalogue.Add("B", 5) with { ExternalId = null });

        var listings = await site.ReadAsync();

        listings.Single(l => l.Sku == "B").TracksStock.ShouldBeFalse();
        listings.Single(l => l.Sku == "A").TracksStock.ShouldBeTrue();
    }

    [Fact]
    public async Task Horoshop_like_body_carries_token_warehouse_and_number()
    {
        await using var site = await TemplateSite.StartAsync(
            OwnApiStyle.HoroshopLike, """{ "preset": "horoshop-like", "auth": { "secret": "own-api-token" }, "values": { "warehouse": "Київ \"2\"" } }""");
        site.Shop.Catalogue.Add("A", 5);

        await site.SetAsync(("A", 3));

        site.Shop.Requests.Log[^1].Text.ShouldBe("""{"token":"own-api-token","products":[{"article":"A","warehouse":"Київ \"2\"","quantity":3}]}""");
    }

    [Fact]
    public async Task GraphQl_errors_under_status_200_are_a_failure()
    {
        await using var site = await TemplateSite.StartAsync(OwnApiStyle.GraphQl);
        site.Shop.Catalogue.Add("A", 5);
        var change = new StockChange { Ref = (await site.FindAsync("A"))[0].Ref, Sku = "A", Quantity = 3 };
        const string error = """{"errors":[{"message":"Deadlock found, own-api-token","extensions":{"code":"INTERNAL"}}],"data":{"setStock":{"results":[{"id":"1","sku":"A","quantity":3}],"userErrors":[]}}}""";
        site.Shop.Faults.OnWrite(ShopFault.Refused(200, error));

        var failure = await Should.ThrowAsync<StoreException>(() => site.SetAsync(change));

        failure.Failure.ShouldBe(StoreFailure.Protocol);
        failure.Message.ShouldContain("Deadlock found, ***");
        site.Holds("A").ShouldBe(5);
    }

    [Theory]
    [InlineData("UNAUTHENTICATED", StoreFailure.Unauthorized)]
    [InlineData("THROTTLED", StoreFailure.Throttled)]
    public async Task GraphQl_error_codes_say_what_kind_of_failure_it_is(string code, StoreFailure expected)
    {
        await using var site = await TemplateSite.StartAsync(OwnApiStyle.GraphQl);
        site.Shop.Faults.OnWrite(ShopFault.Refused(200, $$$"""{"errors":[{"message":"no","extensions":{"code":"{{{code}}}"}}],"data":null}"""));

        (await site.FailsAsync()).Failure.ShouldBe(expected);
    }
}
