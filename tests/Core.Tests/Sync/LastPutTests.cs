using Connector.Abstractions;
using Connector.Core.Sync;

namespace Connector.Core.Tests.Sync;

/// <summary>A store that does not show what it holds: law 9 holds there too, and the guard sees what a plan lowers.</summary>
public sealed class LastPutTests : StorePassTest
{
    private const int Goods = 40;

    public LastPutTests()
    {
        Shop = new MemoryStore { Capabilities = new StoreCapabilities { MaxFindBatch = 50, MaxSetBatch = 100, Features = StoreFeatures.FindsUnlisted }, ShowsQuantities = false };
        Open(Goods, 1);
        Say([.. Enumerable.Range(1, Goods).Select(i => ((long)i, 5m))]);
    }

    [Fact]
    public async Task A_second_pass_writes_nothing_and_a_change_alone_is_sent()
    {
        (await SyncAsync()).IsConverged.ShouldBeTrue();
        Shop.Written.Count.ShouldBe(Goods);
        (await SyncAsync()).Items.ShouldBeEmpty();
        Say((3, 9));
        var change = (await SyncAsync()).Items.ShouldHaveSingleItem().Change;
        (change.Sku, change.Before, change.After).ShouldBe(("S-3", 5, 9));
        Shop.Written.Count.ShouldBe(Goods + 1);
    }

    [Fact]
    public async Task What_was_put_there_long_ago_is_put_there_once_more()
    {
        await SyncAsync();
        Shop.Put("1", "S-1", 77);
        Time.Advance(Definition.Drift.Every);
        (await SyncAsync()).Items.Count.ShouldBe(Goods);
        Shop["1"].ShouldBe(5);
        (await SyncAsync()).Items.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_the_store_does_not_have_is_left_alone_until_then()
    {
        Shop.Outcome = change => change.Sku == "S-2" ? new StockOutcome { Ref = change.Ref, Status = StockStatus.Gone } : null;
        (await SyncAsync()).Count(ItemOutcome.NotFound).ShouldBe(1);
        Say((2, 6));
        var next = await SyncAsync();
        next.Items.ShouldBeEmpty("it said so a moment ago");
        next.Plan!.OnlyInCrm.ShouldBe(1);
        Time.Advance(Definition.Drift.Every);
        Shop.Outcome = _ => null;
        (await SyncAsync()).IsConverged.ShouldBeTrue();
        Shop["2"].ShouldBe(6);
    }

    [Fact]
    public async Task What_a_store_that_can_be_read_does_not_have_is_forgotten_with_its_next_reading()
    {
        var readable = new MemoryStore { Capabilities = Shop.Capabilities };
        readable.Put("1", "S-1", 1);
        readable.Outcome = change => new StockOutcome { Ref = change.Ref, Status = StockStatus.Gone };
        (await SyncAsync(adapter: readable)).Count(ItemOutcome.NotFound).ShouldBe(1);
        readable.Remove("1");
        (await SyncAsync(adapter: readable)).IsConverged.ShouldBeTrue();
        Ledger.Desired.Count(Definition.Id).ShouldBeEmpty("there is nothing left that a person could do about it");
    }

    [Fact]
    public async Task The_guard_holds_a_plan_that_empties_it()
    {
        await SyncAsync();
        Say([.. Enumerable.Range(1, Goods).Select(i => ((long)i, 0m))]);
        (await SyncAsync()).IsHeld.ShouldBeTrue();
        Shop.Goods.ShouldAllBe(listing => listing.Quantity == 5);
    }
}
