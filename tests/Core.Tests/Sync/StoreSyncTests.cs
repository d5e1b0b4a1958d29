using Connector.Abstractions;
using Connector.Core.Ledger;
using Connector.Core.Planning;
using Connector.Core.Stock;
using Connector.Core.Sync;

namespace Connector.Core.Tests.Sync;

public sealed class StoreSyncTests : StorePassTest
{
    // Law 9.
    [Fact]
    public async Task A_second_pass_writes_nothing()
    {
        Open(250);
        Say([.. Enumerable.Range(1, 250).Select(i => ((long)i, (decimal)(i % 7)))]);
        Definition = Definition with { Guard = new GuardLimits { MinItems = 1000 } };
        (await SyncAsync()).IsConverged.ShouldBeTrue();
        var calls = Shop.SetCalls;
        var second = await SyncAsync();
        (second.IsConverged, second.Items.Count, Shop.SetCalls).ShouldBe((true, 0, calls));
        calls.ShouldBe(3, "numbers that are right already are not sent, the others in batches of a hundred");
    }

    // Law 8.
    [Fact]
    public async Task Plan_writes_nothing_and_announces_what_the_pass_then_does()
    {
        Open(30);
        Say([.. Enumerable.Range(1, 30).Select(i => ((long)i, (decimal)i))]);
        var plan = await SyncAsync(SyncMode.Plan);
        Shop.SetCalls.ShouldBe(0);
        Ledger.Runs.Last(Definition.Id).ShouldBeNull();
        var report = await SyncAsync();
        report.Items.Select(item => item.Change).ShouldBe(plan.Items.Select(item => item.Change));
        Shop.Written.ShouldBe(plan.Items.Select(item => (item.Change.Ref.Value, item.Change.After)));
    }

