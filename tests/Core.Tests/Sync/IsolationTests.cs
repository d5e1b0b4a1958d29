using Connector.Abstractions;
using Connector.Core.Planning;
using Connector.Core.Sync;
using Microsoft.Extensions.Logging;

namespace Connector.Core.Tests.Sync;

/// <summary>Law 6 in virtual time: a store that is down for an hour, and one that cuts every call, beside stores that are well.</summary>
public sealed class IsolationTests : StorePassTest
{
    private const int Goods = 60;
    private static readonly TimeSpan BetweenPasses = TimeSpan.FromMinutes(15);

    private readonly LineLogger log = new();
    private readonly MemoryStore[] well = [NewShop(), NewShop()];
    private readonly MemoryStore sick = NewShop();

    [Fact]
    public async Task A_store_that_is_down_for_an_hour_gets_its_newest_numbers_afterwards_and_moves_no_other_stores_clock()
    {
        sick.BeforeListing = _ => throw new HttpRequestException("Connection refused");
        for (var pass = 1; pass <= 5; pass++)
        {
            SayAll(pass);
            log.Lines.Clear();
            var (healthy, ill) = await PassAsync();
            healthy.ShouldAllBe(report => report.IsConverged && report.Count(ItemOutcome.Applied) == Goods);
            ill.FailureKind.ShouldBe(StoreFailure.Unreachable);
            ill.Failure!.ShouldContain("Connection refused");
            log.Lines.ShouldHaveSingleItem("one line a pass says what is wrong").ShouldContain("other stores go on");
            Time.Advance(BetweenPasses);
        }

        // An hour has passed; the numbers in between are history.
        sick.BeforeListing = _ => { };
        var (others, back) = await PassAsync();
        back.IsConverged.ShouldBeTrue(back.Failure);
        sick.Goods.ShouldAllBe(listing => listing.Quantity == 500);
        sick.Written.Count.ShouldBe(Goods, "each number once: what was old by then was never written");
        others.ShouldAllBe(report => report.IsConverged && report.Items.Count == 0);
    }

    [Fact]
    public async Task A_store_that_cuts_every_call_from_its_first_write_on_is_given_up_in_minutes_and_converges_later()
    {
        var isCut = false;
        sick.BeforeSet = _ =>
        {
            isCut = true;
            throw new HttpRequestException("The connection was cut.");
        };
        sick.Found = skus => isCut ? throw new HttpRequestException("The connection was cut.") : [.. sick.Goods.Where(listing => skus.Contains(listing.Sku))];
        SayAll(1);
        var began = Time.GetUtcNow();
        var (healthy, ill) = await PassAsync();
        healthy.ShouldAllBe(report => report.IsConverged && report.Count(ItemOutcome.Applied) == Goods);
        ill.FailureKind.ShouldBe(StoreFailure.Unreachable);
        ill.FailedItems.ShouldBe(Goods);
        sick.SetCalls.ShouldBeInRange(2, 12, "a store that is down is left in peace");
        (Time.GetUtcNow() - began).ShouldBeLessThan(TimeSpan.FromMinutes(5));
        log.Lines.Count(line => line.Contains("other stores go on", StringComparison.Ordinal)).ShouldBe(1, "the end is told once");

        sick.BeforeSet = _ => Task.CompletedTask;
        sick.Found = null;
        SayAll(2);
        (await PassAsync()).Sick.IsConverged.ShouldBeTrue();
        sick.Goods.ShouldAllBe(listing => listing.Quantity == 200);
        sick.Written.ShouldAllBe(write => write.Quantity == 200);
    }

    // The clock stands still until every healthy store is through: nothing that the sick one waits for holds them back.
    private async Task<(IReadOnlyList<StoreReport> Well, StoreReport Sick)> PassAsync()
    {
        var ill = RunAsync("sick", sick);
        var healthy = await Task.WhenAll(well.Select((shop, i) => RunAsync($"well-{i}", shop))).WaitAsync(TimeSpan.FromMinutes(2), Token);
        healthy.ShouldAllBe(report => report.Duration == TimeSpan.Zero);
        while (!ill.IsCompleted)
        {
            await Task.Delay(1, Token);
            Time.Advance(TimeSpan.FromMilliseconds(500));
        }

        return (healthy, await ill);
    }

    private Task<StoreReport> RunAsync(string name, MemoryStore shop)
    {
        var definition = Definition with { Id = new StoreId(name), Guard = new GuardLimits { MinItems = int.MaxValue } };
        return Task.Run(() => new StoreSync(definition, shop, Ledger, text => text, Time, name == "sick" ? log : new LineLogger(), null).RunAsync(SyncMode.Apply, Token));
    }

    private void SayAll(int pass) => Say([.. Enumerable.Range(1, Goods).Select(i => ((long)i, 100m * pass))]);

    private static MemoryStore NewShop()
    {
        var shop = new MemoryStore { Capabilities = new StoreCapabilities { MaxFindBatch = 50, MaxSetBatch = 10 } };
        for (var i = 1; i <= Goods; i++)
            shop.Put($"{i}", $"S-{i}", 1);
        return shop;
    }

    private sealed class LineLogger : ILogger
    {
        public System.Collections.Concurrent.ConcurrentQueue<string> Lines { get; } = new();

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
                Lines.Enqueue(formatter(state, exception));
        }
    }
}
