using Connector.Abstractions;
using Connector.Core.Ledger;
using Connector.Core.Planning;

namespace Connector.Core.Tests.Sync.Live;

/// <summary>The guard while the service runs: what is dangerous waits, everything else flows.</summary>
public sealed class LiveGuardTests : KeeperTest
{
    private const int Goods = 100;

    private async Task StartAsync(decimal quantity = 5)
    {
        Open(Goods, quantity);
        Say([.. Enumerable.Range(1, Goods).Select(i => ((long)i, quantity))]);
        (await SettleAsync()).Failure.ShouldBeNull();
        Shop.Written.ShouldBeEmpty();
    }

    private void SellOut(int from, int count) => Say([.. Enumerable.Range(from, count).Select(i => ((long)i, 0m))]);

    private Hold? Hold => Ledger.Holds.Current(Definition.Id);

    [Fact]
    public async Task A_mass_zero_is_held_and_sales_and_raises_of_other_goods_flow()
    {
        await StartAsync();
        SellOut(1, 40);
        (await SettleAsync()).IsHeld.ShouldBeTrue();
        Shop.Written.ShouldBeEmpty();
        (Hold!.State, Hold.Zeroed, Hold.Changes).ShouldBe((HoldState.Waiting, 40, 40));

        Say((50, 4), (51, 9), (52, 0));
        await SettleAsync();
        (Shop["50"], Shop["51"], Shop["52"]).ShouldBe((4m, 9m, 0m));
        Shop.Written.Count.ShouldBe(3);
    }

    [Fact]
    public async Task One_number_of_a_rejected_plan_is_written_when_a_person_wants_it_after_all()
    {
        await StartAsync();
        SellOut(1, 40);
        await SettleAsync();
        Ledger.Desired.Retry(Definition.Id, new ListingRef("7")).ShouldBeFalse("it waits for a decision");
        Ledger.Holds.Decide(Definition.Id, approve: false, "a person").ShouldBeTrue();
        await SettleAsync();
        Ledger.Desired.Retry(Definition.Id, new ListingRef("no such")).ShouldBeFalse();
        Ledger.Desired.Retry(Definition.Id, new ListingRef("7")).ShouldBeTrue();
        await SettleAsync();
        Shop.Written.ShouldBe([("7", 0m)]);
    }

    [Fact]
    public async Task Held_changes_keep_their_newest_numbers_and_go_when_they_are_harmless_again()
    {
        await StartAsync();
        SellOut(1, 40);
        await SettleAsync();
        var id = Hold!.Id;
        Say((1, 1), (2, 7), (3, 5));
        await SettleAsync();
        (Shop["1"], Shop["2"], Shop["3"]).ShouldBe((5m, 7m, 5m), "one is still lowered, one is raised, one is as it was");
        Numbers(DesiredState.Held).Count.ShouldBe(38);
        Numbers(DesiredState.Held).Single(number => number.Sku == "S-1").Quantity.ShouldBe(1);
        Hold!.Id.ShouldBe(id, "nobody is asked twice");

        Say([.. Enumerable.Range(1, 40).Select(i => ((long)i, 6m))]);
        await SettleAsync();
        (Hold, Numbers(DesiredState.Held).Count).ShouldBe((null, 0));
        Enumerable.Range(1, 40).ShouldAllBe(i => Shop[$"{i}"] == 6);
    }

    [Fact]
    public async Task What_comes_in_drips_is_held_when_it_has_become_too_much_within_the_hour()
    {
        await StartAsync();
        for (var i = 1; i <= 60; i++)
        {
            SellOut(i, 1);
            await SettleAsync();
        }

        Shop.Goods.Count(listing => listing.Quantity == 0).ShouldBe(30, "30 % of what is in stock");
        (Hold!.State, Numbers(DesiredState.Held).Count).ShouldBe((HoldState.Waiting, 30));
    }