    [Theory]
    [InlineData("throws")]
    [InlineData("protocol")]
    [InlineData("unreachable")]
    public async Task A_batch_that_one_item_spoils_is_split_until_the_item_stands_alone(string how)
    {
        Open(300);
        Say([.. Enumerable.Range(1, 300).Select(i => ((long)i, (decimal)(i + 1)))]);
        Shop.BeforeSet = changes => changes.Any(change => change.Sku == "S-77")
            ? how switch
            {
                "throws" => throw new InvalidOperationException("s3cret"),
                "protocol" => throw new StoreException(StoreFailure.Protocol, "HTML"),
                _ => throw new HttpRequestException("cut"),
            }
            : Task.CompletedTask;
        var report = await SyncAsync();
        report.Items.Single(item => item.Outcome != ItemOutcome.Applied).Change.Sku.ShouldBe("S-77");
        report.Items.Count(item => item.Outcome == ItemOutcome.Applied).ShouldBe(299);
        Shop["77"].ShouldBe(1);
        Ledger.Desired.Count(Definition.Id)[DesiredState.Failing].ShouldBe(1);
        report.Items.Single(item => item.Error is not null).Error!.Message.ShouldNotContain("s3cret");

        Shop.BeforeSet = _ => Task.CompletedTask;
        (await SyncAsync()).Items.Single().Outcome.ShouldBe(ItemOutcome.Applied);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_short_mixed_up_or_missing_answer_is_never_a_success(int kind)
    {
        Open(2);
        Say((1, 5), (2, 6));
        Shop.Answer = outcomes => kind switch { 0 => [.. outcomes.Skip(1)], 1 => [.. outcomes.Reverse()], _ => null };
        var report = await SyncAsync();
        report.Count(ItemOutcome.Applied).ShouldBe(kind == 1 ? 2 : 0, "a single outcome cannot be mixed up");
        if (kind != 1)
            report.FailedItems.ShouldBe(2);
    }

    // Law 2: what is sent again is sent with the newest number.
    [Fact]
    public async Task A_failed_item_is_sent_again_with_the_newest_number()
    {
        Open(1);
        Say((1, 5));
        var tries = 0;
        Shop.Outcome = change =>
        {
            if (++tries > 1)
                return null;
            var newer = Ledger.Observe();
            Ledger.Desired.StorePlan(Definition.Id, 1, [new PlannedChange { Ref = change.Ref, Sku = change.Sku, Before = 1, After = 4, Reason = "newer", Observation = newer }], held: false);
            return new StockOutcome { Ref = change.Ref, Status = StockStatus.Failed };
        };
        var report = await SyncAsync();
        Shop.Written.ShouldBe([("1", 4m)]);
        report.Items.Single().Change.Reason.ShouldBe("newer");
    }

    [Fact]
    public async Task Outcomes_come_out_one_by_one()
    {
        Open(7);
        Say([.. Enumerable.Range(1, 7).Select(i => ((long)i, 5m))]);
        Shop.Outcome = change => change.Sku switch
        {
            "S-1" => new StockOutcome { Ref = change.Ref, Status = StockStatus.Applied, Current = 3 },
            "S-2" => new StockOutcome { Ref = change.Ref, Status = StockStatus.Rejected, Error = new StoreError { Code = "Shop.no", Message = "no" } },
            "S-3" => new StockOutcome { Ref = change.Ref, Status = StockStatus.NotTracked },
            "S-4" => new StockOutcome { Ref = change.Ref, Status = StockStatus.Gone },
            "S-5" => new StockOutcome { Ref = change.Ref, Status = StockStatus.Accepted },
            "S-6" => new StockOutcome { Ref = change.Ref, Status = StockStatus.Failed },
            _ => null,
        };
        var report = await SyncAsync();
        report.Items.Select(item => item.Outcome).ShouldBe([
            ItemOutcome.Failed, ItemOutcome.Rejected, ItemOutcome.NotTracked, ItemOutcome.NotFound, ItemOutcome.Applied, ItemOutcome.Failed, ItemOutcome.Applied]);
        report.Items[0].Error!.Code.ShouldBe("store.holds_other");
        Ledger.Journal.History("S-2", Definition.Id, 5).Single().Outcome.ShouldBe("rejected");
    }

    [Fact]
    public async Task A_listing_that_was_made_anew_is_found_by_its_SKU()
    {
        Open(3);
        Say((1, 5), (2, 6));
        Shop.BeforeSet = _ =>
        {
            Shop.Remove("1");
            Shop.Put("99", "S-1", 0);
            return Task.CompletedTask;
        };
        (await SyncAsync()).IsConverged.ShouldBeTrue();
        (Shop["99"], Shop["2"]).ShouldBe((5m, 6m));
    }

    [Fact]
    public async Task What_a_store_accepted_and_did_not_keep_is_a_failure()
    {
        Open(2);
        Say((1, 5), (2, 6));
        Shop.Outcome = change => new StockOutcome { Ref = change.Ref, Status = StockStatus.Accepted };
        Shop.Answer = outcomes =>
        {
            Shop.Put("1", "S-1", 2);
            return outcomes;
        };
        var report = await SyncAsync();
        report.Items.Select(item => item.Outcome).ShouldBe([ItemOutcome.Failed, ItemOutcome.Applied]);
        report.Items[0].Error!.Code.ShouldBe("store.not_kept");
    }

    [Fact]
    public async Task A_store_that_asks_for_a_pause_gets_it()
    {
        Open(1);
        Say((1, 5));
        var asked = false;
        DateTimeOffset? at = null;
        Shop.BeforeSet = _ =>
        {
            if (asked)
                return Task.CompletedTask;
            asked = true;
            at = Time.GetUtcNow();
            throw new StoreException(StoreFailure.Throttled, "429") { RetryAfter = TimeSpan.FromSeconds(40) };
        };
        (await SyncAsync()).IsConverged.ShouldBeTrue();
        (Time.GetUtcNow() - at!.Value).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(40));
    }

    [Theory]
    [InlineData(StoreFailure.Unauthorized)]
    [InlineData(StoreFailure.Misconfigured)]
    public async Task Refused_credentials_stop_the_store_at_once(StoreFailure kind)
    {
        Open(300);
        Say([.. Enumerable.Range(1, 300).Select(i => ((long)i, 50m))]);
        Shop.BeforeSet = _ => throw new StoreException(kind, "no");
        var report = await SyncAsync();
        (Shop.SetCalls, report.FailureKind, report.FailedItems).ShouldBe((1, kind, 300));
    }

    [Fact]
    public async Task A_store_that_is_down_is_left_in_peace_after_a_few_calls()
    {
        Open(3000);
        Say([.. Enumerable.Range(1, 3000).Select(i => ((long)i, 50m))]);
        Shop.BeforeSet = _ => throw new TimeoutException();
        var report = await SyncAsync();
        Shop.SetCalls.ShouldBe(8);
        report.FailedItems.ShouldBe(3000);
    }

