using Connector.Abstractions;
using Connector.Emulators.Faults;
using Connector.Emulators.PrestaShop;
using Connector.Emulators.Shops;
using Microsoft.Extensions.Time.Testing;

namespace Connector.Adapters.PrestaShop.Tests;

/// <summary>Requests that the shop refuses in the middle, or whose answer is lost: what it has saved is found out.</summary>
public sealed class UnansweredTests
{
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 11, 24, 10, 20, 0, TimeSpan.Zero));

    public static TheoryData<PrestaShopVersion> Versions => PsShop.Versions;

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task A_row_that_is_gone_stands_alone_and_the_others_are_written(PrestaShopVersion version)
    {
        await using var shop = await PsShop.OpenAsync(version, time);
        shop.Catalogue.Seed(6, 1, 3);
        var adapter = shop.Open();
        var listings = await shop.ReadAsync(adapter);
        shop.Catalogue.DeleteProduct(3);
        shop.Catalogue.DeleteCombination(2);

        var outcomes = await RunAsync(PsShop.SetAsync(adapter, listings, listing => 1000 + listing.Quantity!.Value));

        listings.Zip(outcomes).Where(pair => pair.Second.Status != StockStatus.Applied).Select(pair => (pair.First.Sku, pair.Second.Status))
            .ShouldBe([("V-0001-2", StockStatus.Gone), ("S-00003", StockStatus.Gone)]);
        shop.Catalogue.StockRows.ShouldAllBe(row => row.Quantity >= 1000);
        shop.Catalogue.StockRow(7)!.Quantity.ShouldBe(shop.Catalogue.StockRow(7, 1)!.Quantity + shop.Catalogue.StockRow(7, 3)!.Quantity);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task A_row_that_is_refused_keeps_its_code_and_the_others_are_written(PrestaShopVersion version)
    {
        await using var shop = await PsShop.OpenAsync(version, time);
        shop.Catalogue.Seed(5);
        var adapter = shop.Open();
        var listings = await shop.ReadAsync(adapter);
        // No adapter would send such a number; the shop is made to believe it.
        shop.Emulator.Faults.OnWrite(ShopFault.DiesAfter(2, 400, """{"errors":[{"code":85,"message":"Validation error: \"Property StockAvailable->quantity is not valid\""}]}"""));
        shop.Emulator.Faults.When(request => request.IsWrite && request.Text.Contains("<id>3</id>", StringComparison.Ordinal) && !request.Text.Contains("<id>4</id>", StringComparison.Ordinal),
            ShopFault.Refused(400, """{"errors":[{"code":85,"message":"Validation error: \"Property StockAvailable->quantity is not valid\""}]}"""));

        var outcomes = await RunAsync(PsShop.SetAsync(adapter, listings, _ => 500));

        outcomes.Select(outcome => (outcome.Status, outcome.Error?.Code)).ShouldBe(
        [
            (StockStatus.Applied, "prestashop.confirmed_by_reading"),
            (StockStatus.Applied, "prestashop.confirmed_by_reading"),
            (StockStatus.Rejected, "prestashop.85"),
            (StockStatus.Applied, null),
            (StockStatus.Applied, null),
        ]);
        outcomes[2].Error!.Message.ShouldContain("StockAvailable->quantity is not valid");
        shop.Catalogue.StockRows.Where(row => row.Id != 3).ShouldAllBe(row => row.Quantity == 500);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task A_warning_of_a_module_comes_after_the_saving(PrestaShopVersion version)
    {
        await using var shop = await PsShop.OpenAsync(version, time);
        shop.Catalogue.Seed(5, 1, 2);
        shop.Quirks = shop.Quirks with { HookWarnsOn = new HashSet<int> { 2, 4 } };
        var adapter = shop.Open();

        var outcomes = await RunAsync(PsShop.SetAsync(adapter, await shop.ReadAsync(adapter), _ => 500));

        outcomes.ShouldAllBe(outcome => outcome.Status == StockStatus.Applied && outcome.Current == 500);
        outcomes.Count(outcome => outcome.Error?.Code == "prestashop.confirmed_by_reading").ShouldBe(3, "the two before and at the first warning, and the second warning's");
        shop.Catalogue.StockRows.Where(row => row.Id != 6).ShouldAllBe(row => row.Quantity == 500);
        shop.Catalogue.StockRow(6)!.Quantity.ShouldBe(1000);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task A_module_that_always_warns_costs_a_request_a_row_and_no_row(PrestaShopVersion version)
    {
        await using var shop = await PsShop.OpenAsync(version, time);
        shop.Catalogue.Seed(20);
        shop.Quirks = shop.Quirks with { HookWarns = true };
        var adapter = shop.Open();
        var outcomes = await RunAsync(PsShop.SetAsync(adapter, await shop.ReadAsync(adapter), _ => 500));
        outcomes.ShouldAllBe(outcome => outcome.Status == StockStatus.Applied && outcome.Error!.Code == "prestashop.confirmed_by_reading");
        shop.Emulator.Requests.Writes.ShouldBe(20);
        shop.Catalogue.StockRows.ShouldAllBe(row => row.Quantity == 500);
    }

    [Theory]
    [InlineData("dropped")]
    [InlineData("cut")]
    [InlineData("html 200")]
    [InlineData("html 502")]
    [InlineData("html 504")]
    [InlineData("half JSON")]
    [InlineData("other JSON")]
    [InlineData("nothing")]
    public async Task Numbers_that_were_saved_and_not_answered_are_confirmed_by_reading(string fault)
    {
        await using var shop = await PsShop.OpenAsync(time: time);
        shop.Catalogue.Seed(4);
        var adapter = shop.Open();
        var listings = await shop.ReadAsync(adapter);
        shop.Emulator.Faults.OnWrite(fault switch
        {
            "dropped" => HttpFault.Drop(),
            "cut" => HttpFault.CutBody(),
            "html 200" => HttpFault.Html(200),
            "html 502" => HttpFault.Html(502),
            "html 504" => HttpFault.Html(504),
            "half JSON" => HttpFault.InvalidJson(),
            "other JSON" => HttpFault.OtherJson("""{"stock_available":{"id":4,"quantity":"500"}}"""),
            _ => HttpFault.OtherJson("[]"),
        });
        var outcomes = await RunAsync(PsShop.SetAsync(adapter, listings, _ => 500));
        outcomes.ShouldAllBe(outcome => outcome.Status == StockStatus.Applied && outcome.Current == 500 && outcome.Error!.Code == "prestashop.confirmed_by_reading");
        shop.Emulator.Requests.Writes.ShouldBe(1, "nothing is sent a second time");
    }

    [Fact]
    public async Task A_row_that_the_answer_leaves_out_or_shows_otherwise_is_read_back()
    {
        await using var shop = await PsShop.OpenAsync(time: time);
        shop.Catalogue.Seed(4);
        var adapter = shop.Open();
        var listings = await shop.ReadAsync(adapter);
        shop.Emulator.Faults.OnWrite(HttpFault.EditBody(body => body.Replace("\"id\":\"2\"", "\"id\":\"22\"", StringComparison.Ordinal)));
        var outcomes = await RunAsync(PsShop.SetAsync(adapter, listings, _ => 500));
        outcomes.Select(outcome => outcome.Error?.Code).ShouldBe([null, "prestashop.confirmed_by_reading", null, null]);
        outcomes.ShouldAllBe(outcome => outcome.Status == StockStatus.Applied);
    }

    [Fact]
    public async Task A_shop_that_works_on_after_the_time_out_is_waited_for()
    {
        await using var shop = await PsShop.OpenAsync(time: time);
        shop.Catalogue.Seed(10);
        shop.Options.Timeout = TimeSpan.FromSeconds(5);
        var adapter = shop.Open();
        var listings = await shop.ReadAsync(adapter);
        shop.Emulator.WorkPerItem = TimeSpan.FromSeconds(2);
        var outcomes = await RunAsync(PsShop.SetAsync(adapter, listings, _ => 500));
        outcomes.ShouldAllBe(outcome => outcome.Status == StockStatus.Applied && outcome.Error!.Code == "prestashop.confirmed_by_reading");
        shop.Emulator.Requests.Writes.ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task A_shop_that_dies_in_the_middle_is_sent_the_rest_one_by_one(PrestaShopVersion version)
    {
        await using var shop = await PsShop.OpenAsync(version, time);
        shop.Catalogue.Seed(10, 2, 3);
        var before = shop.Catalogue.DumpWithoutQuantities();
        var adapter = shop.Open();
        var listings = await shop.ReadAsync(adapter);
        shop.Emulator.Faults.OnWrite(ShopFault.DiesAfter(7, 500, "<b>Fatal error</b>: out of memory", "text/html"));
        var outcomes = await RunAsync(PsShop.SetAsync(adapter, listings, _ => 500));
        outcomes.ShouldAllBe(outcome => outcome.Status == StockStatus.Applied);
        outcomes.Count(outcome => outcome.Error is not null).ShouldBe(7);
        shop.Catalogue.StockRows.Where(row => row.CombinationId != 0 || row.ProductId <= 10).ShouldAllBe(row => row.Quantity == 500);
        shop.Catalogue.StockRow(11)!.Quantity.ShouldBe(1500);
        shop.Catalogue.DumpWithoutQuantities().ShouldBe(before);
    }

    [Fact]
    public async Task A_shop_that_stays_dead_fails_what_it_did_not_save()
    {
        await using var shop = await PsShop.OpenAsync(time: time);
        shop.Catalogue.Seed(4);
        var adapter = shop.Open();
        var listings = await shop.ReadAsync(adapter);
        shop.Emulator.Faults.OnWrite(ShopFault.DiesAfter(0, 500, "<b>Fatal error</b>: out of memory", "text/html"), times: 99);
        var outcomes = await RunAsync(PsShop.SetAsync(adapter, listings, _ => 500));
        outcomes.Select(outcome => (outcome.Status, outcome.Error!.Code)).ShouldBe(
        [
            (StockStatus.Failed, "prestashop.unconfirmed"),
            (StockStatus.Failed, "prestashop.unconfirmed"),
            (StockStatus.Failed, "prestashop.not_sent"),
            (StockStatus.Failed, "prestashop.not_sent"),
        ]);
        outcomes[0].Error!.Message.ShouldContain("out of memory");
        shop.Emulator.Requests.Writes.ShouldBe(3);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(502)]
    public async Task A_row_that_kills_the_shops_program_each_time_keeps_none_behind_it_back(int status)
    {
        await using var shop = await PsShop.OpenAsync(time: time);
        shop.Catalogue.Seed(10);
        var adapter = shop.Open();
        var listings = await shop.ReadAsync(adapter);
        shop.Emulator.Faults.When(request => request.IsWrite && request.Text.Contains("<id>5</id>", StringComparison.Ordinal), ShopFault.RefusedWithHtml(status));
        var outcomes = await RunAsync(PsShop.SetAsync(adapter, listings, _ => 500));
        listings.Zip(outcomes).Where(pair => pair.Second.Status != StockStatus.Applied).Select(pair => (pair.First.Sku, pair.Second.Error!.Code)).ShouldBe([("S-00005", "prestashop.unconfirmed")]);
        shop.Catalogue.StockRows.Count(row => row.Quantity == 500).ShouldBe(9);
    }

    [Fact]
    public async Task A_shop_that_cannot_be_read_back_either_is_unreachable()
    {
        await using var shop = await PsShop.OpenAsync(time: time);
        shop.Catalogue.Seed(4);
        var adapter = shop.Open();
        var listings = await shop.ReadAsync(adapter);
        shop.Emulator.Faults.When(_ => true, HttpFault.Drop());
        (await Should.ThrowAsync<StoreException>(() => RunAsync(PsShop.SetAsync(adapter, listings, _ => 500)))).Failure.ShouldBe(StoreFailure.Unreachable);
    }

    [Fact]
    public async Task A_shop_that_was_found_gone_a_moment_ago_is_not_waited_for_again_and_later_it_is()
    {
        await using var shop = await PsShop.OpenAsync(time: time);
        shop.Catalogue.Seed(4);
        var adapter = shop.Open();
        var listings = await shop.ReadAsync(adapter);
        shop.Emulator.Faults.When(_ => true, HttpFault.Drop());
        await Should.ThrowAsync<StoreException>(() => RunAsync(PsShop.SetAsync(adapter, listings, _ => 500)));
        var before = shop.Requests;
        (await Should.ThrowAsync<StoreException>(() => RunAsync(PsShop.SetAsync(adapter, listings, _ => 500)))).Failure.ShouldBe(StoreFailure.Unreachable);
        (shop.Requests - before).ShouldBe(2, "the numbers, and one look");

        time.Advance(TimeSpan.FromMinutes(2));
        shop.Emulator.Faults.Clear();
        shop.Emulator.Faults.OnWrite(HttpFault.Drop());
        shop.Emulator.Faults.OnRead(HttpFault.Drop(), times: 3);
        (await RunAsync(PsShop.SetAsync(adapter, listings, _ => 500))).ShouldAllBe(outcome => outcome.Error!.Code == "prestashop.confirmed_by_reading");
    }

    [Theory]
    [InlineData(401, null, StoreFailure.Unauthorized)]
    [InlineData(429, 20, StoreFailure.Throttled)]
    [InlineData(503, 300, StoreFailure.Throttled)]
    [InlineData(413, null, StoreFailure.Protocol)]
    public async Task What_is_refused_at_the_door_was_not_begun(int status, int? retryAfter, StoreFailure kind)
    {
        await using var shop = await PsShop.OpenAsync();
        shop.Catalogue.Seed(4);
        var adapter = shop.Open();
        var listings = await shop.ReadAsync(adapter);
        var asked = shop.Requests;
        shop.Emulator.Faults.OnWrite(ShopFault.Refused(status, "<html><title>no</title></html>", "text/html", retryAfter));
        var failure = await Should.ThrowAsync<StoreException>(() => PsShop.SetAsync(adapter, listings, _ => 500));
        (failure.Failure, failure.RetryAfter).ShouldBe((kind, retryAfter is { } seconds ? TimeSpan.FromSeconds(seconds) : null));
        (shop.Requests - asked).ShouldBe(1);
    }

    // The clock runs while the adapter waits for it.
    private async Task<T> RunAsync<T>(Task<T> work)
    {
        while (!work.IsCompleted)
        {
            await Task.Delay(2, PsShop.Token);
            time.Advance(TimeSpan.FromMilliseconds(250));
        }

        return await work;
    }
}
