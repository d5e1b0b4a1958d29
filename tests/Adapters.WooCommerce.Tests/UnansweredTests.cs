using Connector.Abstractions;
using Connector.Emulators.Faults;
using Connector.Emulators.Shops;
using Microsoft.Extensions.Time.Testing;

namespace Connector.Adapters.WooCommerce.Tests;

/// <summary>Batches whose answer is lost: the shop may have done all, some or nothing of them.</summary>
public sealed class UnansweredTests
{
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 11, 24, 10, 0, 0, TimeSpan.Zero));

    [Theory]
    [InlineData("dropped")]
    [InlineData("cut")]
    [InlineData("html 502")]
    [InlineData("html 200")]
    [InlineData("half JSON")]
    public async Task A_batch_that_was_done_and_not_answered_is_confirmed_by_reading(string fault)
    {
        await using var shop = await WooShop.OpenAsync(time: time);
        shop.Catalogue.Seed(5, 2);
        shop.Emulator.Faults.OnWrite(fault switch
        {
            "dropped" => HttpFault.Drop(),
            "cut" => HttpFault.CutBody(),
            "html 502" => HttpFault.Html(502),
            "html 200" => HttpFault.Html(200),
            _ => HttpFault.InvalidJson(),
        }, times: 2);
        var outcomes = await RunAsync(shop, shop.SetAsync(("S-00001", 70), ("V-0001-1", 80), ("S-00002", 71), ("V-0002-5", 81)));
        outcomes.Values.ShouldAllBe(outcome => outcome.Status == StockStatus.Applied && outcome.Error!.Code == "woo.confirmed_by_reading");
        shop.Emulator.Requests.Writes.ShouldBe(2, "nothing is sent a second time");
    }

    [Fact]
    public async Task A_batch_that_died_in_the_middle_is_half_done_and_said_so()
    {
        await using var shop = await WooShop.OpenAsync(time: time);
        shop.Catalogue.Seed(10);
        shop.Emulator.Faults.OnWrite(ShopFault.DiesAfter(4, 500, """{"code":"internal_server_error","message":"<p>There has been a critical error on this website.</p>","data":{"status":500}}"""));
        var outcomes = await RunAsync(shop, shop.SetAsync([.. Enumerable.Range(1, 10).Select(i => ($"S-{i:00000}", 100m + i))]));
        outcomes.Values.Count(outcome => outcome.Status == StockStatus.Applied).ShouldBe(4);
        outcomes.Where(pair => string.CompareOrdinal(pair.Key, "S-00004") > 0).ShouldAllBe(pair => pair.Value.Status == StockStatus.Failed && pair.Value.Error!.Code == "woo.unconfirmed");
        outcomes["S-00005"].Error!.Message.ShouldContain("There has been a critical error");
    }

    [Fact]
    public async Task A_batch_that_goes_on_after_its_time_out_is_waited_for()
    {
        await using var shop = await WooShop.OpenAsync(time: time);
        shop.Catalogue.Seed(20);
        shop.Options.Timeout = TimeSpan.FromSeconds(20);
        // 40 seconds of work, 20 of patience: the rest is seen arriving.
        shop.Emulator.WorkPerItem = TimeSpan.FromSeconds(2);
        var outcomes = await RunAsync(shop, shop.SetAsync([.. Enumerable.Range(1, 20).Select(i => ($"S-{i:00000}", 100m + i))]));
        outcomes.Values.ShouldAllBe(outcome => outcome.Status == StockStatus.Applied && outcome.Error!.Code == "woo.confirmed_by_reading");
        shop.Catalogue.Products.ShouldAllBe(product => product.StockQuantity > 100);
        shop.Emulator.Requests.Writes.ShouldBe(1);
    }

    [Theory]
    [InlineData("502")]
    [InlineData("503")]
    [InlineData("html")]
    [InlineData("dropped")]
    public async Task A_shop_that_is_too_busy_to_be_read_back_at_first_is_asked_again(string fault)
    {
        await using var shop = await WooShop.OpenAsync(time: time);
        shop.Catalogue.Seed(5);
        shop.Emulator.Faults.OnWrite(HttpFault.Drop());
        var adapter = shop.Open();
        await shop.ReadAsync(adapter);
        shop.Emulator.Faults.OnRead(fault switch
        {
            "502" => ShopFault.RefusedWithHtml(502),
            "503" => ShopFault.Refused(503, "{}", retryAfterSeconds: 30),
            "html" => ShopFault.RefusedWithHtml(200),
            _ => HttpFault.Drop(),
        }, times: 6);

        var outcome = (await RunAsync(shop, adapter.SetStockAsync([WooShop.Change("product/10", "S-00001", 3)], WooShop.Token))).Single();

        (outcome.Status, outcome.Error!.Code).ShouldBe((StockStatus.Applied, "woo.confirmed_by_reading"));
        shop.Emulator.Requests.Writes.ShouldBe(1);
    }

    [Fact]
    public async Task A_key_that_is_revoked_meanwhile_is_told_at_once()
    {
        await using var shop = await WooShop.OpenAsync(time: time);
        shop.Catalogue.Seed(5);
        shop.Emulator.Faults.OnWrite(HttpFault.Drop());
        var adapter = shop.Open();
        await shop.ReadAsync(adapter);
        shop.Emulator.Faults.OnRead(ShopFault.Refused(401, """{"code":"woocommerce_rest_authentication_error","message":"Consumer key is invalid.","data":{"status":401}}"""), times: 1000);
        var failure = await Should.ThrowAsync<StoreException>(() => adapter.SetStockAsync([WooShop.Change("product/10", "S-00001", 3)], WooShop.Token));
        failure.Failure.ShouldBe(StoreFailure.Unauthorized);
    }

    [Theory]
    [InlineData("""{"update":[{"id":10,"error":"gone wrong"}]}""")]
    [InlineData("""{"update":[{"id":10,"manage_stock":[],"stock_quantity":{}}]}""")]
    [InlineData("[]")]
    [InlineData("null")]
    public async Task An_answer_of_another_shape_is_looked_behind(string answer)
    {
        await using var shop = await WooShop.OpenAsync(time: time);
        shop.Catalogue.Seed(5);
        shop.Emulator.Faults.OnWrite(HttpFault.OtherJson(answer));
        var outcomes = await RunAsync(shop, shop.SetAsync(("S-00001", 70)));
        (outcomes["S-00001"].Status, outcomes["S-00001"].Error!.Code).ShouldBe((StockStatus.Applied, "woo.confirmed_by_reading"));
    }

    [Fact]
    public async Task A_shop_that_cannot_be_read_back_either_is_unreachable()
    {
        await using var shop = await WooShop.OpenAsync(time: time);
        shop.Catalogue.Seed(5);
        shop.Emulator.Faults.OnWrite(HttpFault.Drop());
        var adapter = shop.Open();
        await shop.ReadAsync(adapter);
        shop.Emulator.Faults.OnRead(HttpFault.Drop(), times: 1000);
        var failure = await Should.ThrowAsync<StoreException>(() => RunAsync(shop, adapter.SetStockAsync([WooShop.Change("product/10", "S-00001", 3)], WooShop.Token)));
        failure.Failure.ShouldBe(StoreFailure.Unreachable);
    }

    [Fact]
    public async Task A_shop_that_was_found_gone_a_moment_ago_is_not_waited_for_again_and_later_it_is()
    {
        await using var shop = await WooShop.OpenAsync(time: time);
        shop.Catalogue.Seed(5);
        var adapter = shop.Open();
        await shop.ReadAsync(adapter);
        Task<IReadOnlyList<StockOutcome>> SetAsync() => RunAsync(shop, adapter.SetStockAsync([WooShop.Change("product/10", "S-00001", 3)], WooShop.Token));
        shop.Emulator.Faults.When(_ => true, HttpFault.Drop());
        await Should.ThrowAsync<StoreException>(SetAsync);
        var before = shop.Emulator.Requests.Total;
        (await Should.ThrowAsync<StoreException>(SetAsync)).Failure.ShouldBe(StoreFailure.Unreachable);
        (shop.Emulator.Requests.Total - before).ShouldBe(2, "the batch, and one look");

        time.Advance(TimeSpan.FromMinutes(2));
        shop.Emulator.Faults.Clear();
        shop.Emulator.Faults.OnWrite(HttpFault.Drop());
        shop.Emulator.Faults.OnRead(HttpFault.Drop(), times: 3);
        (await SetAsync()).Single().Error!.Code.ShouldBe("woo.confirmed_by_reading");
    }

    [Theory]
    [InlineData(429, null, StoreFailure.Throttled)]
    [InlineData(503, 600, StoreFailure.Throttled)]
    [InlineData(401, null, StoreFailure.Unauthorized)]
    [InlineData(404, null, StoreFailure.Misconfigured)]
    public async Task A_batch_refused_at_the_door_was_not_done_and_is_not_looked_for(int status, int? retryAfter, StoreFailure kind)
    {
        await using var shop = await WooShop.OpenAsync();
        shop.Catalogue.Seed(5);
        var adapter = shop.Open();
        await shop.ReadAsync(adapter);
        var before = shop.Emulator.Requests.Total;
        shop.Emulator.Faults.OnWrite(ShopFault.Refused(status, """{"code":"rest_no_route","message":"no","data":{"status":1}}""", retryAfterSeconds: retryAfter));
        var failure = await Should.ThrowAsync<StoreException>(() => adapter.SetStockAsync([WooShop.Change("product/10", "S-00001", 3)], WooShop.Token));
        (failure.Failure, failure.RetryAfter).ShouldBe((kind, retryAfter is { } seconds ? TimeSpan.FromSeconds(seconds) : null));
        (shop.Emulator.Requests.Total - before).ShouldBe(1);
    }

    // The clock runs while the adapter waits for it, not while a slow machine answers a read.
    private async Task<T> RunAsync<T>(WooShop shop, Task<T> work)
    {
        while (!work.IsCompleted)
        {
            await Task.Delay(5, WooShop.Token);
            if (shop.ReadsUnderWay == 0)
                time.Advance(TimeSpan.FromMilliseconds(250));
        }

        return await work;
    }
}