    [Fact]
    public async Task A_call_that_never_ends_is_given_up_and_nothing_is_sent_beside_it()
    {
        Open(300);
        Say([.. Enumerable.Range(1, 300).Select(i => ((long)i, 50m))]);
        IsStuck = true;
        Shop.BeforeSet = _ => new TaskCompletionSource().Task;
        var report = await SyncAsync();
        report.Failure!.ShouldContain("did not answer");
        (Shop.SetCalls, report.FailedItems).ShouldBe((1, 300));
    }

    // Law 1, and a reading is worthless unless it is whole.
    [Fact]
    public async Task A_reading_that_breaks_off_changes_nothing()
    {
        Open(10);
        Say((1, 5));
        await SyncAsync();
        Say((1, 9));
        Shop.BeforeListing = position =>
        {
            if (position == 6)
                throw new StoreException(StoreFailure.Unreachable, "cut at page 2");
        };
        var report = await SyncAsync();
        (report.Plan, report.Failure).ShouldBe((null, "cut at page 2"));
        Shop["1"].ShouldBe(5);
        Ledger.Listings.Count(Definition.Id).ShouldBe(10);
        Ledger.Runs.Last(Definition.Id)!.State.ShouldBe(RunState.Failed);
    }

    [Fact]
    public async Task A_warehouse_that_no_offer_ever_had_refuses_the_store()
    {
        Open(1);
        Say((1, 5));
        Definition = Definition with { Stock = new StockRule { Warehouses = [7] } };
        (await SyncAsync()).Failure!.ShouldContain("names 7");
        Shop.SetCalls.ShouldBe(0);
    }

    [Fact]
    public async Task A_dangerous_plan_is_held_and_an_approval_covers_it_but_not_a_worse_one()
    {
        Open(100, quantity: 5);
        Say([.. Enumerable.Range(1, 50).Select(i => ((long)i, 0m))]);
        (await SyncAsync()).IsHeld.ShouldBeTrue();
        Shop.SetCalls.ShouldBe(0);
        Ledger.Desired.Count(Definition.Id)[DesiredState.Held].ShouldBe(50);

        Ledger.Holds.Decide(Definition.Id, approve: true, "anna").ShouldBeTrue();
        Say([.. Enumerable.Range(1, 60).Select(i => ((long)i, 0m))]);
        (await SyncAsync()).IsHeld.ShouldBeTrue("ten more than were approved");
        Shop.SetCalls.ShouldBe(0);

        Ledger.Holds.Decide(Definition.Id, approve: true, "anna").ShouldBeTrue();
        Say((1, 4));
        var report = await SyncAsync();
        (report.IsConverged, Shop["2"], Shop["1"]).ShouldBe((true, 0m, 4m));
        Ledger.Holds.Current(Definition.Id).ShouldBeNull();
    }

    [Fact]
    public async Task A_person_can_say_yes_beforehand()
    {
        Open(100, quantity: 5);
        Say([.. Enumerable.Range(1, 100).Select(i => ((long)i, 0m))]);
        (await SyncAsync(SyncMode.ApplyHeld)).IsConverged.ShouldBeTrue();
        Shop["1"].ShouldBe(0);
    }

    [Fact]
    public async Task Drift_is_only_reported_where_the_rule_says_so()
    {
        Open(2);
        Say((1, 5), (2, 6));
        await SyncAsync();
        Shop.Put("1", "S-1", 3);
        Say((2, 7));
        Definition = Definition with { Drift = new DriftRule { Policy = DriftPolicy.Report } };
        var report = await SyncAsync();
        report.Items.Single().Change.Sku.ShouldBe("S-2");
        Shop["1"].ShouldBe(3);
        Ledger.Findings.List(Definition.Id, FindingKind.Drift).Single().Sku.ShouldBe("S-1");
        Definition = Definition with { Drift = new DriftRule() };
        await SyncAsync();
        Shop["1"].ShouldBe(5);
    }

    [Fact]
    public async Task Two_passes_at_once_do_not_overlap()
    {
        Open(200);
        Say([.. Enumerable.Range(1, 200).Select(i => ((long)i, 5m))]);
        var reports = await Task.WhenAll(SyncAsync(), SyncAsync());
        reports.ShouldAllBe(report => report.IsConverged);
        Shop.Written.Count.ShouldBe(200);
    }
}
