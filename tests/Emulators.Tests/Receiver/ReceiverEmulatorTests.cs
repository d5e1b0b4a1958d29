using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Connector.Emulators.Receiver;
using Connector.Emulators.Shops;
using Microsoft.Extensions.Time.Testing;

namespace Connector.Emulators.Tests.Receiver;

/// <summary>The emulated receiver, asked by a signer of the tests' own.</summary>
public sealed class ReceiverEmulatorTests
{
    private static readonly FakeTimeProvider Clock = new(DateTimeOffset.FromUnixTimeSeconds(1767225600));

    // The example that any implementation of Standard Webhooks must reproduce, signed beforehand.
    [Fact]
    public async Task The_known_example_of_a_signature_is_taken()
    {
        await using var site = await OpenAsync();
        site.Add("A-1", 1);
        using var http = new HttpClient(new SocketsHttpHandler());
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(site.Address, "stock"));
        request.Headers.Add("webhook-id", "sb_01J9ZK6T0M4Q8V2N7R5W3X1Y9A");
        request.Headers.Add("webhook-timestamp", "1767225600");
        request.Headers.TryAddWithoutValidation("webhook-signature", "v1,7/tPIgL1q6X/1owWbvcSRxHf/sTb+QNrrRbhyPeHRKU=");
        request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes("""{"batch":"sb_01J9ZK6T0M4Q8V2N7R5W3X1Y9A","mode":"set","items":[{"sku":"A-1","quantity":5,"seq":42},{"sku":"A-2","quantity":0,"seq":42}]}"""));

        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldBe(
            """{"batch":"sb_01J9ZK6T0M4Q8V2N7R5W3X1Y9A","results":[{"sku":"A-1","status":"updated","previous":1,"current":5},{"sku":"A-2","status":"not_found"}]}""");
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(299, true)]
    [InlineData(-299, true)]
    [InlineData(301, false)]
    [InlineData(-301, false)]
    public async Task Requests_are_good_for_five_minutes_each_way(int seconds, bool isTaken)
    {
        await using var site = await OpenAsync();
        (await SendAsync(site, "GET", "stock", seconds: seconds)).Status.ShouldBe(isTaken ? 200 : 401);
    }

    [Fact]
    public async Task A_batch_is_done_once_and_its_id_is_no_others()
    {
        await using var site = await OpenAsync();
        site.Add("A", 1);
        const string five = """{"batch":"x","mode":"set","items":[{"sku":"A","quantity":5,"seq":2}]}""";
        var first = await SendAsync(site, "POST", "stock", five, id: "x");
        var second = await SendAsync(site, "POST", "stock", five, id: "x");
        var other = await SendAsync(site, "POST", "stock", five.Replace('5', '6'), id: "x");
        (first.Status, second.Body, other.Status).ShouldBe((200, first.Body, 422));
        site.Written.ShouldBe([("A", 5)]);
    }

    [Theory]
    [InlineData("""{"sku":"A","quantity":5,"seq":11}""", "updated", 5)]
    [InlineData("""{"sku":"A","quantity":1,"seq":10}""", "unchanged", 1)]
    [InlineData("""{"sku":"A","quantity":5,"seq":9}""", "stale", 1)]
    [InlineData("""{"sku":"A","quantity":5}""", "updated", 5)]
    [InlineData("""{"sku":"A","quantity":0,"seq":11}""", "updated", 0)]
    [InlineData("""{"sku":"A","quantity":-1,"seq":11}""", "invalid", 1)]
    [InlineData("""{"sku":"A","quantity":1.5,"seq":11}""", "invalid", 1)]
    [InlineData("""{"sku":"A","quantity":"5","seq":11}""", "invalid", 1)]
    [InlineData("""{"sku":"A","seq":11}""", "invalid", 1)]
    [InlineData("""{"sku":"a","quantity":5,"seq":11}""", "not_found", 1)]
    [InlineData("""{"sku":"D","quantity":5,"seq":11}""", "duplicate", 1)]
    [InlineData("""{"sku":"U","quantity":5,"seq":11}""", "not_tracked", 1)]
    [InlineData("""{"sku":"A","quantity":5,"seq":11,"expected":2}""", "conflict", 1)]
    [InlineData("""{"sku":"A","quantity":5,"seq":11,"expected":1}""", "updated", 5)]
    public async Task Every_item_has_its_status(string item, string status, int holds)
    {
        await using var site = await OpenAsync();
        site.Quirks = new ReceiverQuirks { CompareAndSet = true };
        site.Add("A", 0);
        site.Add("D", 1);
        site.Add("D", 1);
        site.Add("U", 1, isTracked: false);
        await SendAsync(site, "POST", "stock", """{"batch":"1","mode":"set","items":[{"sku":"A","quantity":1,"seq":10}]}""", id: "1");

        var answer = await SendAsync(site, "POST", "stock", $$"""{"batch":"2","mode":"set","items":[{{item}}]}""", id: "2");

        ((string)JsonNode.Parse(answer.Body)!["results"]![0]!["status"]!).ShouldBe(status);
        site.Quantity("A").ShouldBe(holds);
        site.Goods.Where(one => one.Sku != "A").ShouldAllBe(one => one.Quantity == 1);
    }

    [Theory]
    [InlineData("", 400)]
    [InlineData("[]", 400)]
    [InlineData("""{"mode":"change","items":[]}""", 400)]
    [InlineData("""{"mode":"set"}""", 400)]
    [InlineData("""{"mode":"set","items":[{"sku":"A","quantity":1},{"sku":"B","quantity":1}]}""", 413)]
    public async Task What_is_no_batch_is_refused(string body, int status)
    {
        await using var site = await OpenAsync();
        site.Quirks = new ReceiverQuirks { MaxItems = 1 };
        (await SendAsync(site, "POST", "stock", body)).Status.ShouldBe(status);
    }

    [Fact]
    public async Task Pages_follow_the_cursor_and_stay_within_the_limit()
    {
        await using var site = await OpenAsync();
        site.Quirks = new ReceiverQuirks { PageSize = 3 };
        for (var i = 1; i <= 7; i++)
            site.Add($"S-{i}", i);
        var seen = new List<string>();
        string? cursor = null;
        do
        {
            var page = JsonNode.Parse((await SendAsync(site, "GET", $"stock?limit=2{(cursor is null ? "" : $"&cursor={cursor}")}")).Body)!;
            ((int)page["total"]!).ShouldBe(7);
            seen.AddRange(page["items"]!.AsArray().Select(item => (string)item!["sku"]!));
            cursor = (string?)page["next"];
        }
        while (cursor is not null);

        seen.ShouldBe(Enumerable.Range(1, 7).Select(i => $"S-{i}"));
        site.Requests.Total.ShouldBe(4);
        ((int)JsonNode.Parse((await SendAsync(site, "GET", "stock?sku=S-2&sku=S-5&sku=NOPE")).Body)!["total"]!).ShouldBe(2);
    }

    [Fact]
    public async Task A_site_that_dies_in_the_middle_has_done_the_first_items()
    {
        await using var site = await OpenAsync();
        site.Add("A", 0);
        site.Add("B", 0);
        site.Faults.OnWrite(ShopFault.DiesAfter(1, 500, "Fatal error", "text/plain"));
        var answer = await SendAsync(site, "POST", "stock", """{"batch":"1","mode":"set","items":[{"sku":"A","quantity":1},{"sku":"B","quantity":1}]}""");
        (answer.Status, answer.Body).ShouldBe((500, "Fatal error"));
        site.Written.ShouldBe([("A", 1)]);
    }

    private static Task<ReceiverEmulator> OpenAsync() => ReceiverEmulator.StartAsync(new ReceiverOptions { TimeProvider = Clock }, TestContext.Current.CancellationToken);

    private static async Task<(int Status, string Body)> SendAsync(ReceiverEmulator site, string method, string route, string body = "", string id = "rd_1", int seconds = 0)
    {
        using var http = new HttpClient(new SocketsHttpHandler());
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(site.Address, route));
        var timestamp = (1767225600 + seconds).ToString(CultureInfo.InvariantCulture);
        var key = Convert.FromBase64String(site.Secret!["whsec_".Length..]);
        request.Headers.Add("webhook-id", id);
        request.Headers.Add("webhook-timestamp", timestamp);
        request.Headers.Add("Idempotency-Key", id);
        request.Headers.TryAddWithoutValidation("webhook-signature", "v1," + Convert.ToBase64String(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{id}.{timestamp}.{body}"))));
        if (method == "POST")
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
