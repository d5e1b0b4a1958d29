using System.Globalization;
using System.Text;
using Connector.Abstractions;
using Connector.Adapters.Http.Receiver;
using Connector.Emulators.Faults;
using Connector.Emulators.Receiver;
using Connector.Emulators.Shops;
using Microsoft.Extensions.Time.Testing;

namespace Connector.Adapters.Http.Tests.Receiver;

/// <summary>The receiver contract from the connector's side.</summary>
public sealed class ReceiverTests
{
    // The example of facts that any implementation of Standard Webhooks must reproduce.
    [Fact]
    public void A_signature_is_that_of_standard_webhooks()
    {
        var body = Encoding.UTF8.GetBytes("""{"batch":"sb_01J9ZK6T0M4Q8V2N7R5W3X1Y9A","mode":"set","items":[{"sku":"A-1","quantity":5,"seq":42},{"sku":"A-2","quantity":0,"seq":42}]}""");
        body.Length.ShouldBe(136);
        new WebhookSignature("whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=").Sign("sb_01J9ZK6T0M4Q8V2N7R5W3X1Y9A", 1767225600, body)
            .ShouldBe("v1,7/tPIgL1q6X/1owWbvcSRxHf/sTb+QNrrRbhyPeHRKU=");
    }

    [Fact]
    public async Task Stock_is_read_page_by_page_and_written_with_a_result_for_each()
    {
        await using var site = await ReceiverSite.OpenAsync();
        for (var i = 1; i <= 1200; i++)
            site.Emulator.Add(string.Create(CultureInfo.InvariantCulture, $"S-{i}"), i);
        site.Emulator.Add("Ї/\"1 \\2&+#%", 3);
        site.Emulator.Add("S-7", 1);
        site.Emulator.Add("UNTRACKED", 1, isTracked: false);
        var adapter = site.Open();
        var listings = await ReceiverSite.ReadAsync(adapter);
        listings.Count.ShouldBe(1203);
        listings.Count(listing => listing.Sku == "S-7").ShouldBe(2, "the site's own duplicates are the host's to report");
        site.Emulator.Requests.Total.ShouldBe(1 + 3);

        var outcomes = await ReceiverSite.SetAsync(adapter, ("S-1", 70), ("S-2", 2), ("NOPE", 1), ("S-7", 9), ("UNTRACKED", 4), ("Ї/\"1 \\2&+#%", 0));
        outcomes.Select(outcome => outcome.Status).ShouldBe(
            [StockStatus.Applied, StockStatus.Unchanged, StockStatus.Gone, StockStatus.Rejected, StockStatus.NotTracked, StockStatus.Applied]);
        (site.Emulator.Quantity("S-1"), site.Emulator.Quantity("Ї/\"1 \\2&+#%")).ShouldBe((70, 0));
    }

    [Fact]
    public async Task Skus_are_found_whatever_they_are_made_of_and_what_a_reading_did_not_show_is_not_asked_for()
    {
        string[] skus = ["A B", "A&B", "A+B", "A/B", "Ї-1", "\"", "100%", "000123", "a,b", new string('L', 150)];
        await using var site = await ReceiverSite.OpenAsync();
        foreach (var sku in skus)
            site.Emulator.Add(sku, 1);
        var adapter = site.Open();
        (await adapter.FindBySkuAsync([.. skus, "NOPE"], ReceiverSite.Token)).Select(listing => listing.Sku).ShouldBe(skus, ignoreOrder: true);
        await ReceiverSite.ReadAsync(adapter);
        var before = site.Emulator.Requests.Total;
        (await adapter.FindBySkuAsync(["NOPE", "NOR THIS"], ReceiverSite.Token)).ShouldBeEmpty();
        site.Emulator.Requests.Total.ShouldBe(before, "what a whole reading has just not shown is not there");
        site.Emulator.Add("NEW", 1);
        (await adapter.FindBySkuAsync([" a b", "NEW"], ReceiverSite.Token)).ShouldBeEmpty("the site compares letter by letter; the host asks as the site spells");
        (await adapter.FindBySkuAsync(["A B"], ReceiverSite.Token)).Single().Sku.ShouldBe("A B");
        site.Emulator.Requests.Total.ShouldBe(before + 2, "numbers come from the site, not from memory");
    }

    [Fact]
    public async Task A_site_that_shows_nothing_is_given_every_number_and_says_what_it_has()
    {
        await using var site = await ReceiverSite.OpenAsync();
        site.Emulator.Quirks = new ReceiverQuirks { TellsCapabilities = false, Reads = false };
        site.Emulator.Add("A", 1);
        var adapter = site.Open();
        (await ReceiverSite.ReadAsync(adapter)).ShouldBeEmpty();
        var found = await adapter.FindBySkuAsync(["A", "B"], ReceiverSite.Token);
        found.Select(listing => (listing.Sku, listing.Quantity)).ShouldBe([("A", null), ("B", null)]);
        (await adapter.SetStockAsync([.. found.Select(listing => new StockChange { Ref = listing.Ref, Sku = listing.Sku, Quantity = 5 })], ReceiverSite.Token))
            .Select(outcome => outcome.Status).ShouldBe([StockStatus.Applied, StockStatus.Gone]);
    }

