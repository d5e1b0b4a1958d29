using Connector.Abstractions;
using Connector.Emulators.Faults;
using Connector.Emulators.Receiver;
using Connector.Emulators.Shops;

namespace Connector.Adapters.Http.Tests.Receiver;

/// <summary>What a site's answer to a batch means.</summary>
public sealed class AnswerTests
{
    [Theory]
    [InlineData("""{"sku":"A","status":"updated","previous":7,"current":5}""", StockStatus.Applied, 5, null)]
    [InlineData("""{"sku":"A","status":"updated","current":"5.0"}""", StockStatus.Applied, 5, null)]
    [InlineData("""{"sku":"A","status":"updated","current":3}""", StockStatus.Applied, 3, null)]
    [InlineData("""{"sku":"A","status":"unchanged"}""", StockStatus.Unchanged, null, null)]
    [InlineData("""{"sku":"A","status":"not_found","message":"no such article"}""", StockStatus.Gone, null, "http.not_found")]
    [InlineData("""{"sku":"A","status":"duplicate"}""", StockStatus.Rejected, null, "http.duplicate")]
    [InlineData("""{"sku":"A","status":"stale","current":4}""", StockStatus.Failed, 4, "http.stale")]
    [InlineData("""{"sku":"A","status":"stale","current":5}""", StockStatus.Applied, 5, null)]
    [InlineData("""{"sku":"A","status":"conflict","current":4}""", StockStatus.Failed, 4, "http.conflict")]
    [InlineData("""{"sku":"A","status":"not_tracked"}""", StockStatus.NotTracked, null, "http.not_tracked")]
    [InlineData("""{"sku":"A","status":"invalid","message":"at most 3"}""", StockStatus.Rejected, null, "http.invalid")]
    [InlineData("""{"sku":"A","status":"error","message":"deadlock"}""", StockStatus.Failed, null, "http.error")]
    [InlineData("""{"sku":"A","status":"done"}""", StockStatus.Failed, null, "http.unknown_status")]
    [InlineData("""{"sku":"A"}""", StockStatus.Failed, null, "http.unknown_status")]
    [InlineData("""{"sku":"a","status":"updated"}""", StockStatus.Failed, null, "http.no_answer")]
    [InlineData("""{"status":"updated"}""", StockStatus.Failed, null, "http.no_answer")]
    [InlineData("""{"sku":"A","status":"updated","current":5},{"sku":"A","status":"error"}""", StockStatus.Failed, null, "http.contradiction")]
    [InlineData("""{"sku":"A","status":"updated","current":5},{"sku":"A","status":"updated","current":5}""", StockStatus.Applied, 5, null)]
    [InlineData("null,5,\"A\"", StockStatus.Failed, null, "http.no_answer")]
    [InlineData("""{"sku":"\ud800","status":"updated"}""", StockStatus.Failed, null, "http.no_answer")]
    public async Task Each_status_has_its_meaning(string result, StockStatus status, int? current, string? code)
    {
        await using var site = await ReceiverSite.OpenAsync();
        site.AnswerWritesWith(200, $$"""{"results":[{{result}}]}""");
        var outcome = (await ReceiverSite.SetAsync(site.Open(), ("A", 5))).Single();
        (outcome.Status, outcome.Current, outcome.Error?.Code).ShouldBe((status, (decimal?)current, code));
    }

    [Fact]
    public async Task A_sku_of_digits_may_come_back_as_a_number()
    {
        await using var site = await ReceiverSite.OpenAsync();
        site.AnswerWritesWith(207, """{"results":[{"sku":123,"status":"updated","current":5}]}""");
        (await ReceiverSite.SetAsync(site.Open(), ("123", 5), ("000123", 5))).Select(outcome => outcome.Status).ShouldBe([StockStatus.Applied, StockStatus.Failed]);
    }

    [Theory]
    [InlineData(200, "", "text/plain")]
    [InlineData(200, "OK", "text/plain")]
    [InlineData(202, """{"queued":true}""", "application/json")]
    [InlineData(200, """{"ok":true,"error":null,"errors":[]}""", "application/json")]
    [InlineData(204, "", "text/plain")]
    public async Task A_yes_without_results_is_accepted_and_not_more(int status, string body, string contentType)
    {
        await using var site = await ReceiverSite.OpenAsync();
        site.AnswerWritesWith(status, body, contentType);
        (await ReceiverSite.SetAsync(site.Open(), ("A", 5), ("B", 6))).Select(outcome => outcome.Status).ShouldBe([StockStatus.Accepted, StockStatus.Accepted]);
    }

