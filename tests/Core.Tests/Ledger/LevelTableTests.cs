using Connector.Core.Ledger;
using Connector.Core.Stock;
using CsCheck;

namespace Connector.Core.Tests.Ledger;

public sealed class LevelTableTests : IDisposable
{
    private readonly LedgerFixture fixture = new();

    private LevelTable Levels => fixture.Ledger.Levels;

    public void Dispose() => fixture.Dispose();

    private static Level Level(long offer, decimal? quantity, Observation observation, string? sku = "A") =>
        new() { Offer = offer, Sku = sku, Quantity = quantity, Reserve = 0, Observation = observation };

    private void Snapshot(params Level[] levels) => Levels.StoreSnapshot(
        "main", levels, new Dictionary<long, string> { [1] = "Головний" }, levels.MinBy(level => level.Observation.Sequence)!.Observation,
        new SnapshotSummary { At = fixture.Time.GetUtcNow(), Offers = levels.Length, Requests = 1, WithoutSku = 0, DuplicateSkus = 0, Unreadable = 0 });

    [Fact]
    public void Exact_decimals_and_rows_by_warehouse_survive()
    {
        var observation = fixture.Ledger.Observe();
        var rows = new WarehouseLevel[] { new(1, 0.1m, 0.2m), new(4, -12.345m, 0) };
        var level = Level(1, 79228162514264337593543950.335m, observation, "Ї-1") with { Reserve = 0.3m, Warehouses = rows };
        Snapshot(level);
        var read = Levels.Read("main").Single();
        read.Warehouses!.ShouldBe(rows);
        (read with { Warehouses = null, Observation = observation }).ShouldBe(level with { Warehouses = null });
        Levels.Warehouses("main").ShouldBe(new Dictionary<long, string> { [1] = "Головний" });
    }

    // Law 2.
    [Fact]
    public void The_newest_observation_wins_in_whatever_order_they_are_stored()
    {
        var offer = 0L;
        Gen.Shuffle(Enumerable.Range(0, 6).ToArray()).Sample(order =>
        {
            offer++;
            var observations = order.Select(_ => fixture.Ledger.Observe()).ToArray();
            foreach (var position in order)
                Levels.Store("main", [Level(offer, position, observations[position])]);
            Levels.Read("main").Single(level => level.Offer == offer).Quantity.ShouldBe(5);
        }, iter: 20, threads: 1);
    }

    [Fact]
    public void An_offer_that_a_snapshot_lacks_is_counted_and_keeps_its_number()
    {
        Snapshot(Level(1, 5, fixture.Ledger.Observe()), Level(2, 7, fixture.Ledger.Observe()));
        Snapshot(Level(1, 5, fixture.Ledger.Observe()));
        Levels.MissingOnce("main").ShouldBe([2]);
        Snapshot(Level(1, 5, fixture.Ledger.Observe()));
        var gone = Levels.Read("main").Single(level => level.Offer == 2);
        (gone.MissingSnapshots, gone.Quantity).ShouldBe((2, 7m));
        Snapshot(Level(1, 5, fixture.Ledger.Observe()), Level(2, 8, fixture.Ledger.Observe()));
        Levels.Read("main").Single(level => level.Offer == 2).MissingSnapshots.ShouldBe(0);
    }

    [Fact]
    public void An_offer_seen_after_the_scan_began_is_not_missing_from_it()
    {
        Snapshot(Level(1, 5, fixture.Ledger.Observe()), Level(2, 7, fixture.Ledger.Observe()));
        var scan = fixture.Ledger.Observe();
        Levels.Store("main", [Level(2, 6, fixture.Ledger.Observe())]);
        Snapshot(Level(1, 5, scan));
        var newer = Levels.Read("main").Single(level => level.Offer == 2);
        (newer.MissingSnapshots, newer.Quantity).ShouldBe((0, 6m));
    }

    [Fact]
    public void Accounts_do_not_see_each_other()
    {
        Snapshot(Level(1, 5, fixture.Ledger.Observe()));
        Levels.Store("other", [Level(1, 9, fixture.Ledger.Observe())]);
        Levels.Read("main").Single().Quantity.ShouldBe(5);
        Levels.LastSnapshot("other").ShouldBeNull();
        Levels.LastSnapshot("main")!.Offers.ShouldBe(1);
    }
}
