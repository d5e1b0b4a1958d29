using Connector.Abstractions;
using Connector.Emulators.Faults;
using Connector.Emulators.PrestaShop;
using Connector.Emulators.Shops;

namespace Connector.Adapters.PrestaShop.Tests;

/// <summary>Writes whose answers are lost or tell nothing: what the shop has done is found out by reading.</summary>
public sealed class LostAnswerTests
{
    [Theory]
    [InlineData("dropped")]
    [InlineData("cut")]
    [InlineData("html 502")]
    [InlineData("html 200")]
    [InlineData("half JSON")]
    public async Task Rows_that_were_saved_and_not_answered_are_confirmed_by_reading(string fault)
    {
        var time = PrestaWorld.Clock();
        await using var shop = await PrestaWorld.OpenAsync(time: time);
        shop.Catalogue.Seed(5, 2);
        shop.Emulator.Faults.OnWrite(fault switch
        {
            "dropped" => HttpFault.Drop(),
            "cut" => HttpFault.CutBody(),
            "html 502" => HttpFault.Html(502),
            "html 200" => HttpFault.Html(200),
            _ => HttpFault.InvalidJson(),
        });
        var outcomes = await PrestaWorld.RunAsync(time, shop.SetAsync(("S-00001", 70), ("V-0001-1", 80)));
        outcomes.Values.ShouldAllBe(outcome => outcome.Status == StockStatus.Applied && outcome.Error!.Code == "prestashop.confirmed_by_reading");
        shop.Emulator.Requests.Writes.ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(PrestaWorld.Versions), MemberType = typeof(PrestaWorld))]
    public async Task A_time_out_after_the_shop_has_done_it_is_confirmed_by_reading(PrestaShopVersion version)
    {
        var time = PrestaWorld.Clock();
        await using var shop = await PrestaWorld.OpenAsync(version, time);
        shop.Catalogue.Seed(5, 2);
        shop.Emulator.Faults.OnWrite(HttpFault.Slow(TimeSpan.FromHours(1)));
        var outcomes = await PrestaWorld.RunAsync(time, shop.SetAsync(("S-00001", 70), ("V-0001-1", 80)));
        outcomes.Values.ShouldAllBe(outcome => outcome.Status == StockStatus.Applied && outcome.Error!.Message.Contains("within 60 seconds"));
        shop.Emulator.Requests.Writes.ShouldBe(1);
    }

    [Fact]
    public async Task A_shop_that_goes_on_working_after_the_time_out_is_waited_for()
    {
        var time = PrestaWorld.Clock();
        await using var shop = await PrestaWorld.OpenAsync(time: time);
        shop.Catalogue.Seed(40);
        shop.Emulator.WorkPerItem = TimeSpan.FromSeconds(2);
        var outcomes = await PrestaWorld.RunAsync(time, shop.SetAsync([.. Enumerable.Range(1, 40).Select(i => ($"S-{i:00000}", 500m + i))]));
        outcomes.Values.ShouldAllBe(outcome => outcome.Status == StockStatus.Applied && outcome.Error!.Code == "prestashop.confirmed_by_reading");
        shop.Emulator.Requests.Writes.ShouldBe(1);
    }

    [Fact]
    public async Task A_shop_that_is_still_working_when_patience_ends_gets_nothing_beside_it()
    {
        var time = PrestaWorld.Clock();
        await using var shop = await PrestaWorld.OpenAsync(time: time);
        shop.Catalogue.Seed(100);
        shop.Emulator.WorkPerItem = TimeSpan.FromSeconds(2);
        var outcomes = await PrestaWorld.RunAsync(time, shop.SetAsync([.. Enumerable.Range(1, 100).Select(i => ($"S-{i:00000}", 500m + i))]));
        outcomes.Values.Count(outcome => outcome.Status == StockStatus.Applied).ShouldBeInRange(40, 60);
        outcomes.Values.Where(outcome => outcome.Status != StockStatus.Applied).ShouldAllBe(outcome => outcome.Status == StockStatus.Failed && outcome.Error!.Code == "prestashop.unconfirmed");
        shop.Emulator.Requests.Writes.ShouldBe(1);
        shop.Emulator.Requests.MostAtOnce.ShouldBe(2, "the write that goes on, and the reading");
    }

    [Theory]
    [MemberData(nameof(PrestaWorld.Versions), MemberType = typeof(PrestaWorld))]
    public async Task A_shop_that_dies_in_the_middle_is_read_and_gets_the_others(PrestaShopVersion version)
    {
        var time = PrestaWorld.Clock();
        await using var shop = await PrestaWorld.OpenAsync(version, time);
        shop.Catalogue.Seed(10, 2);
        var before = shop.Catalogue.DumpWithoutQuantities();
        shop.Emulator.Faults.OnWrite(ShopFault.DiesAfter(4, 502, "<html><title>502 Bad Gateway</title></html>", "text/html"));
        var outcomes = await PrestaWorld.RunAsync(time, shop.SetAsync([.. Enumerable.Range(1, 10).Select(i => ($"S-{i:00000}", 100m + i)), ("V-0002-5", 7)]));
        outcomes.Values.ShouldAllBe(outcome => outcome.Status == StockStatus.Applied);
        outcomes.Values.Count(outcome => outcome.Error?.Code == "prestashop.confirmed_by_reading").ShouldBe(4, "what was certain and what was confirmed later is told apart");
        shop.Emulator.Requests.Writes.ShouldBe(3, "all, the first that was not saved, the others");
        shop.Catalogue.DumpWithoutQuantities().ShouldBe(before);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(502)]
    public async Task A_row_that_kills_the_shops_program_stands_alone(int status)
    {
        var time = PrestaWorld.Clock();
        await using var shop = await PrestaWorld.OpenAsync(time: time);
        shop.Catalogue.Seed(10);
        shop.Emulator.Faults.When(request => request.IsWrite && request.Text.Contains("<id>5</id>", StringComparison.Ordinal), ShopFault.RefusedWithHtml(status));
        var outcomes = await PrestaWorld.RunAsync(time, shop.SetAsync([.. Enumerable.Range(1, 10).Select(i => ($"S-{i:00000}", 100m + i))]));
        outcomes.Where(pair => pair.Value.Status != StockStatus.Applied).ShouldHaveSingleItem().Key.ShouldBe("S-00005");
        (outcomes["S-00005"].Status, outcomes["S-00005"].Error!.Code).ShouldBe((StockStatus.Failed, "prestashop.unconfirmed"));
        shop.Catalogue.StockRow(10)!.Quantity.ShouldBe(110);
    }

    [Fact]
    public async Task A_row_over_which_the_shop_hangs_keeps_none_behind_it_waiting()
    {
        var time = PrestaWorld.Clock();
        await using var shop = await PrestaWorld.OpenAsync(time: time);
        shop.Catalogue.Seed(10);
        shop.Emulator.Faults.When(request => request.IsWrite && request.Text.Contains("<id>5</id>", StringComparison.Ordinal), ShopFault.DiesAfter(4, 502, ""));
        shop.Emulator.Faults.When(request => request.IsWrite && request.Text.Contains("<id>5</id>", StringComparison.Ordinal), HttpFault.Slow(TimeSpan.FromHours(1)));
        var outcomes = await PrestaWorld.RunAsync(time, shop.SetAsync([.. Enumerable.Range(1, 10).Select(i => ($"S-{i:00000}", 100m + i))]));
        outcomes.Where(pair => pair.Value.Status != StockStatus.Applied).ShouldHaveSingleItem().Key.ShouldBe("S-00005");
    }

    [Fact]
    public async Task A_shop_that_refuses_every_write_is_left_alone_after_a_few()
    {
        var time = PrestaWorld.Clock();
        await using var shop = await PrestaWorld.OpenAsync(time: time);
        shop.Catalogue.Seed(50);
        shop.Emulator.Faults.When(request => request.IsWrite, ShopFault.RefusedWithHtml(500));
        var outcomes = await PrestaWorld.RunAsync(time, shop.SetAsync([.. Enumerable.Range(1, 50).Select(i => ($"S-{i:00000}", 500m))]));
        outcomes.Values.ShouldAllBe(outcome => outcome.Status == StockStatus.Failed);
        outcomes.Values.Count(outcome => outcome.Error!.Code == "prestashop.not_sent").ShouldBeGreaterThan(40);
        shop.Emulator.Requests.Writes.ShouldBe(3);
    }

    [Fact]
    public async Task A_shop_that_can_neither_answer_nor_be_read_is_unreachable()
    {
        var time = PrestaWorld.Clock();
        await using var shop = await PrestaWorld.OpenAsync(time: time);
        shop.Catalogue.Seed(5);
        var adapter = shop.Open();
        var known = await shop.ReadAsync(adapter);
        shop.Emulator.Faults.When(_ => true, HttpFault.Drop());
        var failure = await Should.ThrowAsync<StoreException>(() => PrestaWorld.RunAsync(time, PrestaWorld.SetAsync(adapter, known, ("S-00001", 70))));
        failure.Failure.ShouldBe(StoreFailure.Unreachable);
        failure.Message.ShouldContain("cannot be read");
    }

    [Theory]
    [InlineData(429, 7, StoreFailure.Throttled)]
    [InlineData(503, 30, StoreFailure.Throttled)]
    [InlineData(413, null, StoreFailure.Protocol)]
    public async Task What_is_refused_before_the_shop_looked_at_it_fails_the_call(int status, int? retryAfter, StoreFailure kind)
    {
        await using var shop = await PrestaWorld.OpenAsync();
        shop.Catalogue.Seed(5);
        var adapter = shop.Open();
        var known = await shop.ReadAsync(adapter);
        shop.Emulator.Faults.OnWrite(ShopFault.Refused(status, "<html><title>no</title></html>", "text/html", retryAfter));
        var failure = await Should.ThrowAsync<StoreException>(() => PrestaWorld.SetAsync(adapter, known, ("S-00001", 70)));
        (failure.Failure, failure.RetryAfter?.TotalSeconds).ShouldBe((kind, (double?)retryAfter));
        shop.Emulator.Requests.Log[^1].IsWrite.ShouldBeTrue("nothing needs to be read back");
    }

    [Fact]
    public async Task A_row_that_the_answer_leaves_out_is_read_back()
    {
        await using var shop = await PrestaWorld.OpenAsync();
        shop.Catalogue.Seed(3);
        shop.Emulator.Faults.OnWrite(HttpFault.EditBody(body => body.Replace("\"quantity\":\"72\"", "\"other\":\"72\"", StringComparison.Ordinal)));
        var outcomes = await shop.SetAsync(("S-00001", 71), ("S-00002", 72), ("S-00003", 73));
        outcomes.Values.ShouldAllBe(outcome => outcome.Status == StockStatus.Applied);
        outcomes.Values.Select(outcome => outcome.Error?.Code).ShouldBe([null, "prestashop.confirmed_by_reading", null]);
    }

    [Fact]
    public async Task A_number_that_the_shop_shows_otherwise_is_told()
    {
        await using var shop = await PrestaWorld.OpenAsync();
        shop.Catalogue.Seed(3);
        shop.Emulator.Faults.OnWrite(HttpFault.EditBody(body => body.Replace("\"quantity\":\"72\"", "\"quantity\":\"70\"", StringComparison.Ordinal)));
        (await shop.SetAsync(("S-00002", 72)))["S-00002"].Current.ShouldBe(70);
    }
}