    [Fact]
    public async Task A_batch_that_was_not_answered_is_the_same_batch_when_it_is_sent_again()
    {
        await using var site = await ReceiverSite.OpenAsync();
        site.Emulator.Add("A", 1);
        var adapter = site.Open();
        site.Emulator.Faults.OnWrite(HttpFault.Drop());
        await Should.ThrowAsync<HttpRequestException>(() => ReceiverSite.SetAsync(adapter, ("A", 5)));
        (await ReceiverSite.SetAsync(adapter, ("A", 5))).Single().Status.ShouldBe(StockStatus.Applied);
        (await ReceiverSite.SetAsync(adapter, ("A", 4))).Single().Status.ShouldBe(StockStatus.Applied);
        (await ReceiverSite.SetAsync(adapter, ("A", 5))).Single().Status.ShouldBe(StockStatus.Applied, "5, 4, 5 is three numbers and not two");
        var writes = site.Emulator.Requests.Log.Where(request => request.IsWrite).ToList();
        (writes[0].Headers["webhook-id"], writes[0].Text).ShouldBe((writes[1].Headers["webhook-id"], writes[1].Text));
        writes.Select(request => request.Headers["webhook-id"]).Distinct().Count().ShouldBe(3);
        writes.ShouldAllBe(request => request.Headers["webhook-id"] == request.Headers["Idempotency-Key"]);
        site.Emulator.Written.ShouldBe([("A", 5), ("A", 4), ("A", 5)]);
    }

