using Connector.Abstractions;
using Connector.Core.Ledger;
using Connector.Core.Matching;
using Connector.Core.Planning;
using Connector.Core.Sync;

namespace Connector.Core.Tests.Sync;

/// <summary>What happens after the writing: read back what was accepted, find anew what was gone.</summary>
public sealed class WriteConfirmationTests : StorePassTest
{
    [Fact]
    public async Task The_journal_tells_what_the_store_held_when_it_was_read_back()
    {
        Open(3);
        Say((1, 5), (2, 6), (3, 7));
        Shop.Outcome = change => new StockOutcome { Ref = change.Ref, Status = StockStatus.Accepted };
        Shop.Answer = outcomes =>
        {
            Shop.Put("2", "S-2", 1);
            Shop.Put("3", "renamed", 7);
            return outcomes;
        };
        (await SyncAsync()).Items.Select(item => item.Outcome).ShouldBe([ItemOutcome.Applied, ItemOutcome.Failed, ItemOutcome.Accepted]);
        Told("S-1").ShouldBe(("applied", 5m));
        Told("S-2").ShouldBe(("failed", 1m));
        Told("S-3").ShouldBe(("accepted", null));
        Ledger.Desired.List(Definition.Id, DesiredState.Failing).Single().Sku.ShouldBe("S-2");
    }

    [Fact]
    public async Task Look_ups_keep_to_the_stores_limit()
    {
        Open(120);
        Say([.. Enumerable.Range(1, 120).Select(i => ((long)i, 50m))]);
        Shop.Outcome = change => new StockOutcome { Ref = change.Ref, Status = StockStatus.Accepted };
        (await SyncAsync()).Count(ItemOutcome.Applied).ShouldBe(120);
        Shop.FindCalls.ShouldBe(3);
    }

    [Fact]
    public async Task A_listing_that_is_gone_and_back_twice_is_ambiguous_and_left_alone()
    {
        Open(1);
        Say((1, 5));
        Shop.BeforeSet = _ =>
        {
            Shop.Remove("1");
            Shop.Put("8", "S-1", 3);
            Shop.Put("9", "S-1", 3);
            return Task.CompletedTask;
        };
        (await SyncAsync()).Items.Single().Outcome.ShouldBe(ItemOutcome.NotFound);
        (Shop["8"], Shop["9"]).ShouldBe((3m, 3m));
        Shop.BeforeSet = _ => Task.CompletedTask;
        (await SyncAsync()).Plan!.Ambiguous.ShouldBe(2);
    }

    [Fact]
    public async Task Copies_that_are_gone_together_do_not_land_on_one_listing_twice()
    {
        Definition = Definition with { Match = new MatchRule { Duplicates = DuplicatePolicy.All } };
        Shop.Put("1", "S-1", 0);
        Shop.Put("2", "S-1", 0);
        Say((1, 5));
        Shop.BeforeSet = _ =>
        {
            Shop.Remove("1");
            Shop.Remove("2");
            Shop.Put("3", "S-1", 0);
            return Task.CompletedTask;
        };
        var report = await SyncAsync();
        report.Items.Select(item => item.Outcome).ShouldBe([ItemOutcome.Applied, ItemOutcome.NotFound], ignoreOrder: true);
        Shop.Written.ShouldBe([("3", 5m)]);
    }

    // "5.50" of a shop's decimal column is the 5.5 that was put there.
    [Theory]
    [InlineData("5.50", 0)]
    [InlineData("5.4", 1)]
    public async Task Equal_decimals_are_no_drift(string found, int drifts)
    {
        Definition = Definition with { Stock = new() { Fraction = Core.Stock.FractionPolicy.Keep } };
        Open(1);
        Say((1, 5.5m));
        (await SyncAsync()).IsConverged.ShouldBeTrue();
        Shop.Put("1", "S-1", decimal.Parse(found, System.Globalization.CultureInfo.InvariantCulture));
        (await SyncAsync()).Items.Count.ShouldBe(drifts);
        Ledger.Findings.List(Definition.Id, FindingKind.Drift).Count.ShouldBe(drifts);
    }

    private (string Outcome, decimal? Current) Told(string sku)
    {
        var entry = Ledger.Journal.History(sku, Definition.Id, 1).Single();
        return (entry.Outcome, entry.Current);
    }
}
