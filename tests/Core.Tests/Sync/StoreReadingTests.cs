using Connector.Abstractions;
using Connector.Core.Matching;
using Connector.Core.Sync;

namespace Connector.Core.Tests.Sync;

/// <summary>Reading a store whole or not at all, again after a hiccup, and what only a look-up finds.</summary>
public sealed class StoreReadingTests : StorePassTest
{
    private int readings;

    [Theory]
    [InlineData(StoreFailure.Unreachable)]
    [InlineData(StoreFailure.Protocol)]
    [InlineData(StoreFailure.Throttled)]
    public async Task A_reading_that_broke_off_is_begun_again_and_nothing_of_the_broken_one_counts(StoreFailure kind)
    {
        Open(20);
        Say((1, 5), (20, 7));
        Shop.BeforeListing = position => BreakOff(position, at: 10, times: 2, kind);
        var report = await SyncAsync();
        (report.Failure, report.Plan!.Listings, report.Count(ItemOutcome.Applied)).ShouldBe((null, 20, 2));
        readings.ShouldBe(3);
        (Shop["1"], Shop["20"]).ShouldBe((5, 7));
    }

    [Fact]
    public async Task A_reading_that_breaks_off_every_time_fails_the_pass_and_writes_nothing()
    {
        Open(20);
        Say((1, 5));
        Shop.BeforeListing = position => BreakOff(position, at: 10, times: int.MaxValue, StoreFailure.Protocol);
        var report = await SyncAsync();
        report.Failure.ShouldBe("hiccup");
        readings.ShouldBe(3);
        Shop.SetCalls.ShouldBe(0);
    }

    [Theory]
    [InlineData(StoreFailure.Unreachable, 0)]
    [InlineData(StoreFailure.Unauthorized, 10)]
    [InlineData(StoreFailure.Misconfigured, 10)]
    public async Task A_store_that_is_down_or_refuses_us_is_not_asked_again(StoreFailure kind, int at)
    {
        Open(20);
        Say((1, 5));
        Shop.BeforeListing = position => BreakOff(position, at, times: int.MaxValue, kind);
        (await SyncAsync()).FailureKind.ShouldBe(kind);
        readings.ShouldBe(1);
    }

    [Fact]
    public async Task A_pause_that_the_store_asks_for_is_kept_and_a_very_long_one_ends_the_pass()
    {
        Open(3);
        Say((1, 5));
        var began = Time.GetUtcNow();
        Shop.BeforeListing = position => BreakOff(position, at: 1, times: 1, StoreFailure.Throttled, TimeSpan.FromSeconds(40));
        (await SyncAsync()).Failure.ShouldBeNull();
        (Time.GetUtcNow() - began).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(40));

        readings = 0;
        Shop.BeforeListing = position => BreakOff(position, at: 1, times: 1, StoreFailure.Throttled, TimeSpan.FromMinutes(10));
        (await SyncAsync()).FailureKind.ShouldBe(StoreFailure.Throttled);
        readings.ShouldBe(1);
    }

    [Fact]
    public async Task Drafts_that_only_a_look_up_finds_are_planned_like_everything_else()
    {
        using var world = new StoreReadingTests { Shop = WithDrafts };
        world.Open(3);
        world.Say((1, 5), (2, 1), (7, 9), (8, 4));
        world.Shop.Found = skus => [.. skus.Where(sku => sku == "S-7").Select(sku => new Listing { Ref = new ListingRef("draft"), Sku = sku, Quantity = 1 })];
        world.Shop.Put("draft", "hidden", 1);
        world.Shop.Remove("draft");
        world.Shop.BeforeSet = changes =>
        {
            if (changes.Any(change => change.Ref.Value == "draft"))
                world.Shop.Put("draft", "S-7", 1);
            return Task.CompletedTask;
        };
        var report = await world.SyncAsync();
        report.Items.Select(item => (item.Change.Ref.Value, item.Change.After)).ShouldBe([("1", 5), ("draft", 9)], ignoreOrder: true);
        (report.Plan!.OnlyInCrm, report.Plan.Listings).ShouldBe((1, 4));
        world.Shop["draft"].ShouldBe(9);
        world.Shop.FindCalls.ShouldBe(1, "both SKUs that the reading did not bring fit in one look-up");
    }

    [Fact]
    public async Task A_look_up_that_brings_strangers_or_what_was_read_changes_nothing()
    {
        using var world = new StoreReadingTests { Shop = WithDrafts };
        world.Open(2);
        world.Say((1, 5), (7, 9));
        world.Shop.Found = _ => [new Listing { Ref = new ListingRef("1"), Sku = "S-7", Quantity = 0 }, new Listing { Ref = new ListingRef("x"), Sku = "stranger", Quantity = 0 }];
        var report = await world.SyncAsync();
        report.Items.Select(item => item.Change.Ref.Value).ShouldBe(["1"]);
        report.Plan!.Listings.ShouldBe(2);
    }

    [Fact]
    public async Task Aliases_are_looked_up_as_the_store_spells_them()
    {
        using var world = new StoreReadingTests { Shop = WithDrafts };
        world.Definition = world.Definition with { Match = new MatchRule { Aliases = new Dictionary<string, string> { ["S-7"] = "SHOP-7" } } };
        world.Say((7, 9));
        IReadOnlyList<string> asked = [];
        world.Shop.Found = skus =>
        {
            asked = skus;
            return [];
        };
        await world.SyncAsync();
        asked.ShouldBe(["SHOP-7"]);
    }

    [Fact]
    public async Task A_store_whose_readings_bring_everything_is_never_asked_for_what_it_does_not_have()
    {
        Open(2);
        Say((1, 1), (7, 9));
        (await SyncAsync()).Plan!.OnlyInCrm.ShouldBe(1);
        Shop.FindCalls.ShouldBe(0);
    }

    private static MemoryStore WithDrafts => new()
    {
        Capabilities = new StoreCapabilities { MaxFindBatch = 50, MaxSetBatch = 10, Features = StoreFeatures.FindsUnlisted },
    };

    private void BreakOff(int position, int at, int times, StoreFailure kind, TimeSpan? retryAfter = null)
    {
        if (position == 0)
            readings++;
        if (position == at && readings <= times)
            throw new StoreException(kind, "hiccup") { RetryAfter = retryAfter };
    }
}
