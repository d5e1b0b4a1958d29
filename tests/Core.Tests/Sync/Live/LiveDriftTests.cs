using Connector.Core.Ledger;
using Connector.Core.Planning;
using Connector.Core.Sync;

namespace Connector.Core.Tests.Sync.Live;

/// <summary>What happens to numbers that changed in the store.</summary>
public sealed class LiveDriftTests : KeeperTest
{
    private async Task StartAsync()
    {
        Open(10, quantity: 1);
        Say([.. Enumerable.Range(1, 10).Select(i => ((long)i, 5m))]);
        await SettleAsync();
        Shop.Goods.ShouldAllBe(listing => listing.Quantity == 5);
    }

    [Fact]
    public async Task A_raise_waits_and_happens_only_if_the_difference_is_still_there()
    {
        await StartAsync();
        Shop.Put("1", "S-1", 4);
        Shop.Put("2", "S-2", 4);
        await StepAsync(readWhole: true);
        (Shop["1"], Shop["2"], Numbers(DesiredState.Settling).Count).ShouldBe((4m, 4m, 2));
        // The one is a sale that keyCRM counts a little later; the other is not.
        Say((1, 4));
        await SettleAsync();
        Time.Advance(Definition.Drift.Settle - TimeSpan.FromMinutes(1));
        await SettleAsync();
        (Shop["1"], Shop["2"]).ShouldBe((4m, 4m));
        Time.Advance(TimeSpan.FromMinutes(2));
        await SettleAsync();
        (Shop["1"], Shop["2"]).ShouldBe((4m, 5m));
        Numbers(DesiredState.Settling).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_raise_that_the_store_made_good_itself_is_none()
    {
        await StartAsync();
        Shop.Put("1", "S-1", 4);
        await StepAsync(readWhole: true);
        Shop.Put("1", "S-1", 5);
        Time.Advance(Definition.Drift.Settle + TimeSpan.FromMinutes(1));
        var calls = Shop.SetCalls;
        await SettleAsync();
        (Shop.SetCalls, Numbers(DesiredState.Settling).Count).ShouldBe((calls, 0));
    }

    [Fact]
    public async Task A_listing_that_is_gone_when_it_is_looked_at_again_is_forgotten()
    {
        await StartAsync();
        Shop.Put("1", "S-1", 4);
        await StepAsync(readWhole: true);
        Shop.Remove("1");
        Time.Advance(Definition.Drift.Settle + TimeSpan.FromMinutes(1));
        await SettleAsync();
        (Numbers(DesiredState.Settling).Count, Numbers(DesiredState.Gone).Count).ShouldBe((0, 0));
    }

    [Fact]
    public async Task A_policy_of_reporting_writes_nothing_and_tells()
    {
        Definition = Definition with { Drift = new DriftRule { Policy = DriftPolicy.Report } };
        await StartAsync();
        Shop.Put("1", "S-1", 4);
        Shop.Put("2", "S-2", 9);
        await StepAsync(readWhole: true);
        await SettleAsync();
        (Shop["1"], Shop["2"]).ShouldBe((4m, 9m));
        Ledger.Findings.List(Definition.Id, FindingKind.Drift).Select(finding => finding.Sku).ShouldBe(["S-1", "S-2"], ignoreOrder: true);
        Say((1, 6));
        await SettleAsync();
        Shop["1"].ShouldBe(6, "what keyCRM changes is written");
    }

    [Fact]
    public async Task A_listing_that_something_keeps_changing_back_is_reported_and_not_fought_over()
    {
        await StartAsync();
        for (var i = 0; i < 3; i++)
        {
            Shop.Put("1", "S-1", 99);
            await StepAsync(readWhole: true);
            Shop["1"].ShouldBe(5);
            Time.Advance(TimeSpan.FromHours(1));
        }

        Shop.Put("1", "S-1", 99);
        await StepAsync(readWhole: true);
        await StepAsync(readWhole: true);
        Shop["1"].ShouldBe(99);
        Numbers(DesiredState.Parked).Single().Code.ShouldBe(DesiredCode.Contested);
        Ledger.Findings.List(Definition.Id, FindingKind.Drift).ShouldContain(finding => finding.Detail.Contains("contested", StringComparison.Ordinal));
        Say((1, 4));
        await SettleAsync();
        Shop["1"].ShouldBe(4);
    }

    [Fact]
    public async Task Repairs_that_are_days_apart_are_no_contest()
    {
        await StartAsync();
        for (var i = 0; i < 6; i++)
        {
            Shop.Put("1", "S-1", 99);
            await StepAsync(readWhole: true);
            Shop["1"].ShouldBe(5);
            Time.Advance(TimeSpan.FromHours(25));
        }
    }
}
