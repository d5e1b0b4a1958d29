using Connector.Abstractions;
using Connector.Core.Ledger;
using Connector.Core.Planning;
using Connector.Core.Stock;

namespace Connector.Core.Tests.Sync;

/// <summary>keyCRM's levels, one rule and one shop, all by chance; remembers every number that the rule ever gave.</summary>
internal sealed class SimulatedWorld : StorePassTest
{
    private const int Century = 100;

    private readonly Random chance;
    private readonly Dictionary<string, HashSet<decimal?>> given = new(StringComparer.Ordinal);
    private readonly Dictionary<string, decimal> expected = new(StringComparer.Ordinal);

    public SimulatedWorld(Random chance)
    {
        this.chance = chance;
        Shop = new MemoryStore
        {
            Capabilities = new StoreCapabilities { MaxFindBatch = chance.Next(1, 30), MaxSetBatch = chance.Next(1, 20), MaxConcurrency = chance.Next(1, 4) },
        };
        Definition = Definition with
        {
            Guard = new GuardLimits { MinItems = int.MaxValue },
            Stock = new StockRule
            {
                Warehouses = chance.Next(3) switch { 0 => null, 1 => [1], _ => [1, 4] },
                Reserve = (ReservePolicy)chance.Next(2),
                Buffer = chance.Next(3),
                Fraction = (FractionPolicy)chance.Next(3),
            },
        };
        var goods = chance.Next(1, 40);
        for (var i = 1; i <= goods; i++)
        {
            Shop.Put($"{i}", $"S-{i}", chance.Next(4) == 0 ? null : 0);
            given[$"S-{i}"] = [Shop[$"{i}"]];
        }
    }

    public bool IsQuiet => Shop.Underway == 0;

    /// <summary>keyCRM's numbers change, and a listing of the shop now and then: sold, made anew, renamed away and back.</summary>
    public void Move(int round)
    {
        var levels = new List<Level>();
        foreach (var listing in Shop.Goods.Where(_ => chance.Next(2) == 0))
            levels.Add(Next(listing.Sku, round));
        var began = Ledger.Observe();
        if (round == 1)
            levels = [.. Shop.Goods.Select(listing => Next(listing.Sku, round))];
        levels = [.. levels.Select(level => level with { Observation = Ledger.Observe() })];
        Ledger.Levels.Store("main", levels);
        if (round == 1)
        {
            Ledger.Levels.StoreSnapshot("main", levels, new Dictionary<long, string> { [1] = "A", [4] = "B" }, began,
                new SnapshotSummary { At = Time.GetUtcNow(), Offers = levels.Count, Requests = 1, WithoutSku = 0, DuplicateSkus = 0, Unreadable = 0 });
        }

        var one = Shop.Goods[chance.Next(Shop.Goods.Count)];
        if (chance.Next(3) == 0 && one.Quantity > 0)
        {
            Shop.Put(one with { Quantity = one.Quantity - 1 });
            given[one.Sku].Add(one.Quantity - 1);
        }
    }

    public async Task FaultyPassAsync()
    {
        using var cut = new CancellationTokenSource();
        Shop.BeforeListing = _ => Perhaps(400, () => throw new StoreException(StoreFailure.Unreachable, "cut"));
        Shop.BeforeSet = _ =>
        {
            Perhaps(6, () => throw new TimeoutException());
            Perhaps(12, () => throw new InvalidOperationException());
            Perhaps(8, () => throw new StoreException(StoreFailure.Throttled, "429"));
            return Maybe(20) ? cut.CancelAsync() : Task.CompletedTask;
        };
        Shop.BeforeChange = change =>
        {
            Perhaps(40, () => throw new HttpRequestException("died in the middle"));
            Perhaps(60, cut.Cancel);
            Perhaps(60, () => MakeAnew(change));
        };
        Shop.Outcome = change => Maybe(12) ? new StockOutcome { Ref = change.Ref, Status = StockStatus.Failed }
            : Maybe(12) ? new StockOutcome { Ref = change.Ref, Status = StockStatus.Accepted }
            : null;
        Shop.Answer = outcomes => Maybe(15) ? [.. outcomes.Skip(1)] : outcomes;
        try
        {
            await SyncAsync(token: cut.Token);
        }
        catch (OperationCanceledException)
        {
            cut.IsCancellationRequested.ShouldBeTrue();
        }
    }

    public async Task CleanPassAsync()
    {
        Shop.BeforeListing = _ => { };
        Shop.BeforeSet = _ => Task.CompletedTask;
        Shop.BeforeChange = _ => { };
        Shop.Outcome = _ => null;
        Shop.Answer = outcomes => outcomes;
        (await SyncAsync()).IsConverged.ShouldBeTrue();
        foreach (var listing in Shop.Goods)
            listing.Quantity.ShouldBe(expected[listing.Sku], listing.Sku);

        foreach (var (reference, quantity) in Shop.Written)
            given[SkuOf(reference)].ShouldContain(quantity, SkuOf(reference));
        foreach (var writes in Shop.Written.Where(write => write.Quantity > 0).GroupBy(write => SkuOf(write.Ref)))
            writes.Select(write => (int)write.Quantity / Century).ShouldBeInOrder();

        var calls = Shop.SetCalls;
        (await SyncAsync()).Items.ShouldBeEmpty();
        Shop.SetCalls.ShouldBe(calls);
        foreach (var sku in given.Keys)
            Ledger.Journal.History(sku, Definition.Id, 100).ShouldAllBe(entry => entry.Outcome != "sent");
    }

    // Every number of a round lies in that round's century, so that the order of the rounds can be seen in the numbers.
    private Level Next(string sku, int round)
    {
        var isSoldOut = chance.Next(5) == 0;
        var first = isSoldOut ? -chance.Next(3) : (round * Century) + 10 + (chance.Next(120) / 2m);
        WarehouseLevel[] rows = [new(1, first, chance.Next(3)), new(4, isSoldOut ? 0 : chance.Next(4), chance.Next(2)), new(5, isSoldOut ? 0 : chance.Next(4), 0)];
        var rule = Definition.Stock;
        var counted = rows.Where(row => rule.Warehouses?.Contains(row.Warehouse) ?? true);
        var exact = counted.Sum(row => row.Quantity - (rule.Reserve == ReservePolicy.Subtract ? row.Reserve : 0)) - rule.Buffer;
        var whole = rule.Fraction switch { FractionPolicy.Floor => Math.Floor(exact), FractionPolicy.Round => Math.Round(exact, MidpointRounding.AwayFromZero), _ => exact };
        expected[sku] = Math.Max(0, whole);
        given[sku].Add(expected[sku]);
        return new Level
        {
            Offer = long.Parse(sku.AsSpan(2), System.Globalization.CultureInfo.InvariantCulture),
            Sku = sku,
            Quantity = rows.Sum(row => row.Quantity),
            Reserve = rows.Sum(row => row.Reserve),
            Warehouses = rows,
            Observation = default,
        };
    }

    // "7" becomes "7+", "7++"…: the same goods under another reference.
    private void MakeAnew(StockChange change)
    {
        Shop.Remove(change.Ref.Value);
        Shop.Put(change.Ref.Value + "+", change.Sku, 0);
        given[change.Sku].Add(0);
    }

    private static string SkuOf(string reference) => $"S-{reference.TrimEnd('+')}";

    private bool Maybe(int oneIn)
    {
        lock (chance)
            return chance.Next(oneIn) == 0;
    }

    private void Perhaps(int oneIn, Action then)
    {
        if (Maybe(oneIn))
            then();
    }
}
