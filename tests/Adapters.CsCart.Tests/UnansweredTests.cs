using Connector.Abstractions;
using Connector.Emulators.Faults;
using Connector.Emulators.Shops;
using Microsoft.Extensions.Time.Testing;

namespace Connector.Adapters.CsCart.Tests;

/// <summary>Writes whose answer is lost: the shop may have done them or not.</summary>
public sealed class UnansweredTests
{
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 11, 24, 10, 20, 0, TimeSpan.Zero));

    [Theory]
    [InlineData("dropped")]
    [InlineData("cut")]
    [InlineData("html 502")]
    [InlineData("html 504")]
    [InlineData("html 200")]
    [InlineData("half JSON")]
    [InlineData("another id")]
    public async Task A_number_that_was_taken_and_not_answered_is_confirmed_by_reading(string fault)
    {
        await using var shop = await CsShop.OpenAsync(time: time, products: 1);
        shop.Emulator.Faults.OnWrite(fault switch
        {
            "dropped" => HttpFault.Drop(),
            "cut" => HttpFault.CutBody(),
            "html 502" => HttpFault.Html(502),
            "html 504" => HttpFault.Html(504),
            "html 200" => HttpFault.Html(200),
            "half JSON" => HttpFault.InvalidJson(),
            _ => HttpFault.OtherJson("""{"product_id":"4711"}"""),
        });
        var outcome = await RunAsync(CsShop.SetAsync(shop.Open(), "product/10", "P-00001", 60));
        (outcome.Status, outcome.Current, outcome.Error!.Code).ShouldBe((StockStatus.Applied, 60, "cscart.confirmed_by_reading"));
        shop.Emulator.Requests.Writes.ShouldBe(1, "nothing is sent a second time");
    }

    [Fact]
    public async Task A_shop_that_works_on_after_the_time_out_is_waited_for()
    {
        await using var shop = await CsShop.OpenAsync(time: time, products: 1);
        shop.Options.Timeout = TimeSpan.FromSeconds(5);
        shop.Emulator.WorkPerItem = TimeSpan.FromSeconds(9);
        var outcome = await RunAsync(CsShop.SetAsync(shop.Open(), "product/10", "P-00001", 60));
        (outcome.Status, outcome.Error!.Code).ShouldBe((StockStatus.Applied, "cscart.confirmed_by_reading"));
        shop.Catalogue.AmountOf(10).ShouldBe(60);
    }

    [Fact]
    public async Task A_number_that_was_not_taken_is_failed_and_may_be_sent_again()
    {
        await using var shop = await CsShop.OpenAsync(time: time, products: 1);
        shop.Emulator.Faults.OnWrite(ShopFault.DiesAfter(0, 500, "<b>Fatal error</b>: out of memory", "text/html"));
        var adapter = shop.Open();
        var outcome = await RunAsync(CsShop.SetAsync(adapter, "product/10", "P-00001", 60));
        (outcome.Status, outcome.Error!.Code).ShouldBe((StockStatus.Failed, "cscart.unconfirmed"));
        outcome.Error.Message.ShouldContain("out of memory");
        (await RunAsync(CsShop.SetAsync(adapter, "product/10", "P-00001", 60))).Status.ShouldBe(StockStatus.Applied);
    }

    [Fact]
    public async Task A_shop_that_cannot_be_read_back_either_is_unreachable()
    {
        await using var shop = await CsShop.OpenAsync(time: time, products: 1);
        var adapter = shop.Open();
        await shop.ReadAsync(adapter);
        shop.Emulator.Faults.When(_ => true, HttpFault.Drop());
        (await Should.ThrowAsync<StoreException>(() => RunAsync(CsShop.SetAsync(adapter, "product/10", "P-00001", 60)))).Failure.ShouldBe(StoreFailure.Unreachable);
    }

    [Fact]
    public async Task A_yes_that_cannot_be_read_back_is_accepted()
    {
        await using var shop = await CsShop.OpenAsync(products: 1);
        var adapter = shop.Open();
        await shop.ReadAsync(adapter);
        shop.Emulator.Faults.OnRead(ShopFault.Refused(503, "{}"));
        (await CsShop.SetAsync(adapter, "product/10", "P-00001", 60)).Status.ShouldBe(StockStatus.Accepted);
    }

    [Theory]
    [InlineData(401, StoreFailure.Unauthorized, null)]
    [InlineData(403, StoreFailure.Unauthorized, null)]
    [InlineData(405, StoreFailure.Misconfigured, null)]
    [InlineData(415, StoreFailure.Misconfigured, null)]
    [InlineData(507, StoreFailure.Misconfigured, null)]
    [InlineData(429, StoreFailure.Throttled, null)]
    [InlineData(503, StoreFailure.Throttled, 5)]
    [InlineData(509, StoreFailure.Throttled, 40)]
    public async Task A_refusal_at_the_door_is_the_whole_call_s(int status, StoreFailure kind, int? minutes)
    {
        await using var shop = await CsShop.OpenAsync(time: time, products: 1);
        var adapter = shop.Open();
        await shop.ReadAsync(adapter);
        var before = shop.Requests;
        shop.Emulator.Faults.OnWrite(ShopFault.Refused(status, """{"message":"no","status":1}"""));
        var failure = await Should.ThrowAsync<StoreException>(() => CsShop.SetAsync(adapter, "product/10", "P-00001", 60));
        (failure.Failure, failure.RetryAfter).ShouldBe((kind, minutes is { } some ? TimeSpan.FromMinutes(some) : null));
        (shop.Requests - before).ShouldBe(1, "what was refused was not done, and is not looked for");
    }

    [Fact]
    public async Task Retry_After_goes_before_our_own_guess()
    {
        await using var shop = await CsShop.OpenAsync(products: 1);
        shop.Emulator.Faults.OnRead(ShopFault.Refused(509, "{}", retryAfterSeconds: 77));
        (await Should.ThrowAsync<StoreException>(() => shop.ReadAsync())).RetryAfter.ShouldBe(TimeSpan.FromSeconds(77));
    }

    // The clock runs while the adapter waits for it.
    private async Task<T> RunAsync<T>(Task<T> work)
    {
        while (!work.IsCompleted)
        {
            await Task.Delay(2, CsShop.Token);
            time.Advance(TimeSpan.FromMilliseconds(250));
        }

        return await work;
    }
}
