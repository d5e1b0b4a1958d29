using Connector.Abstractions;
using Connector.Core.Ledger;
using Connector.Core.Matching;
using Connector.Core.Stock;
using Connector.Core.Sync;

namespace Connector.Core.Tests.Sync.Live;

/// <summary>What a step does: it reads the store whole when that is due, and else only what changed in keyCRM.</summary>
public sealed class StoreKeeperTests : KeeperTest
{
    [Fact]
    public async Task The_first_step_reads_the_store_and_the_next_ones_write_what_changed_without_reading()
    {
        Open(50);
        Say([.. Enumerable.Range(1, 50).Select(i => ((long)i, 10m))]);
        (await SettleAsync()).Failure.ShouldBeNull();
        Shop.Goods.ShouldAllBe(listing => listing.Quantity == 10);

        var read = 0;
        Shop.BeforeListing = _ => read++;
        Say((7, 3));
        var report = await StepAsync();
        (report.Items.Count, report.Items[0].Change.Sku, report.Items[0].Outcome, read).ShouldBe((1, "S-7", ItemOutcome.Applied, 0));
        (Shop["7"], Shop.Written.Count).ShouldBe((3m, 51));
        (await StepAsync()).Items.ShouldBeEmpty();
        Shop.SetCalls.ShouldBe(2);
    }