    [Theory]
    [InlineData("<!doctype html><title>Just a moment...</title>")]
    [InlineData("\uFEFF \n<html>Увійдіть</html>")]
    [InlineData("""{"ok":false}""")]
    [InlineData("""{"success":false,"message":"database is gone"}""")]
    [InlineData("""{"error":"database is gone"}""")]
    public async Task A_page_or_an_error_under_200_is_no_yes(string body)
    {
        await using var site = await ReceiverSite.OpenAsync();
        site.AnswerWritesWith(200, body, "text/html");
        (await Should.ThrowAsync<StoreException>(() => ReceiverSite.SetAsync(site.Open(), ("A", 5)))).Failure.ShouldBe(StoreFailure.Protocol);
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(308)]
    public async Task A_redirect_is_not_followed_and_its_host_is_told(int status)
    {
        await using var site = await ReceiverSite.OpenAsync();
        await using var front = await RedirectingSite.StartAsync(status, "https://user:pa55@www.shop.example/login?token=s3cret", ReceiverSite.Token);
        site.Options.Url = front.Address.ToString();
        var failure = await Should.ThrowAsync<StoreException>(() => ReceiverSite.SetAsync(site.Open(), ("A", 5)));
        failure.Failure.ShouldBe(StoreFailure.Misconfigured);
        failure.Message.ShouldContain("www.shop.example");
        failure.Message.ShouldNotContain("s3cret");
        failure.Message.ShouldNotContain("pa55");
    }

    [Fact]
    public async Task What_the_site_repeats_of_our_secrets_is_not_shown()
    {
        await using var site = await ReceiverSite.OpenAsync(new ReceiverOptions { Bearer = "t0ken-of-mine" });
        site.Options.Bearer = "t0ken-of-mine";
        var adapter = site.Open();
        await ReceiverSite.ReadAsync(adapter);
        site.AnswerWritesWith(500, $"<h1>Whoops</h1><pre>Authorization: Bearer t0ken-of-mine secret {site.Emulator.Secret}</pre>", "text/html");
        var failure = await Should.ThrowAsync<StoreException>(() => ReceiverSite.SetAsync(adapter, ("A", 5)));
        failure.Message.ShouldContain("Whoops");
        failure.Message.ShouldNotContain("t0ken-of-mine");
        failure.Message.ShouldNotContain(site.Emulator.Secret!["whsec_".Length..]);
    }

    [Fact]
    public async Task A_busy_site_that_does_not_say_for_how_long_is_down()
    {
        await using var site = await ReceiverSite.OpenAsync();
        site.AnswerWritesWith(503, "Maintenance", "text/plain");
        (await Should.ThrowAsync<StoreException>(() => ReceiverSite.SetAsync(site.Open(), ("A", 5)))).Failure.ShouldBe(StoreFailure.Unreachable);
    }

    [Fact]
    public async Task A_site_that_dies_in_the_middle_is_given_the_rest_with_the_same_batch()
    {
        await using var site = await ReceiverSite.OpenAsync();
        for (var i = 1; i <= 10; i++)
            site.Emulator.Add($"S-{i}", 0);
        var adapter = site.Open();
        (string, decimal)[] numbers = [.. Enumerable.Range(1, 10).Select(i => ($"S-{i}", (decimal)i))];
        site.Emulator.Faults.OnWrite(ShopFault.DiesAfter(4, 500, "<h1>Fatal error</h1>", "text/html"));
        (await Should.ThrowAsync<StoreException>(() => ReceiverSite.SetAsync(adapter, numbers))).Failure.ShouldBe(StoreFailure.Unreachable);
        var outcomes = await ReceiverSite.SetAsync(adapter, numbers);
        outcomes.Select(outcome => outcome.Status).ShouldBe([.. Enumerable.Repeat(StockStatus.Unchanged, 4), .. Enumerable.Repeat(StockStatus.Applied, 6)]);
        site.Emulator.Goods.Select(one => one.Quantity).ShouldBe(Enumerable.Range(1, 10).Select(i => (decimal)i));
    }

    [Fact]
    public async Task A_cut_answer_and_a_late_one_are_no_answers()
    {
        await using var site = await ReceiverSite.OpenAsync();
        site.Emulator.Add("A", 1);
        site.Options.Timeout = TimeSpan.FromSeconds(1);
        var adapter = site.Open();
        await ReceiverSite.ReadAsync(adapter);
        site.Emulator.Faults.OnWrite(HttpFault.CutBody());
        await Should.ThrowAsync<HttpRequestException>(() => ReceiverSite.SetAsync(adapter, ("A", 5)));
        site.Emulator.Faults.OnWrite(HttpFault.Stall(TimeSpan.FromMinutes(5)));
        (await Should.ThrowAsync<TimeoutException>(() => ReceiverSite.SetAsync(adapter, ("A", 6)))).Message.ShouldContain("within 1 seconds");
        (await ReceiverSite.SetAsync(adapter, ("A", 6))).Single().Status.ShouldBe(StockStatus.Applied);
    }
}
