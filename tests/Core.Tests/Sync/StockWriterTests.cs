using Connector.Abstractions;
using Connector.Core.Ledger;
using Connector.Core.Planning;
using Connector.Core.Sync;
using CsCheck;

namespace Connector.Core.Tests.Sync;

/// <summary>Splitting, pacing and stopping, seen from the shop.</summary>
public sealed class StockWriterTests : StorePassTest
{
    [Theory]
    [InlineData(StoreFailure.Protocol)]
    [InlineData(StoreFailure.Unreachable)]
    public async Task One_bad_item_among_five_hundred_is_isolated_and_the_store_is_not_stopped(StoreFailure kind)
    {
        OpenAndSay(500);
        Shop.BeforeSet = changes => Spoilt(changes, kind, "S-77");
        Shop.Outcome = change => change.Sku == "S-3" ? new StockOutcome { Ref = change.Ref, Status = StockStatus.Accepted } : null;
        var report = await SyncAsync();
        (report.Failure, report.FailedItems, report.Count(ItemOutcome.Applied)).ShouldBe((null, 1, 499));
        report.Items.Single(item => item.Outcome == ItemOutcome.Failed).Error!.Message.ShouldContain("S-77 is spoilt");
        Shop.Goods.Where(listing => listing.Sku != "S-77").ShouldAllBe(listing => listing.Quantity == 50);
        Shop.SetCalls.ShouldBeLessThan(40);
        Shop.FindCalls.ShouldBe(1, "what was only accepted is read back all the same");
    }

    // In the end only bad items are left, failing one after the other: that is not a store that is down.
    [Fact]
    public async Task Bad_items_that_fail_again_and_again_do_not_stop_the_store()
    {
        OpenAndSay(500);
        Shop.BeforeSet = changes => Spoilt(changes, StoreFailure.Protocol, "S-7", "S-77", "S-177", "S-377");
        Shop.Outcome = change => change.Sku == "S-3" ? new StockOutcome { Ref = change.Ref, Status = StockStatus.Accepted } : null;
        var report = await SyncAsync();
        (report.Failure, report.FailedItems, report.Count(ItemOutcome.Applied)).ShouldBe((null, 4, 496));
    }

    [Fact]
    public async Task Any_few_bad_items_never_keep_the_good_ones_back()
    {
        await Gen.Select(Gen.Int[50, 200], Gen.Int[1, 6], Gen.Int[1, 60], Gen.Int[0, 10_000]).SampleAsync(async (goods, bad, batch, seed) =>
        {
            using var world = new StockWriterTests { Shop = new MemoryStore { Capabilities = new StoreCapabilities { MaxFindBatch = 50, MaxSetBatch = batch } } };
            var chance = new Random(seed);
            var skus = Enumerable.Range(0, bad).Select(_ => $"S-{chance.Next(1, goods + 1)}").ToHashSet();
            world.OpenAndSay(goods);
            world.Shop.BeforeSet = changes => Spoilt(changes, StoreFailure.Protocol, [.. skus]);
            var report = await world.SyncAsync();
            report.Items.Where(item => item.Outcome != ItemOutcome.Applied).Select(item => item.Change.Sku).ShouldBe(skus, ignoreOrder: true);
        }, iter: 20, threads: 1);
    }

    [Fact]
    public async Task As_many_calls_as_the_store_takes_are_under_way_at_once()
    {
        using var world = new StockWriterTests { Shop = new MemoryStore { Capabilities = new StoreCapabilities { MaxFindBatch = 50, MaxSetBatch = 10, MaxConcurrency = 4 } } };
        world.OpenAndSay(200);
        var met = new TaskCompletionSource();
        world.Shop.BeforeSet = async _ =>
        {
            if (world.Shop.Underway == 4)
                met.TrySetResult();
            await met.Task.WaitAsync(TimeSpan.FromSeconds(30), Token);
        };
        (await world.SyncAsync()).IsConverged.ShouldBeTrue();
        (world.Shop.MostUnderway, world.Shop.SetCalls).ShouldBe((4, 20));
    }

    [Theory]
    [InlineData(null, 0.5)]
    [InlineData(0, 0.5)]
    [InlineData(40, 40)]
    [InlineData(100_000, 60)]
    public async Task A_store_that_asks_for_a_pause_gets_it_within_reason(int? asked, double atLeast)
    {
        OpenAndSay(1);
        var calls = new List<DateTimeOffset>();
        Shop.BeforeSet = _ =>
        {
            calls.Add(Time.GetUtcNow());
            return calls.Count > 1 ? Task.CompletedTask
                : throw new StoreException(StoreFailure.Throttled, "429") { RetryAfter = asked is { } seconds ? TimeSpan.FromSeconds(seconds) : null };
        };
        (await SyncAsync()).IsConverged.ShouldBeTrue();
        (calls[1] - calls[0]).TotalSeconds.ShouldBeInRange(atLeast, 90);
    }