    [Fact]
    public async Task Every_batch_carries_a_higher_number_even_when_the_clock_goes_back()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 24, 10, 0, 0, TimeSpan.Zero));
        await using var site = await ReceiverSite.OpenAsync(new ReceiverOptions { TimeProvider = time });
        site.Emulator.Add("A", 1);
        var adapter = site.Open();
        await ReceiverSite.SetAsync(adapter, ("A", 5));
        time.AdjustTime(time.GetUtcNow() - TimeSpan.FromHours(1));
        (await ReceiverSite.SetAsync(adapter, ("A", 6))).Single().Status.ShouldBe(StockStatus.Applied);
        (await ReceiverSite.SetAsync(site.Open(), ("A", 7))).Single().Error!.Code.ShouldBe("http.stale", "a new process with a clock behind cannot know better, and says so");
        site.Emulator.Quantity("A").ShouldBe(6);
    }

    [Theory]
    [InlineData(30)]
    [InlineData(1)]
    public async Task A_site_that_takes_smaller_batches_gets_them(int most)
    {
        await using var site = await ReceiverSite.OpenAsync();
        for (var i = 1; i <= 100; i++)
            site.Emulator.Add($"S-{i}", 0);
        site.Emulator.Quirks = new ReceiverQuirks { MaxItems = most };
        (await ReceiverSite.SetAsync(site.Open(), [.. Enumerable.Range(1, 100).Select(i => ($"S-{i}", (decimal)i))])).ShouldAllBe(outcome => outcome.Status == StockStatus.Applied);
        site.Emulator.Requests.Writes.ShouldBe((100 + most - 1) / most);

        site.Emulator.Quirks = new ReceiverQuirks { MaxItems = most, TellsCapabilities = false };
        (await ReceiverSite.SetAsync(site.Open(), [.. Enumerable.Range(1, 100).Select(i => ($"S-{i}", 200m + i))])).ShouldAllBe(outcome => outcome.Status == StockStatus.Applied);
    }

    [Theory]
    [InlineData("1.5", "http.fraction")]
    [InlineData("-1", "http.negative")]
    public async Task What_the_site_cannot_hold_is_not_sent(string number, string code)
    {
        await using var site = await ReceiverSite.OpenAsync();
        site.Emulator.Add("A", 1);
        (await ReceiverSite.SetAsync(site.Open(), ("A", decimal.Parse(number, CultureInfo.InvariantCulture)))).Single().Error!.Code.ShouldBe(code);
        site.Emulator.Requests.Writes.ShouldBe(0);
    }

    [Fact]
    public async Task Silence_is_never_success_and_an_empty_yes_is_read_back()
    {
        await using var site = await ReceiverSite.OpenAsync();
        site.Emulator.Add("A", 1);
        site.Emulator.Quirks = new ReceiverQuirks { OmitsUnknown = true };
        var outcomes = await ReceiverSite.SetAsync(site.Open(), ("A", 5), ("NOPE", 5));
        (outcomes[0].Status, outcomes[1].Status, outcomes[1].Error!.Code).ShouldBe((StockStatus.Applied, StockStatus.Failed, "http.no_answer"));
        site.Emulator.Quirks = new ReceiverQuirks { SaysNothing = true };
        (await ReceiverSite.SetAsync(site.Open(), ("A", 6))).Single().Status.ShouldBe(StockStatus.Accepted);
    }

    [Fact]
    public async Task A_number_that_changed_since_it_was_read_is_not_overwritten_where_the_site_compares()
    {
        await using var site = await ReceiverSite.OpenAsync();
        site.Emulator.Add("A", 3);
        site.Emulator.Quirks = new ReceiverQuirks { CompareAndSet = true };
        var outcome = (await site.Open().SetStockAsync([new StockChange { Ref = new("sku:A"), Sku = "A", Quantity = 9, Expected = 4 }], ReceiverSite.Token)).Single();
        (outcome.Status, outcome.Current, outcome.Error!.Code).ShouldBe((StockStatus.Failed, 3, "http.conflict"));
    }

    [Theory]
    [InlineData(400, StoreFailure.Protocol)]
    [InlineData(401, StoreFailure.Unauthorized)]
    [InlineData(403, StoreFailure.Unauthorized)]
    [InlineData(404, StoreFailure.Misconfigured)]
    [InlineData(410, StoreFailure.Misconfigured)]
    [InlineData(422, StoreFailure.Protocol)]
    [InlineData(429, StoreFailure.Throttled)]
    [InlineData(500, StoreFailure.Unreachable)]
    [InlineData(502, StoreFailure.Unreachable)]
    [InlineData(503, StoreFailure.Throttled)]
    public async Task A_batch_refused_as_a_whole_says_why(int status, StoreFailure kind)
    {
        await using var site = await ReceiverSite.OpenAsync();
        site.Emulator.Add("A", 3);
        var adapter = site.Open();
        await ReceiverSite.ReadAsync(adapter);
        site.Emulator.Faults.OnWrite(ShopFault.Refused(status, """{"title":"because"}""", "application/problem+json", retryAfterSeconds: 9));
        var failure = await Should.ThrowAsync<StoreException>(() => ReceiverSite.SetAsync(adapter, ("A", 5)));
        failure.Failure.ShouldBe(kind);
        failure.Message.ShouldContain("because");
        failure.Message.ShouldNotContain(site.Emulator.Secret![6..]);
        if (kind == StoreFailure.Throttled)
            failure.RetryAfter.ShouldBe(TimeSpan.FromSeconds(9));
    }

    [Fact]
    public async Task A_batch_that_is_still_running_is_waited_for()
    {
        await using var site = await ReceiverSite.OpenAsync();
        site.Emulator.Add("A", 3);
        site.Emulator.Faults.OnWrite(ShopFault.Refused(409, "{}", retryAfterSeconds: 0), times: 3);
        (await ReceiverSite.SetAsync(site.Open(), ("A", 5))).Single().Status.ShouldBe(StockStatus.Applied);
        site.Emulator.Requests.Log.Where(request => request.IsWrite).Select(request => request.Text).Distinct().Count().ShouldBe(1);
    }

    [Theory]
    [InlineData("html")]
    [InlineData("other")]
    [InlineData("short")]
    public async Task A_reading_that_is_not_whole_does_not_count(string fault)
    {
        await using var site = await ReceiverSite.OpenAsync();
        for (var i = 1; i <= 900; i++)
            site.Emulator.Add($"S-{i}", i);
        site.Emulator.Faults.When(request => request.QueryString.Contains("cursor", StringComparison.Ordinal), fault switch
        {
            "html" => ShopFault.RefusedWithHtml(200),
            "other" => HttpFault.OtherJson("""{"rows":[]}"""),
            _ => HttpFault.OtherJson("""{"items":[],"next":null,"total":900}"""),
        });
        (await Should.ThrowAsync<StoreException>(() => ReceiverSite.ReadAsync(site.Open()))).Failure.ShouldBe(StoreFailure.Protocol);
    }

    [Fact]
    public async Task Clocks_that_are_apart_and_missing_secrets_are_told_before_anything_is_written()
    {
        await using var site = await ReceiverSite.OpenAsync();
        site.Emulator.Quirks = new ReceiverQuirks { ClockOff = TimeSpan.FromMinutes(20), IgnoresTimestamp = true };
        (await site.Open().CheckHealthAsync(ReceiverSite.Token)).Summary.ShouldContain("20 minutes apart");
        site.Emulator.Quirks = new ReceiverQuirks();
        (await site.Open().CheckHealthAsync(ReceiverSite.Token)).IsHealthy.ShouldBeTrue();
        site.Options.Secret = null;
        Should.Throw<StoreException>(() => site.Open()).Failure.ShouldBe(StoreFailure.Misconfigured);
    }

    [Fact]
    public async Task Two_secrets_sign_twice_and_a_token_goes_along()
    {
        await using var site = await ReceiverSite.OpenAsync(new ReceiverOptions { Bearer = "t0ken" });
        site.Emulator.Add("A", 1);
        site.Options.Secret = "whsec_" + Convert.ToBase64String(new byte[32]) + " " + site.Emulator.Secret;
        site.Options.Bearer = "t0ken";
        (await ReceiverSite.SetAsync(site.Open(), ("A", 5))).Single().Status.ShouldBe(StockStatus.Applied);
        site.Emulator.Requests.Log[^1].Headers["webhook-signature"].Split(' ').Length.ShouldBe(2);
    }
}
