using System.Text.Json;
using Connector.Abstractions;
using Connector.Emulators.Faults;
using Connector.Emulators.Receiver;
using Connector.Emulators.Shops;

namespace Connector.Adapters.Http.Tests.Receiver;

/// <summary>What goes out: which batches are one and the same, and what they are made of.</summary>
public sealed class BatchTests
{
    // 5 is lost on its way back, 4 arrives, 5 is wanted again: a site that keeps ids would answer the first batch from memory and hold 4.
    [Fact]
    public async Task A_batch_that_other_numbers_have_overtaken_is_never_sent_again()
    {
        await using var site = await ReceiverSite.OpenAsync();
        site.Emulator.Add("A", 1);
        site.Emulator.Add("B", 1);
        var adapter = site.Open();
        site.Emulator.Faults.OnWrite(HttpFault.Drop());
        await Should.ThrowAsync<HttpRequestException>(() => ReceiverSite.SetAsync(adapter, ("A", 5), ("B", 8)));
        (await ReceiverSite.SetAsync(adapter, ("A", 4))).Single().Status.ShouldBe(StockStatus.Applied);

        (await ReceiverSite.SetAsync(adapter, ("A", 5), ("B", 8))).Select(outcome => outcome.Status).ShouldBe([StockStatus.Applied, StockStatus.Unchanged]);

        site.Emulator.Quantity("A").ShouldBe(5);
    }

    [Fact]
    public async Task After_a_reading_nothing_is_a_repetition()
    {
        await using var site = await ReceiverSite.OpenAsync();
        site.Emulator.Add("A", 1);
        var adapter = site.Open();
        site.Emulator.Faults.OnWrite(HttpFault.Drop());
        await Should.ThrowAsync<HttpRequestException>(() => ReceiverSite.SetAsync(adapter, ("A", 5)));
        // Sold in between: the site holds 4 when it is read.
        site.Emulator.Remove("A");
        site.Emulator.Add("A", 4);
        (await ReceiverSite.ReadAsync(adapter)).Single().Quantity.ShouldBe(4);

        await ReceiverSite.SetAsync(adapter, ("A", 5));

        site.Emulator.Quantity("A").ShouldBe(5);
    }