    [Fact]
    public async Task What_waits_for_a_store_that_is_down_counts_too()
    {
        await StartAsync();
        Shop.BeforeSet = _ => throw new StoreException(StoreFailure.Unreachable, "down");
        for (var i = 1; i <= 60; i++)
        {
            SellOut(i, 1);
            await StepAsync();
        }

        Shop.BeforeSet = _ => Task.CompletedTask;
        await SettleAsync();
        Shop.Goods.Count(listing => listing.Quantity == 0).ShouldBe(30);
    }

    [Fact]
    public async Task Drips_over_a_day_are_ordinary_trade()
    {
        await StartAsync();
        for (var i = 1; i <= 60; i++)
        {
            SellOut(i, 1);
            await SettleAsync();
            Time.Advance(TimeSpan.FromMinutes(5));
        }

        (Hold, Shop.Goods.Count(listing => listing.Quantity == 0)).ShouldBe((null, 60));
    }

    [Fact]
    public async Task An_approved_plan_goes_with_its_newest_numbers_and_what_follows_does_not_count_it()
    {
        await StartAsync();
        SellOut(1, 40);
        await SettleAsync();
        Say((1, 2));
        Ledger.Holds.Decide(Definition.Id, approve: true, "anna").ShouldBeTrue();
        await SettleAsync();
        Shop["1"].ShouldBe(2);
        Enumerable.Range(2, 39).ShouldAllBe(i => Shop[$"{i}"] == 0);
        Hold.ShouldBeNull();

        Say((60, 0), (61, 4));
        await SettleAsync();
        (Shop["60"], Shop["61"], Hold).ShouldBe((0m, 4m, null));
    }

    [Fact]
    public async Task A_plan_that_has_grown_since_it_was_approved_is_held_anew()
    {
        await StartAsync();
        SellOut(1, 40);
        await SettleAsync();
        Ledger.Holds.Decide(Definition.Id, approve: true, "anna").ShouldBeTrue();
        SellOut(41, 20);
        await SettleAsync();
        Shop.Written.ShouldBeEmpty();
        (Hold!.State, Hold.Zeroed).ShouldBe((HoldState.Waiting, 60));
    }

    [Fact]
    public async Task A_rejected_plan_is_left_alone_until_keyCRM_says_another_number()
    {
        await StartAsync();
        SellOut(1, 40);
        await SettleAsync();
        Ledger.Holds.Decide(Definition.Id, approve: false, "anna").ShouldBeTrue();
        await SettleAsync();
        await StepAsync(readWhole: true);
        (Shop.Written.Count, Hold).ShouldBe((0, null));
        Numbers(DesiredState.Parked).Count.ShouldBe(40);
        Say((1, 4));
        await SettleAsync();
        Shop["1"].ShouldBe(4);
    }

    [Fact]
    public async Task A_plan_that_nobody_decides_on_is_judged_anew_after_three_days()
    {
        await StartAsync();
        SellOut(1, 40);
        await SettleAsync();
        var id = Hold!.Id;
        Time.Advance(TimeSpan.FromHours(73));
        await SettleAsync();
        (Hold!.State, Hold.Id == id, Shop.Written.Count).ShouldBe((HoldState.Waiting, false, 0));
    }

    [Fact]
    public async Task A_command_that_lets_everything_pass_leaves_the_service_free_to_go_on()
    {
        await StartAsync();
        SellOut(1, 40);
        await SettleAsync();
        (await SyncAsync(Core.Sync.SyncMode.ApplyHeld)).IsConverged.ShouldBeTrue();
        Say((60, 0));
        await SettleAsync();
        (Shop["60"], Hold).ShouldBe((0m, null));
    }

    [Fact]
    public async Task A_lowering_of_everything_is_held_and_limits_are_the_stores_own()
    {
        Definition = Definition with { Guard = new GuardLimits { MaxLowered = Limit.Count(10), MinItems = 0 } };
        await StartAsync();
        Say([.. Enumerable.Range(1, 11).Select(i => ((long)i, 4m))]);
        await SettleAsync();
        (Shop.Written.Count, Hold!.Lowered).ShouldBe((0, 11));
        Say((50, 6), (51, 4));
        await SettleAsync();
        (Shop["50"], Shop["51"]).ShouldBe((6m, 4m));
    }
}
