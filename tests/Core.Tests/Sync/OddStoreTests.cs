using Connector.Abstractions;
using Connector.Core.Ledger;
using Connector.Core.Sync;

namespace Connector.Core.Tests.Sync;

/// <summary>Law 6: whatever a plug-in does, its pass ends with a report, and the ledger is as good as before.</summary>
public sealed class OddStoreTests : StorePassTest
{
    private static readonly Listing One = new() { Ref = new ListingRef("1"), Sku = "S-1", Quantity = 1 };

    [Theory]
    [InlineData("throws", "NullReferenceException")]
    [InlineData("throws at once", "NullReferenceException")]
    [InlineData("null stream", "NullReferenceException")]
    [InlineData("null listing", "without reference or SKU")]
    [InlineData("null SKU", "without reference or SKU")]
    [InlineData("no reference", "without reference or SKU")]
    [InlineData("twice", "listing 1 twice")]
    [InlineData("database", "no such table")]
    [InlineData("gives up", "gave up waiting")]
    public async Task A_reading_that_breaks_the_contract_does_not_count(string how, string says)
    {
        await WholeReadingAsync();
        Say((1, 9));
        var report = await SyncAsync(adapter: new OddStore(Shop) { Read = _ => Reading(how) });
        report.Failure!.ShouldContain(says);
        (report.Plan, report.IsConverged, Shop.SetCalls).ShouldBe((null, false, 1));
        Ledger.Listings.Count(Definition.Id).ShouldBe(3);
        Ledger.Runs.Last(Definition.Id)!.State.ShouldBe(RunState.Failed);
        Ledger.Desired.Count(Definition.Id)[DesiredState.Done].ShouldBe(1, "nothing is pending that was not planned");
    }

    // The adapter neither answers nor, perhaps, listens when it is told to end: then its enumerator cannot even be disposed.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_reading_that_never_ends_is_given_up(bool listens)
    {
        await WholeReadingAsync();
        IsStuck = true;
        var told = false;
        var report = await SyncAsync(adapter: new OddStore(Shop) { Read = token => Hanging(listens, () => told = true, token) });
        report.Failure!.ShouldContain("did not answer within 3 minutes");
        told.ShouldBe(listens);
        Ledger.Leases.TryTake($"store:{Definition.Id}", out _).ShouldNotBeNull().Dispose();
        Ledger.Listings.Count(Definition.Id).ShouldBe(3);
    }

    [Fact]
    public async Task A_call_that_blocks_its_thread_is_given_up()
    {
        Open(1);
        Say((1, 5));
        using var release = new ManualResetEventSlim();
        var ended = new TaskCompletionSource();
        IsStuck = true;
        var report = await SyncAsync(adapter: new OddStore(Shop)
        {
            Set = (_, _) =>
            {
                release.Wait(Token);
                ended.SetResult();
                throw new InvalidOperationException();
            },
        });
        release.Set();
        await ended.Task;
        report.Failure!.ShouldContain("did not answer");
    }

    [Fact]
    public void Limits_that_cannot_be_or_cannot_be_told_refuse_the_store()
    {
        var failure = Should.Throw<StoreException>(() => Pass(new OddStore(Shop) { GiveCapabilities = () => throw new NotSupportedException("s3cret") }));
        (failure.Failure, failure.Message.Contains("s3cret", StringComparison.Ordinal)).ShouldBe((StoreFailure.Misconfigured, false));
        foreach (var capabilities in (StoreCapabilities?[])[null, Limits(0, 1, 1), Limits(1, 0, 1), Limits(1, 1, 0)])
            Should.Throw<StoreException>(() => Pass(new OddStore(Shop) { GiveCapabilities = () => capabilities! })).Message.ShouldContain("limits below 1");
    }

    [Fact]
    public async Task Outcomes_that_are_not_there_are_failures()
    {
        Open(2);
        Say((1, 5), (2, 6));
        var report = await SyncAsync(adapter: new OddStore(Shop) { Set = (changes, _) => Task.FromResult<IReadOnlyList<StockOutcome>>([.. changes.Select(_ => (StockOutcome)null!)]) });
        (report.FailedItems, report.IsConverged).ShouldBe((2, false));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_look_up_that_answers_nothing_leaves_what_was_written_as_it_is(bool isNull)
    {
        Open(1);
        Say((1, 5));
        Shop.Outcome = change => new StockOutcome { Ref = change.Ref, Status = StockStatus.Accepted };
        Shop.Found = _ => isNull ? null : [null!];
        var report = await SyncAsync();
        (report.Items.Single().Outcome, report.IsConverged).ShouldBe((ItemOutcome.Accepted, true));
    }

    // One store hangs while another is worked on beside it.
    [Fact]
    public async Task Another_store_is_not_touched()
    {
        Open(20);
        Say([.. Enumerable.Range(1, 20).Select(i => ((long)i, 7m))]);
        var odd = new OddStore(new MemoryStore()) { Read = token => Hanging(false, () => { }, token) };
        var oddPass = Task.Run(() => Pass(odd, Definition with { Id = new StoreId("odd") }).RunAsync(SyncMode.Apply, Token), Token);
        (await SyncAsync()).IsConverged.ShouldBeTrue();
        Shop.Goods.ShouldAllBe(listing => listing.Quantity == 7);
        while (!oddPass.IsCompleted)
        {
            Time.Advance(TimeSpan.FromMinutes(1));
            await Task.Delay(1, Token);
        }

        (await oddPass).Failure.ShouldNotBeNull();
    }

    private static StoreCapabilities Limits(int find, int set, int calls) => new() { MaxFindBatch = find, MaxSetBatch = set, MaxConcurrency = calls };

    private async Task WholeReadingAsync()
    {
        Open(3);
        Say((1, 5));
        (await SyncAsync()).IsConverged.ShouldBeTrue();
    }

    private static IAsyncEnumerable<Listing> Reading(string how) => how switch
    {
        "throws" => Listings(() => throw null!),
        "throws at once" => throw null!,
        "null stream" => null!,
        "null listing" => Listings(() => null),
        "null SKU" => Listings(() => One with { Ref = new ListingRef("2"), Sku = null! }),
        "no reference" => Listings(() => One with { Ref = default }),
        "twice" => Listings(() => One),
        "database" => Listings(() => throw new Microsoft.Data.Sqlite.SqliteException("no such table", 1)),
        _ => Listings(() => throw new TaskCanceledException("100 seconds elapsed")),
    };

    private static async IAsyncEnumerable<Listing> Listings(Func<Listing?> second)
    {
        yield return One;
        await Task.Yield();
        yield return second()!;
    }

    private static async IAsyncEnumerable<Listing> Hanging(
        bool listens, Action told, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken token)
    {
        yield return One;
        var never = new TaskCompletionSource();
        await using var registration = token.Register(() =>
        {
            if (!listens)
                return;
            told();
            never.SetCanceled(token);
        });
        await never.Task;
    }
}