    [Theory]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    [InlineData(408)]
    [InlineData(409)]
    public async Task A_batch_that_could_not_be_taken_is_the_same_batch_later(int status)
    {
        await using var site = await ReceiverSite.OpenAsync();
        site.Emulator.Add("A", 1);
        var adapter = site.Open();
        site.Emulator.Faults.OnWrite(ShopFault.Refused(status, "{}", retryAfterSeconds: 3600));
        var failure = await Should.ThrowAsync<StoreException>(() => ReceiverSite.SetAsync(adapter, ("A", 5)));
        failure.Failure.ShouldBe(status is 408 or 500 ? StoreFailure.Unreachable : StoreFailure.Throttled);

        (await ReceiverSite.SetAsync(adapter, ("A", 5))).Single().Status.ShouldBe(StockStatus.Applied);

        site.Emulator.Requests.Log.Where(request => request.IsWrite).Select(request => (request.Headers["webhook-id"], request.Text)).Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public async Task A_batch_is_still_running_for_ever_the_host_waits_and_not_the_call()
    {
        await using var site = await ReceiverSite.OpenAsync();
        site.Emulator.Faults.OnWrite(ShopFault.Refused(409, "{}", retryAfterSeconds: 0), times: 100);
        (await Should.ThrowAsync<StoreException>(() => ReceiverSite.SetAsync(site.Open(), ("A", 5)))).Failure.ShouldBe(StoreFailure.Throttled);
        site.Emulator.Requests.Writes.ShouldBe(10);
    }

    [Fact]
    public async Task Items_carry_plain_numbers_readable_skus_and_the_same_sequence()
    {
        await using var site = await ReceiverSite.OpenAsync();
        await ReceiverSite.SetAsync(site.Open(), ("Ї-1", 5.000m), ("B", 0.0m));
        var sent = site.Emulator.Requests.Log.Single(request => request.IsWrite);
        sent.Text.ShouldContain("\"sku\":\"Ї-1\",\"quantity\":5,");
        sent.Text.ShouldContain("\"sku\":\"B\",\"quantity\":0,");
        sent.Headers["Content-Type"].ShouldBe("application/json; charset=utf-8");
        sent.Headers.ShouldNotContainKey("Content-Encoding");
        using var json = JsonDocument.Parse(sent.Body);
        json.RootElement.GetProperty("batch").GetString().ShouldBe(sent.Headers["webhook-id"]);
        var items = json.RootElement.GetProperty("items").EnumerateArray().ToList();
        items.Select(item => item.GetProperty("seq").GetInt64()).Distinct().ShouldHaveSingleItem().ShouldBeGreaterThan(1_700_000_000_000);
        items.ShouldAllBe(item => item.GetProperty("observedAt").GetDateTimeOffset().Year >= 2026 && !HasExpected(item));
    }

    [Fact]
    public async Task What_was_read_goes_along_only_where_the_site_compares()
    {
        await using var site = await ReceiverSite.OpenAsync();
        site.Emulator.Add("A", 3);
        site.Emulator.Quirks = new ReceiverQuirks { CompareAndSet = true };
        var outcome = (await site.Open().SetStockAsync([new StockChange { Ref = new("goods:1"), Sku = "A", Quantity = 9, Expected = 3 }], ReceiverSite.Token)).Single();
        (outcome.Ref, outcome.Status, outcome.Current).ShouldBe((new ListingRef("goods:1"), StockStatus.Applied, 9));
        using var json = JsonDocument.Parse(site.Emulator.Requests.Log.Single(request => request.IsWrite).Body);
        HasExpected(json.RootElement.GetProperty("items")[0]).ShouldBeTrue();
    }

    [Fact]
    public async Task Two_articles_with_one_sku_are_one_item_of_a_batch()
    {
        await using var site = await ReceiverSite.OpenAsync();
        site.Emulator.Add("A", 3);
        site.Emulator.Add("A", 3);
        site.Emulator.Add("B", 3);
        StockChange[] changes =
        [
            new() { Ref = new("goods:1"), Sku = "A", Quantity = 9 }, new() { Ref = new("goods:3"), Sku = "B", Quantity = 9 },
            new() { Ref = new("goods:2"), Sku = "A", Quantity = 9 }, new() { Ref = new("goods:4"), Sku = "B", Quantity = 1 },
        ];
        var outcomes = await site.Open().SetStockAsync(changes, ReceiverSite.Token);
        outcomes.Select(outcome => (outcome.Ref, outcome.Error?.Code)).ShouldBe(
            [(changes[0].Ref, "http.duplicate"), (changes[1].Ref, null), (changes[2].Ref, "http.duplicate"), (changes[3].Ref, "http.same_sku")]);
        site.Emulator.Written.ShouldBe([("B", 9)]);
    }

    // 500 SKUs of 1,000 letters in Cyrillic: a megabyte is the most that a receiver has to take.
    [Fact]
    public async Task No_body_is_larger_than_a_megabyte()
    {
        await using var site = await ReceiverSite.OpenAsync();
        site.Emulator.Faults.When(request => request.Path.EndsWith("/capabilities", StringComparison.Ordinal), HttpFault.OtherJson("""{"contract":"stock-receiver/1","maxItems":5000}"""));
        var outcomes = await ReceiverSite.SetAsync(site.Open(), [.. Enumerable.Range(1, 500).Select(i => ($"{i}-{new string('Ї', 1000)}", 1m))]);
        outcomes.ShouldAllBe(outcome => outcome.Status == StockStatus.Gone);
        var sizes = site.Emulator.Requests.Log.Where(request => request.IsWrite).Select(request => request.Body.Length).ToList();
        sizes.Max().ShouldBeLessThanOrEqualTo(1_000_000);
        sizes.Count.ShouldBe(2);
    }

    private static bool HasExpected(JsonElement item) => item.TryGetProperty("expected", out _);
}
