using Connector.Abstractions;
using Connector.Core.Ledger;
using Connector.Core.Matching;
using Connector.Core.Planning;
using Connector.Core.Stock;
using Connector.Core.Sync;
using CsCheck;

namespace Connector.Core.Tests.Sync.Live;

/// <summary>Plans about what changed, one after the other, come to what a plan of everything would.</summary>
public sealed class SmallPlanTests
{
    // SKUs that differ in case, in Unicode form and in white space, so that every rule of matching sees some as the same.
    private static readonly string[] Skus = ["a-1", "A-1", " a-1", "É-2", "E\u0301-2", "é-2", "Ї-3", "ї-3", "c-4", "C-4 ", "d-5", "e-6"];

    [Fact]
    public void After_any_changes_nothing_is_left_for_a_plan_of_everything() =>
        Gen.Int.Sample(
            seed =>
            {
                using var world = new World(new Random(seed));
                world.RunAsync().GetAwaiter().GetResult();
            },
            iter: 100, threads: 1);

    private sealed class World : KeeperTest
    {
        private readonly Random chance;

        public World(Random chance)
        {
            this.chance = chance;
            Definition = Definition with
            {
                Guard = new GuardLimits { MinItems = int.MaxValue },
                Match = new MatchRule
                {
                    Trim = chance.Next(2) == 0,
                    IgnoreCase = chance.Next(2) == 0,
                    Duplicates = (DuplicatePolicy)chance.Next(2),
                    Aliases = Enumerable.Range(0, chance.Next(3)).ToDictionary(i => Skus[i * 3], _ => Skus[chance.Next(Skus.Length)]),
                },
                Stock = new StockRule { WhenMissing = (MissingPolicy)chance.Next(2), Overrides = new Dictionary<string, StockOverride> { ["c-4"] = new() { Buffer = 2 } } },
            };
            for (var i = 0; i < Skus.Length; i++)
            {
                if (chance.Next(4) > 0)
                    Shop.Put(new Listing { Ref = new ListingRef($"{i}"), Sku = Skus[i], Quantity = chance.Next(5), TracksStock = chance.Next(9) > 0, Parent = chance.Next(6) == 0 ? new ListingRef("0") : null });
            }
        }

        public async Task RunAsync()
        {
            var offers = new Dictionary<long, Level>();
            for (var round = 0; round < 8; round++)
            {
                for (var i = chance.Next(1, 5); i > 0; i--)
                    Change(offers);
                if (chance.Next(3) == 0)
                    Snapshot(offers);
                else
                    Ledger.Levels.Store("main", [.. offers.Values.Where(_ => chance.Next(2) == 0).Select(level => level with { Observation = Ledger.Observe() })]);
                (await SettleAsync()).Failure.ShouldBeNull();
                var plan = await SyncAsync(SyncMode.Plan);
                plan.Items.Select(item => $"{item.Change.Ref} {item.Change.Before} → {item.Change.After}").ShouldBeEmpty();
                LookUp(plan.Plan!);
            }
        }

        // What a person is shown of single listings is what the plan of everything says of them, and nothing is left to be written.
        private void LookUp(Plan plan)
        {
            var listings = Ledger.Listings.Read(Definition.Id).ToList();
            var some = listings.Where(_ => chance.Next(2) == 0).ToList();
            var whole = ListingNumber.Of(Ledger, Definition, listings);
            var part = ListingNumber.Of(Ledger, Definition, some);
            foreach (var listing in some)
            {
                var number = part[listing.Ref];
                (number.Quantity, number.Why).ShouldBe((whole[listing.Ref].Quantity, whole[listing.Ref].Why));
                number.Why.ShouldNotBeEmpty();
                if (number.Quantity is { } quantity)
                    listing.Quantity.ShouldBe(quantity);
            }

            whole.Values.Count(number => number.Quantity is not null).ShouldBe(plan.Matched - plan.NotTracked - plan.Unknown);
        }

        private void Change(Dictionary<long, Level> offers)
        {
            var offer = chance.Next(1, 9);
            if (chance.Next(5) == 0)
                offers.Remove(offer);
            else
                offers[offer] = LevelOf(offer, chance.Next(12) == 0 ? null : Skus[chance.Next(Skus.Length)], chance.Next(10) == 0 ? null : chance.Next(7), chance.Next(2), default);
        }

        private void Snapshot(Dictionary<long, Level> offers)
        {
            var began = Ledger.Observe();
            Ledger.Levels.StoreSnapshot("main", [.. offers.Values.Select(level => level with { Observation = Ledger.Observe() })], new Dictionary<long, string>(), began,
                new SnapshotSummary { At = Time.GetUtcNow(), Offers = offers.Count, Requests = 1, WithoutSku = 0, DuplicateSkus = 0, Unreadable = 0 });
        }
    }
}