    [Fact]
    public async Task Levels_that_say_what_was_known_cause_nothing()
    {
        Open(5);
        Say((1, 10), (2, 10));
        await SettleAsync();
        var change = Ledger.Levels.LastChange();
        Say((1, 10), (2, 10));
        Ledger.Levels.LastChange().ShouldBe(change);
        (await StepAsync()).Items.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_step_reads_the_whole_store_again_when_it_is_time()
    {
        Open(5);
        Say((1, 10));
        await SettleAsync();
        Shop.Put("1", "S-1", 12);
        Time.Advance(Definition.Drift.Every - TimeSpan.FromMinutes(2));
        (await StepAsync()).Plan.ShouldBeNull();
        Shop["1"].ShouldBe(12);
        Keeper.NextDue().ShouldBe(Time.GetUtcNow() + TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(2));
        Time.Advance(TimeSpan.FromMinutes(3));
        (await StepAsync()).Plan.ShouldNotBeNull();
        Shop["1"].ShouldBe(10, "a lowering never waits");
    }

    [Fact]
    public async Task What_is_written_while_the_answer_is_lost_is_written_again_even_if_the_number_goes_back()
    {
        Open(1, quantity: 5);
        Say((1, 5));
        await SettleAsync();
        Shop.Outcome = change => new StockOutcome { Ref = change.Ref, Status = StockStatus.Failed };
        Say((1, 3));
        await StepAsync();
        // The store took it, and said that it had failed.
        Shop.Put("1", "S-1", 3);
        Shop.Outcome = _ => null;
        Say((1, 5));
        await StepAsync();
        Shop["1"].ShouldBe(5);
    }

    [Fact]
    public async Task An_item_that_fails_is_tried_later_and_later_and_always_with_the_newest_number()
    {
        Open(2, quantity: 9);
        Say((1, 9), (2, 9));
        await SettleAsync();
        Shop.Outcome = change => change.Sku == "S-1" ? new StockOutcome { Ref = change.Ref, Status = StockStatus.Failed } : null;
        Say((1, 5), (2, 5));
        await SettleAsync();
        (Shop["1"], Shop["2"]).ShouldBe((9m, 5m));
        var pauses = new List<TimeSpan>();
        for (var i = 0; i < 10; i++)
        {
            var due = Keeper.NextDue();
            pauses.Add(due - Time.GetUtcNow());
            Time.SetUtcNow(due + TimeSpan.FromSeconds(1));
            await StepAsync();
        }

        foreach (var (pause, seconds) in pauses.Zip((int[])[30, 30, 30, 60, 60, 60, 60, 300, 300, 300]))
            pause.ShouldBe(TimeSpan.FromSeconds(seconds), TimeSpan.FromSeconds(1));
        Say((1, 4));
        Shop.Outcome = _ => null;
        await SettleAsync();
        Shop["1"].ShouldBe(4, "another number need not wait");
        Shop.Written.Where(write => write.Ref == "1").ShouldBe([("1", 4m)]);
    }

    [Fact]
    public async Task An_item_that_cannot_succeed_is_parked_until_its_number_or_its_listing_changes()
    {
        Open(1, quantity: 9);
        Shop.Outcome = change => new StockOutcome { Ref = change.Ref, Status = StockStatus.Rejected, Error = new StoreError { Code = "x", Message = "no" } };
        Say((1, 5));
        await SettleAsync();
        var calls = Shop.SetCalls;
        await StepAsync(readWhole: true);
        Shop.SetCalls.ShouldBe(calls, "nothing has changed");
        Numbers(DesiredState.Parked).Single().Code.ShouldBe("x");

        Shop.Put("1", "S-1", 8);
        await StepAsync(readWhole: true);
        Shop.SetCalls.ShouldBe(calls + 1, "the listing has changed");
        Shop.Outcome = _ => null;
        Say((1, 4));
        await SettleAsync();
        Shop["1"].ShouldBe(4);
    }

    [Fact]
    public async Task A_killed_step_leaves_a_store_that_is_read_before_anything_is_believed()
    {
        Open(1, quantity: 5);
        Say((1, 5));
        await SettleAsync();
        using var kill = new CancellationTokenSource();
        Shop.BeforeSet = _ =>
        {
            Shop.Put("1", "S-1", 3);
            return kill.CancelAsync();
        };
        Say((1, 3));
        await Should.ThrowAsync<OperationCanceledException>(() => DriveAsync(Keeper.StepAsync(false, kill.Token, kill.Token)));
        Ledger.Journal.HasCut(Definition.Id).ShouldBeTrue();

        Shop.BeforeSet = _ => Task.CompletedTask;
        Restart();
        Say((1, 5));
        await SettleAsync();
        Shop["1"].ShouldBe(5);
        Ledger.Journal.History("S-1", Definition.Id, 9).ShouldAllBe(entry => entry.Outcome != "sent");
    }

    [Fact]
    public async Task Told_to_stop_it_waits_for_the_answer_that_is_under_way_and_sends_nothing_more()
    {
        Open(300, quantity: 5);
        Say([.. Enumerable.Range(1, 300).Select(i => ((long)i, 6m))]);
        using var stop = new CancellationTokenSource();
        Shop.BeforeSet = _ => stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => DriveAsync(Keeper.StepAsync(false, stop.Token, Token)));
        Shop.SetCalls.ShouldBe(1);
        (Shop.Written.Count, Ledger.Journal.HasCut(Definition.Id)).ShouldBe((100, false));
        Numbers(DesiredState.Pending).Count.ShouldBe(200);
    }

    [Fact]
    public async Task A_listing_that_was_added_to_the_store_is_found_when_its_stock_changes()
    {
        Open(3);
        Say((1, 10), (9, 4));
        await SettleAsync();
        Shop.Put("9", "S-9", 0);
        Say((9, 5));
        await SettleAsync();
        Shop["9"].ShouldBe(5);
        var asked = Shop.FindCalls;
        Say((77, 1));
        await SettleAsync();
        Say((77, 2));
        await SettleAsync();
        Shop.FindCalls.ShouldBe(asked + 1, "what is not there is asked for once");
    }

    [Fact]
    public async Task A_listing_that_was_made_anew_is_followed()
    {
        Open(3);
        Say((1, 10));
        await SettleAsync();
        Shop.Remove("1");
        Shop.Put("1b", "S-1", 2);
        Say((1, 7));
        await SettleAsync();
        Shop["1b"].ShouldBe(7);
        Say((1, 6));
        await SettleAsync();
        Shop["1b"].ShouldBe(6);
    }

