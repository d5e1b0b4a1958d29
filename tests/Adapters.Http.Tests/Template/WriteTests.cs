using Connector.Abstractions;
using Connector.Emulators.Faults;
using Connector.Emulators.OwnApi;
using Connector.Emulators.Shops;

namespace Connector.Adapters.Http.Tests.Template;

public sealed class WriteTests
{
    /// <summary>A batch with a log for each article, as many sites have it.</summary>
    internal const string Batch =
        """
        { "auth": { "kind": "bearer", "secret": "own-api-token" },
          "write": { "mode": "batch", "path": "/stock", "maxItems": 100,
            "body": { "items": { "each": "items", "value": { "article": "{{sku}}", "qty": "{{quantity}}" } } },
            "result": { "items": "$.log[*]", "sku": "$.article", "status": "$.status", "ok": ["OK"], "notFound": ["NOT_FOUND"],
                        "notTracked": ["NOT_TRACKED"], "rejected": ["INVALID"], "message": "$.message" },
            "successWhen": { "status": [200, 201, 204], "path": "$.success", "equals": true } } }
        """;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Batch_maps_every_word_of_the_log()
    {
        await using var site = await BatchAsync();
        site.Shop.Catalogue.Add("A", 1);
        site.Shop.Catalogue.Add("T", 1, tracked: false);

        var outcomes = await site.SetAsync(("A", 5), ("none", 5), ("T", 5));

        outcomes.Select(o => o.Status).ShouldBe([StockStatus.Accepted, StockStatus.Gone, StockStatus.NotTracked]);
        outcomes[1].Error!.Message.ShouldContain("NOT_FOUND");
        site.Shop.Requests.Log.ShouldHaveSingleItem().Text.ShouldBe(
            """{"items":[{"article":"A","qty":5},{"article":"none","qty":5},{"article":"T","qty":5}]}""");
    }

    [Fact]
    public async Task An_item_that_the_answer_does_not_name_has_failed()
    {
        await using var site = await BatchAsync();
        site.Shop.Catalogue.Add("A", 1);
        site.Shop.Catalogue.Add("B", 1);
        site.Shop.Faults.OnWrite(HttpFault.OtherJson("""{"success":true,"log":[{"article":"B","status":"OK"},{"article":"Z","status":"OK"}]}"""));

        var outcomes = await site.SetAsync(("A", 5), ("B", 5));

        outcomes.Select(o => o.Status).ShouldBe([StockStatus.Failed, StockStatus.Accepted]);
        outcomes[0].Error!.Code.ShouldBe("http.not_answered");
    }

    [Theory]
    [InlineData("""[{"article":"A","status":"OK"},{"article":"A","status":"BUSY"}]""")]
    [InlineData("""[{"article":"A","status":"BUSY"},{"article":"A","status":"OK"}]""")]
    [InlineData("""[{"article":"A","status":null}]""")]
    [InlineData("""[{"article":"A"}]""")]
    [InlineData("""[{"article":"a","status":"OK"}]""")]
    [InlineData("""[{"article":["A"],"status":"OK"}]""")]
    public async Task A_word_that_is_not_known_to_be_good_is_a_failure(string log)
    {
        await using var site = await BatchAsync();
        site.Shop.Faults.OnWrite(HttpFault.OtherJson($$"""{"success":true,"log":{{log}}}"""));
        (await site.SetAsync(("A", 5)))[0].Status.ShouldBe(StockStatus.Failed);
    }

    [Theory]
    [InlineData("""{"success":false,"message":"own-api-token expired"}""")]
    [InlineData("""{"log":[{"article":"A","status":"OK"}]}""")]
    [InlineData("""{"success":"yes","log":[{"article":"A","status":"OK"}]}""")]
    [InlineData("""{"success":true}""")]
    [InlineData("[]")]
    [InlineData("\"OK\"")]
    public async Task An_answer_that_does_not_say_success_fails_the_call(string answer)
    {
        await using var site = await BatchAsync();
        site.Shop.Faults.OnWrite(HttpFault.OtherJson(answer));

        var failure = await Should.ThrowAsync<StoreException>(() => site.SetAsync(("A", 5)));

        failure.Failure.ShouldBe(StoreFailure.Protocol);
        failure.ToString().ShouldNotContain("own-api-token");
    }

