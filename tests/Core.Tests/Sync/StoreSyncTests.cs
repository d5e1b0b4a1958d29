using Connector.Abstractions;
using Connector.Core.Ledger;
using Connector.Core.Matching;
using Connector.Core.Planning;
using Connector.Core.Stock;
using Connector.Core.Sync;
using Connector.Core.Tests.Ledger;
using CsCheck;
using Microsoft.Extensions.Logging.Abstractions;

namespace Connector.Core.Tests.Sync;

public sealed class StoreSyncTests : IDisposable
{
    private readonly LedgerFixture fixture = new();
    private readonly MemoryStore shop = new();

    private StoreDefinition definition = new()
    {
        Id = new StoreId("shop"),
        Account = "main",
        Stock = new StockRule(),
        Match = new MatchRule(),
        Guard = new GuardLimits(),
        Drift = new DriftRule(),
    };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => fixture.Dispose();

    private void Say(params (long Offer, decimal Quantity)[] levels) => fixture.Ledger.Levels.Store("main",
        [.. levels.Select(level => new Level { Offer = level.Offer, Sku = $"S-{level.Offer}", Quantity = level.Quantity, Reserve = 0, Observation = fixture.Ledger.Observe() })]);

    private void Open(int goods, decimal quantity = 1)
    {
        for (var i = 1; i <= goods; i++)
            shop.Put($"{i}", $"S-{i}", quantity);
    }

    // The clock runs while the pass waits for it.
    private async Task<StoreReport> SyncAsync(SyncMode mode = SyncMode.Apply, IStoreAdapter? adapter = null, CancellationToken? token = null)
    {
        var pass = Task.Run(() => new StoreSync(definition, adapter ?? shop, fixture.Ledger, text => text.Replace("s3cret", "***", StringComparison.Ordinal), fixture.Time, NullLogger.Instance, null)
            .RunAsync(mode, token ?? Token));
        while (!pass.IsCompleted)
        {
            await Task.Delay(2, Token);
            if (shop.Underway == 0 || stuck)
                fixture.Time.Advance(TimeSpan.FromMilliseconds(stuck ? 20_000 : 250));
        }

        return await pass;
    }

    private bool stuck;

    // Law 9.
    [Fact]
    public async Task A_second_pass_writes_nothing()
    {
        Open(250);
        Say([.. Enumerable.Range(1, 250).Select(i => ((long)i, (decimal)(i % 7)))]);
        definition = definition with { Guard = new GuardLimits { MinItems = 1000 } };
        (await SyncAsync()).IsConverged.ShouldBeTrue();
        var calls = shop.SetCalls;
        var second = await SyncAsync();
        (second.IsConverged, second.Items.Count, shop.SetCalls).ShouldBe((true, 0, calls));
        calls.ShouldBe(3, "numbers that are right already are not sent, the others in batches of a hundred");
    }

    // Law 8.
    [Fact]
    public async Task Plan_writes_nothing_and_announces_what_the_pass_then_does()
    {
        Open(30);
        Say([.. Enumerable.Range(1, 30).Select(i => ((long)i, (decimal)i))]);
        var plan = await SyncAsync(SyncMode.Plan);
        shop.SetCalls.ShouldBe(0);
        fixture.Ledger.Runs.Last(definition.Id).ShouldBeNull();
        var report = await SyncAsync();
        report.Items.Select(item => item.Change).ShouldBe(plan.Items.Select(item => item.Change));
        shop.Written.ShouldBe(plan.Items.Select(item => (item.Change.Ref.Value, item.Change.After)));
    }

    [Theory]
    [InlineData("throws")]
    [InlineData("protocol")]
    [InlineData("unreachable")]
    public async Task A_batch_that_one_item_spoils_is_split_until_the_item_stands_alone(string how)
    {
        Open(300);
        Say([.. Enumerable.Range(1, 300).Select(i => ((long)i, (decimal)(i + 1)))]);
        shop.BeforeSet = changes => changes.Any(change => change.Sku == "S-77")
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
        shop["77"].ShouldBe(1);
        fixture.Ledger.Desired.Count(definition.Id)[DesiredState.Failing].ShouldBe(1);
        report.Items.Single(item => item.Error is not null).Error!.Message.ShouldNotContain("s3cret");

        shop.BeforeSet = _ => Task.CompletedTask;
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
        shop.Answer = outcomes => kind switch { 0 => [.. outcomes.Skip(1)], 1 => [.. outcomes.Reverse()], _ => null };
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
        shop.Outcome = change =>
        {
            if (++tries > 1)
                return null;
            var newer = fixture.Ledger.Observe();
            fixture.Ledger.Desired.StorePlan(definition.Id, 1, [new PlannedChange { Ref = change.Ref, Sku = change.Sku, Before = 1, After = 4, Reason = "newer", Observation = newer }], held: false);
            return new StockOutcome { Ref = change.Ref, Status = StockStatus.Failed };
        };
        var report = await SyncAsync();
        shop.Written.ShouldBe([("1", 4m)]);
        report.Items.Single().Change.Reason.ShouldBe("newer");
    }