    [Fact]
    public async Task A_store_that_never_stops_refusing_is_left_alone()
    {
        OpenAndSay(10);
        Shop.BeforeSet = _ => throw new StoreException(StoreFailure.Throttled, "429");
        var report = await SyncAsync();
        (report.FailureKind, report.FailedItems).ShouldBe((StoreFailure.Throttled, 10));
        Shop.SetCalls.ShouldBeLessThanOrEqualTo(8);
    }

    [Fact]
    public async Task What_a_stopped_store_did_not_get_stays_pending()
    {
        OpenAndSay(300);
        Shop.BeforeSet = _ => throw new StoreException(StoreFailure.Unauthorized, "no");
        await SyncAsync();
        var counts = Ledger.Desired.Count(Definition.Id);
        (counts[DesiredState.Failing], counts[DesiredState.Pending]).ShouldBe((100, 200));
        Shop.BeforeSet = _ => Task.CompletedTask;
        (await SyncAsync()).Count(ItemOutcome.Applied).ShouldBe(300);
    }

    // Law 2: a pass that was cut ends only when all its calls have ended, or they could write after the next one.
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_cut_pass_waits_for_the_calls_that_are_under_way(int calls)
    {
        using var world = new StockWriterTests { Shop = new MemoryStore { Capabilities = new StoreCapabilities { MaxFindBatch = 1, MaxSetBatch = 1, MaxConcurrency = calls } } };
        world.OpenAndSay(calls);
        using var cut = new CancellationTokenSource();
        var called = new TaskCompletionSource();
        var release = new TaskCompletionSource();
        world.Shop.BeforeSet = changes =>
        {
            if (world.Shop.Underway == calls)
                called.TrySetResult();
            // The first call does not listen; the other one does.
            return changes[0].Sku == "S-1" ? release.Task : Task.Delay(Timeout.Infinite, cut.Token);
        };
        var pass = Task.Run(() => world.Pass().RunAsync(SyncMode.Apply, cut.Token), Token);
        await called.Task.WaitAsync(TimeSpan.FromSeconds(30), Token);
        await cut.CancelAsync();
        await Task.WhenAny(pass, Task.Delay(200, Token));
        pass.IsCompleted.ShouldBeFalse();
        world.Ledger.Leases.TryTake($"store:{Definition.Id}", out _).ShouldBeNull();
        release.SetResult();
        await Should.ThrowAsync<OperationCanceledException>(() => pass);
        world.Ledger.Leases.TryTake($"store:{Definition.Id}", out _).ShouldNotBeNull().Dispose();
    }

    // Law 2: a process that slept through its lease and was overtaken writes nothing more of its old plan.
    [Fact]
    public async Task A_pass_that_was_overtaken_stops()
    {
        OpenAndSay(300);
        var calls = 0;
        Shop.BeforeSet = _ =>
        {
            if (++calls == 1)
                Steal();
            return Task.CompletedTask;
        };
        var report = await SyncAsync();
        report.Failure!.ShouldContain("taken over");
        (Shop.SetCalls, report.Count(ItemOutcome.Applied), report.FailedItems).ShouldBe((1, 100, 200));
    }

    [Fact]
    public async Task An_approval_outlives_a_store_that_was_down()
    {
        Open(100, quantity: 5);
        Say([.. Enumerable.Range(1, 100).Select(i => ((long)i, 0m))]);
        (await SyncAsync()).IsHeld.ShouldBeTrue();
        Ledger.Holds.Decide(Definition.Id, approve: true, "anna").ShouldBeTrue();
        Shop.BeforeSet = _ => throw new StoreException(StoreFailure.Unauthorized, "no");
        (await SyncAsync()).IsHeld.ShouldBeFalse();
        Shop.BeforeSet = _ => Task.CompletedTask;
        (await SyncAsync()).IsConverged.ShouldBeTrue("nobody is asked twice");
        Ledger.Holds.Current(Definition.Id).ShouldBeNull();
    }

    [Fact]
    public async Task A_rejected_plan_is_not_written_and_asks_again()
    {
        Open(100, quantity: 5);
        Say([.. Enumerable.Range(1, 100).Select(i => ((long)i, 0m))]);
        await SyncAsync();
        Ledger.Holds.Decide(Definition.Id, approve: false, "anna").ShouldBeTrue();
        (await SyncAsync()).IsHeld.ShouldBeTrue();
        (Shop.SetCalls, Ledger.Holds.Current(Definition.Id)!.State).ShouldBe((0, HoldState.Waiting));
    }

    private void OpenAndSay(int goods)
    {
        Open(goods);
        Say([.. Enumerable.Range(1, goods).Select(i => ((long)i, 50m))]);
        Definition = Definition with { Guard = new GuardLimits { MinItems = int.MaxValue } };
    }

    private static Task Spoilt(IReadOnlyList<StockChange> changes, StoreFailure kind, params string[] skus) =>
        changes.FirstOrDefault(change => skus.Contains(change.Sku)) is { } bad
            ? throw new StoreException(kind, $"{bad.Sku} is spoilt")
            : Task.CompletedTask;

    private void Steal()
    {
        using var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Ledger.Path}");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "UPDATE lease SET owner = 'another process'";
        command.ExecuteNonQuery();
    }
}