    [Fact]
    public async Task Two_listings_with_one_sku_are_told_apart_by_two_requests()
    {
        await using var site = await BatchAsync();
        site.Shop.Catalogue.Add("A", 1);
        StockChange[] changes =
        [
            new() { Ref = new ListingRef("sku/A"), Sku = "A", Quantity = 2 },
            new() { Ref = new ListingRef("sku/B"), Sku = "B", Quantity = 4 },
            new() { Ref = new ListingRef("sku-2/A"), Sku = "A", Quantity = 3 },
        ];

        var outcomes = await site.SetAsync(changes);

        outcomes.Select(o => (o.Ref.Value, o.Status)).ShouldBe([("sku/A", StockStatus.Accepted), ("sku/B", StockStatus.Gone), ("sku-2/A", StockStatus.Accepted)]);
        site.Shop.Requests.Total.ShouldBe(2);
    }

    [Fact]
    public async Task Without_a_reading_every_sku_that_is_asked_for_is_a_listing_without_a_number()
    {
        await using var site = await BatchAsync();

        (await site.ReadAsync()).ShouldBeEmpty();
        var found = await site.FindAsync("A", "b/1");

        site.Adapter.Capabilities.Features.ShouldBe(StoreFeatures.FindsUnlisted);
        found.Select(l => (l.Ref.Value, l.Sku, l.Quantity, l.TracksStock)).ShouldBe([("sku/A", "A", null, true), ("sku/b/1", "b/1", null, true)]);
        site.Shop.Requests.Total.ShouldBe(0);
    }

    [Fact]
    public async Task Without_a_mapping_of_results_a_success_is_only_accepted()
    {
        await using var site = await TemplateSite.StartAsync(OwnApiStyle.Rest, """{ "auth": { "kind": "bearer", "secret": "own-api-token" }, "write": { "mode": "single", "path": "/articles/{{sku}}", "body": { "quantity": "{{quantity}}" } } }""");
        site.Shop.Catalogue.Add("A", 1);

        (await site.SetAsync(("A", 5)))[0].Status.ShouldBe(StockStatus.Accepted);
        site.Adapter.Capabilities.Features.HasFlag(StoreFeatures.ConfirmsWrites).ShouldBeFalse();
    }

    [Fact]
    public async Task Single_answers_are_confirmed_or_told_one_by_one()
    {
        await using var site = await TemplateSite.StartAsync(OwnApiStyle.Rest);
        var kept = site.Shop.Catalogue.Add("A", 1);
        var gone = site.Shop.Catalogue.Add("B", 1);
        var listings = await site.ReadAsync();
        site.Shop.Catalogue.Remove(gone.Id);
        site.Adapter.Capabilities.MaxSetBatch.ShouldBe(1);

        (await SetAsync(site, listings[0].Ref, "A", 7)).ShouldBe(new StockOutcome { Ref = listings[0].Ref, Status = StockStatus.Applied, Current = 7 });
        (await SetAsync(site, listings[1].Ref, "B", 7)).Status.ShouldBe(StockStatus.Gone);
        site.Shop.Catalogue.Replace(kept with { Sku = "other" });
        var other = await SetAsync(site, listings[0].Ref, "A", 8);
        other.Status.ShouldBe(StockStatus.Gone);
        other.Error!.Code.ShouldBe("http.other_sku");
    }

    [Theory]
    [InlineData(409, StockStatus.Failed)]
    [InlineData(422, StockStatus.Rejected)]
    [InlineData(404, StockStatus.Gone)]
    public async Task Single_statuses_are_about_the_item(int status, StockStatus expected)
    {
        await using var site = await TemplateSite.StartAsync(OwnApiStyle.Rest);
        site.Shop.Catalogue.Add("A", 1);
        var reference = (await site.ReadAsync())[0].Ref;
        site.Shop.Faults.OnWrite(ShopFault.Refused(status, """{"error":{"message":"ні, own-api-token"}}"""));

        var outcome = await SetAsync(site, reference, "A", 7);

        outcome.Status.ShouldBe(expected);
        outcome.Error!.Message.ShouldContain("“ні, ***”");
    }