    [Fact]
    public async Task Outcomes_come_out_one_by_one()
    {
        Open(7);
        Say([.. Enumerable.Range(1, 7).Select(i => ((long)i, 5m))]);
        shop.Outcome = change => change.Sku switch
        {
            "S-1" => new StockOutcome { Ref = change.Ref, Status = StockStatus.Applied, Current = 3 },
            "S-2" => new StockOutcome { Ref = change.Ref, Status = StockStatus.Rejected, Error = new StoreError { Code = "shop.no", Message = "no" } },
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
        fixture.Ledger.Journal.History("S-2", definition.Id, 5).Single().Outcome.ShouldBe("rejected");
    }

    [Fact]
    public async Task A_listing_that_was_made_anew_is_found_by_its_SKU()
    {
        Open(3);
        Say((1, 5), (2, 6));
        shop.BeforeSet = _ =>
        {
            shop.Remove("1");
            shop.Put("99", "S-1", 0);
            return Task.CompletedTask;
        };
        (await SyncAsync()).IsConverged.ShouldBeTrue();
        (shop["99"], shop["2"]).ShouldBe((5m, 6m));
    }

    [Fact]
    public async Task What_a_store_accepted_and_did_not_keep_is_a_failure()
    {
        Open(2);
        Say((1, 5), (2, 6));
        shop.Outcome = change => new StockOutcome { Ref = change.Ref, Status = StockStatus.Accepted };
        shop.Answer = outcomes =>
        {
            shop.Put("1", "S-1", 2);
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
        shop.BeforeSet = _ =>
        {
            if (asked)
                return Task.CompletedTask;
            asked = true;
            at = fixture.Time.GetUtcNow();
            throw new StoreException(StoreFailure.Throttled, "429") { RetryAfter = TimeSpan.FromSeconds(40) };
        };
        (await SyncAsync()).IsConverged.ShouldBeTrue();
        (fixture.Time.GetUtcNow() - at!.Value).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(40));
    }

    [Theory]
    [InlineData(StoreFailure.Unauthorized)]
    [InlineData(StoreFailure.Misconfigured)]
    public async Task Refused_credentials_stop_the_store_at_once(StoreFailure kind)
    {
        Open(300);
        Say([.. Enumerable.Range(1, 300).Select(i => ((long)i, 50m))]);
        shop.BeforeSet = _ => throw new StoreException(kind, "no");
        var report = await SyncAsync();
        (shop.SetCalls, report.FailureKind, report.FailedItems).ShouldBe((1, kind, 300));
    }

    [Fact]
    public async Task A_store_that_is_down_is_left_in_peace_after_a_few_calls()
    {
        Open(3000);
        Say([.. Enumerable.Range(1, 3000).Select(i => ((long)i, 50m))]);
        shop.BeforeSet = _ => throw new TimeoutException();
        var report = await SyncAsync();
        shop.SetCalls.ShouldBe(8);
        report.FailedItems.ShouldBe(3000);
    }

    [Fact]
    public async Task A_call_that_never_ends_is_given_up_and_nothing_is_sent_beside_it()
    {
        Open(300);
        Say([.. Enumerable.Range(1, 300).Select(i => ((long)i, 50m))]);
        stuck = true;
        shop.BeforeSet = _ => new TaskCompletionSource().Task;
        var report = await SyncAsync();
        report.Failure!.ShouldContain("did not answer");
        (shop.SetCalls, report.FailedItems).ShouldBe((1, 300));
    }

    // Law 1, and a reading is worthless unless it is whole.
    [Fact]
    public async Task A_reading_that_breaks_off_changes_nothing()
    {
        Open(10);
        Say((1, 5));
        await SyncAsync();
        Say((1, 9));
        shop.BeforeListing = position =>
        {
            if (position == 6)
                throw new StoreException(StoreFailure.Unreachable, "cut at page 2");
        };
        var report = await SyncAsync();
        (report.Plan, report.Failure).ShouldBe((null, "cut at page 2"));
        shop["1"].ShouldBe(5);
        fixture.Ledger.Listings.Count(definition.Id).ShouldBe(10);
        fixture.Ledger.Runs.Last(definition.Id)!.State.ShouldBe(RunState.Failed);
    }

    [Fact]
    public async Task A_warehouse_that_no_offer_ever_had_refuses_the_store()
    {
        Open(1);
        Say((1, 5));
        definition = definition with { Stock = new StockRule { Warehouses = [7] } };
        (await SyncAsync()).Failure!.ShouldContain("names 7");
        shop.SetCalls.ShouldBe(0);
    }

    [Fact]
    public async Task A_dangerous_plan_is_held_and_an_approval_covers_it_but_not_a_worse_one()
    {
        Open(100, quantity: 5);
        Say([.. Enumerable.Range(1, 50).Select(i => ((long)i, 0m))]);
        (await SyncAsync()).IsHeld.ShouldBeTrue();
        shop.SetCalls.ShouldBe(0);
        fixture.Ledger.Desired.Count(definition.Id)[DesiredState.Held].ShouldBe(50);

        fixture.Ledger.Holds.Decide(definition.Id, approve: true, "anna").ShouldBeTrue();
        Say([.. Enumerable.Range(1, 60).Select(i => ((long)i, 0m))]);
        (await SyncAsync()).IsHeld.ShouldBeTrue("ten more than were approved");
        shop.SetCalls.ShouldBe(0);

        fixture.Ledger.Holds.Decide(definition.Id, approve: true, "anna").ShouldBeTrue();
        Say((1, 4));
        var report = await SyncAsync();
        (report.IsConverged, shop["2"], shop["1"]).ShouldBe((true, 0m, 4m));
        fixture.Ledger.Holds.Current(definition.Id).ShouldBeNull();
    }

    [Fact]
    public async Task A_person_can_say_yes_beforehand()
    {
        Open(100, quantity: 5);
        Say([.. Enumerable.Range(1, 100).Select(i => ((long)i, 0m))]);
        (await SyncAsync(SyncMode.ApplyHeld)).IsConverged.ShouldBeTrue();
        shop["1"].ShouldBe(0);
    }

    [Fact]
    public async Task Drift_is_only_reported_where_the_rule_says_so()
    {
        Open(2);
        Say((1, 5), (2, 6));
        await SyncAsync();
        shop.Put("1", "S-1", 3);
        Say((2, 7));
        definition = definition with { Drift = new DriftRule { Policy = DriftPolicy.Report } };
        var report = await SyncAsync();
        report.Items.Single().Change.Sku.ShouldBe("S-2");
        shop["1"].ShouldBe(3);
        fixture.Ledger.Findings.List(definition.Id, FindingKind.Drift).Single().Sku.ShouldBe("S-1");
        definition = definition with { Drift = new DriftRule() };
        await SyncAsync();
        shop["1"].ShouldBe(5);
    }

    [Fact]
    public async Task Two_passes_at_once_do_not_overlap()
    {
        Open(200);
        Say([.. Enumerable.Range(1, 200).Select(i => ((long)i, 5m))]);
        var reports = await Task.WhenAll(SyncAsync(), SyncAsync());
        reports.ShouldAllBe(report => report.IsConverged);
        shop.Written.Count.ShouldBe(200);
    }

    // Laws 2, 5, 9 and 1 together: whatever fails and whenever the pass is cut, the next ones converge, and no listing ever
    // holds a number that keyCRM never gave.
    [Fact]
    public async Task After_any_faults_and_cuts_the_store_holds_what_keyCRM_says()
    {
        await Gen.Int[0, int.MaxValue - 1].SampleAsync(async seed =>
        {
            using var world = new StoreSyncTests();
            await world.PlayAsync(new Random(seed));
        }, iter: 60, threads: 1);
    }

    private async Task PlayAsync(Random chance)
    {
        definition = definition with { Guard = new GuardLimits { MinItems = int.MaxValue } };
        var goods = chance.Next(1, 40);
        Open(goods, quantity: 0);
        var given = Enumerable.Range(1, goods).ToDictionary(i => $"{i}", _ => new HashSet<decimal> { 0 });
        for (var round = 0; round < 5; round++)
        {
            for (var i = 1; i <= goods; i++)
            {
                if (chance.Next(2) != 0)
                    continue;
                var quantity = (round * 100) + chance.Next(100);
                given[$"{i}"].Add(quantity);
                Say((i, quantity));
            }

            var last = round == 4;
            using var cut = new CancellationTokenSource();
            shop.BeforeSet = changes => last ? Task.CompletedTask : chance.Next(6) switch
            {
                0 => throw new TimeoutException(),
                1 => throw new InvalidOperationException(),
                2 => throw new StoreException(StoreFailure.Throttled, "429"),
                3 => cut.CancelAsync(),
                _ => Task.CompletedTask,
            };
            shop.Outcome = change => !last && chance.Next(8) == 0 ? new StockOutcome { Ref = change.Ref, Status = StockStatus.Failed } : null;
            try
            {
                await SyncAsync(token: cut.Token);
            }
            catch (OperationCanceledException)
            {
                cut.IsCancellationRequested.ShouldBeTrue();
            }
        }

        var truth = fixture.Ledger.Levels.Read("main").ToDictionary(level => level.Sku!, level => level.Quantity);
        foreach (var listing in shop.Goods.Where(listing => truth.ContainsKey(listing.Sku)))
            listing.Quantity.ShouldBe(truth[listing.Sku]);
        foreach (var (reference, quantity) in shop.Written)
            given[reference].ShouldContain(quantity);
        shop.Written.GroupBy(write => write.Ref).ShouldAllBe(writes => writes.Select(write => (int)write.Quantity / 100).SequenceEqual(writes.Select(write => (int)write.Quantity / 100).Order()));
        (await SyncAsync()).Items.ShouldBeEmpty();
    }
}