    [Fact]
    public async Task A_SKU_that_moves_to_another_offer_is_written_for_the_offer_that_has_it_now()
    {
        Open(2, quantity: 1);
        Say((1, 10), (2, 20));
        await SettleAsync();
        Ledger.Levels.Store("main", [LevelOf(3, "S-1", 33, 0, Ledger.Observe())]);
        await SettleAsync();
        Shop["1"].ShouldBe(10, "two offers have the SKU: nobody knows which");
        Ledger.Levels.Store("main", [LevelOf(1, "OLD-1", 10, 0, Ledger.Observe())]);
        await SettleAsync();
        Shop["1"].ShouldBe(33, "the other one has lost it");
    }

    [Fact]
    public async Task Other_rules_are_another_store()
    {
        Open(2, quantity: 1);
        Say((1, 10), (2, 20));
        await SettleAsync();
        Definition = Definition with { Stock = new StockRule { Buffer = 3 } };
        Restart();
        await SettleAsync();
        (Shop["1"], Shop["2"]).ShouldBe((7m, 17m));
    }

    [Fact]
    public async Task An_alias_is_followed_in_a_small_plan_too()
    {
        Definition = Definition with { Match = new MatchRule { Aliases = new Dictionary<string, string> { ["CRM-1"] = "shop-1" } } };
        Shop.Put("1", "shop-1", 1);
        Ledger.Levels.Store("main", [LevelOf(1, "CRM-1", 5, 0, Ledger.Observe())]);
        await SettleAsync();
        Ledger.Levels.Store("main", [LevelOf(1, "CRM-1", 4, 0, Ledger.Observe())]);
        (await StepAsync()).Items.Single().Change.Reason.ShouldContain("4");
        Shop["1"].ShouldBe(4);
    }

    [Fact]
    public async Task A_store_that_refuses_the_credentials_says_so_and_gets_nothing_more_in_the_step()
    {
        Open(300);
        Say([.. Enumerable.Range(1, 300).Select(i => ((long)i, 6m))]);
        Shop.BeforeSet = _ => throw new StoreException(StoreFailure.Unauthorized, "the key s3cret is refused");
        var report = await StepAsync();
        (report.FailureKind, Shop.SetCalls).ShouldBe((StoreFailure.Unauthorized, 1));
        report.Failure!.ShouldNotContain("s3cret");
        Shop.BeforeSet = _ => Task.CompletedTask;
        await SettleAsync();
        Shop.Goods.ShouldAllBe(listing => listing.Quantity == 6);
    }

    [Fact]
    public async Task After_a_store_was_given_up_the_next_call_is_one_small_probe()
    {
        Open(300);
        Say([.. Enumerable.Range(1, 300).Select(i => ((long)i, 6m))]);
        Shop.BeforeSet = _ => throw new StoreException(StoreFailure.Unreachable, "down");
        (await StepAsync()).Failure.ShouldNotBeNull();
        var sizes = new List<int>();
        Shop.BeforeSet = batch =>
        {
            sizes.Add(batch.Count);
            return Task.CompletedTask;
        };
        await SettleAsync();
        sizes[0].ShouldBe(1);
        sizes.Max().ShouldBeGreaterThan(30);
        Shop.Goods.ShouldAllBe(listing => listing.Quantity == 6);
    }

    [Fact]
    public async Task A_change_does_not_wait_for_a_backlog()
    {
        Open(3000, quantity: 1);
        Say([.. Enumerable.Range(1, 3000).Select(i => ((long)i, 1m))]);
        await SettleAsync();
        Say([.. Enumerable.Range(1, 3000).Select(i => ((long)i, 50m))]);
        await StepAsync();
        Say((2999, 0));
        await StepAsync();
        Shop["2999"].ShouldBe(0, "what is sold out goes first");
        Shop.Written.Count.ShouldBeLessThan(2000);
    }
}