    [Theory]
    [InlineData("x/y")]
    [InlineData("a b+c")]
    [InlineData("A&B=1")]
    [InlineData("50%")]
    [InlineData("#7?")]
    [InlineData("\\\"Ї';")]
    public async Task A_hard_sku_in_a_path_reaches_its_product(string sku)
    {
        await using var site = await TemplateSite.StartAsync(OwnApiStyle.Rest, """{ "auth": { "kind": "bearer", "secret": "own-api-token" }, "write": { "mode": "single", "path": "/articles/{{sku}}", "body": { "quantity": "{{quantity}}" }, "result": { "sku": "$.sku", "current": "$.quantity" } } }""");
        site.Shop.Catalogue.Add(sku, 1);

        (await site.SetAsync((sku, 5)))[0].Status.ShouldBe(StockStatus.Applied);
        site.Holds(sku).ShouldBe(5);
    }

    [Theory]
    [InlineData(".")]
    [InlineData("..")]
    public async Task A_sku_that_would_lead_elsewhere_in_a_path_is_not_sent(string sku)
    {
        await using var site = await TemplateSite.StartAsync(OwnApiStyle.Rest, """{ "auth": { "kind": "bearer", "secret": "own-api-token" }, "write": { "mode": "single", "path": "/articles/{{sku}}", "body": { "quantity": "{{quantity}}" } } }""");

        var outcome = (await site.SetAsync((sku, 5)))[0];

        outcome.Status.ShouldBe(StockStatus.Rejected);
        site.Shop.Requests.Total.ShouldBe(0);
    }

    [Theory]
    [InlineData("1.50", "1.5", StockStatus.Accepted)]
    [InlineData("-2", "-2", StockStatus.Accepted)]
    [InlineData("1.2345", null, StockStatus.Rejected)]
    [InlineData("100000000000000000000", "100000000000000000000", StockStatus.Accepted)]
    public async Task Numbers_go_exactly_as_they_are_or_not_at_all(string quantity, string? sent, StockStatus expected)
    {
        await using var site = await TemplateSite.StartAsync(
            OwnApiStyle.Rest,
            """{ "write": { "mode": "batch", "path": "/stock", "decimals": 2, "negative": true, "body": { "each": "items", "value": ["{{sku}}", "{{quantity}}", "{{quantity|text}}", "n={{quantity}}"] } } }""");
        site.Shop.Faults.OnWrite(ShopFault.Refused(200, ""));

        var outcome = (await site.SetAsync(new StockChange { Ref = new ListingRef("sku/A"), Sku = "A", Quantity = decimal.Parse(quantity, System.Globalization.CultureInfo.InvariantCulture) }))[0];

        outcome.Status.ShouldBe(expected);
        site.Shop.Requests.Log.Select(r => r.Text).ShouldBe(sent is null ? [] : [$$"""[["A",{{sent}},"{{sent}}","n={{sent}}"]]"""]);
    }

    [Fact]
    public async Task A_reference_that_must_be_a_number_and_is_none_is_not_sent()
    {
        await using var site = await TemplateSite.StartAsync(
            OwnApiStyle.Rest,
            """{ "preset": "rest", "auth": { "secret": "own-api-token" }, "write": { "path": "/products", "body": { "id": "{{ref|number}}", "quantity": "{{quantity}}" } } }""");
        site.Shop.Faults.OnWrite(ShopFault.Refused(204, ""));

        (await SetAsync(site, new ListingRef("item/abc"), "A", 7)).Error!.Code.ShouldBe("http.not_a_number");
        (await SetAsync(site, new ListingRef("item/12"), "A", 7)).Status.ShouldBe(StockStatus.Accepted);
        site.Shop.Requests.Log.ShouldHaveSingleItem().Text.ShouldBe("""{"id":12,"quantity":7}""");
    }

    [Fact]
    public async Task A_reference_of_another_template_is_looked_up_again()
    {
        await using var site = await TemplateSite.StartAsync(OwnApiStyle.Rest);
        foreach (var reference in new[] { "sku/A", "product:7", "no-id/1", "item/1/2/3" })
            (await SetAsync(site, new ListingRef(reference), "A", 7)).Status.ShouldBe(StockStatus.Gone);
        site.Shop.Requests.Total.ShouldBe(0);
    }

    private static Task<TemplateSite> BatchAsync() => TemplateSite.StartAsync(OwnApiStyle.Rest, Batch);

    private static async Task<StockOutcome> SetAsync(TemplateSite site, ListingRef reference, string sku, decimal quantity) =>
        (await site.Adapter.SetStockAsync([new StockChange { Ref = reference, Sku = sku, Quantity = quantity }], Token)).ShouldHaveSingleItem();
}
