using Connector.Abstractions;
using Connector.Core.Ledger;
using Connector.Core.Sync;
using Microsoft.Extensions.Logging.Abstractions;

namespace Connector.Core.Tests.Sync.Live;

/// <summary>Putting back what a run changed.</summary>
public sealed class UndoTests : KeeperTest
{
    private long run;

    private async Task StartAsync()
    {
        Open(5, quantity: 9);
        Say([.. Enumerable.Range(1, 5).Select(i => ((long)i, 9m))]);
        await SettleAsync();
        Say((1, 4), (2, 5), (3, 6));
        await SettleAsync();
        run = Ledger.Runs.Last(Definition.Id)!.Id;
        (Shop["1"], Shop["2"], Shop["3"]).ShouldBe((4m, 5m, 6m));
    }

    private Task<(StoreReport Report, IReadOnlyList<(string Sku, string Why)> Left)> UndoAsync(bool apply) =>
        DriveAsync(new StoreUndo(Definition, Shop, Ledger, text => text, Time, NullLogger.Instance).RunAsync(run, apply, Token));

    [Fact]
    public async Task Shown_first_it_writes_nothing()
    {
        await StartAsync();
        var calls = Shop.SetCalls;
        var (report, left) = await UndoAsync(apply: false);
        report.Items.Select(item => (item.Change.Sku, item.Change.Before, item.Change.After, item.Outcome)).ShouldBe(
            [("S-1", 4m, 9m, ItemOutcome.Planned), ("S-2", 5m, 9m, ItemOutcome.Planned), ("S-3", 6m, 9m, ItemOutcome.Planned)], ignoreOrder: true);
        (left.Count, Shop.SetCalls).ShouldBe((0, calls));
    }

    [Fact]
    public async Task Only_what_the_store_still_holds_is_put_back_and_it_stays_until_keyCRM_says_another_number()
    {
        await StartAsync();
        Shop.Put("2", "S-2", 3);
        Shop.Remove("3");
        var (report, left) = await UndoAsync(apply: true);
        report.Items.Single().Change.Sku.ShouldBe("S-1");
        left.Select(one => one.Sku).ShouldBe(["S-2", "S-3"], ignoreOrder: true);
        (Shop["1"], Shop["2"]).ShouldBe((9m, 3m));
        Ledger.Journal.History("S-1", Definition.Id, 1).Single().Reason.ShouldBe($"run {run} is undone");

        await SettleAsync();
        await StepAsync(readWhole: true);
        Restart();
        await SettleAsync();
        Shop["1"].ShouldBe(9, "the service leaves it alone");
        Say((1, 2));
        await SettleAsync();
        Shop["1"].ShouldBe(2);
    }

    [Fact]
    public async Task A_number_that_the_run_changed_twice_goes_back_to_the_first()
    {
        await StartAsync();
        var twice = Ledger.Journal.WrittenBy(Definition.Id, run).Single(written => written.Sku == "S-1");
        (twice.Before, twice.After).ShouldBe((9m, 4m));
    }

    [Fact]
    public async Task A_store_that_cannot_be_read_is_left_as_it_is()
    {
        await StartAsync();
        Shop.BeforeListing = _ => throw new StoreException(StoreFailure.Unauthorized, "no");
        var (report, _) = await UndoAsync(apply: true);
        (report.FailureKind, Shop["1"]).ShouldBe((StoreFailure.Unauthorized, 4m));
        Numbers(DesiredState.Parked).ShouldBeEmpty();
    }
}
