using Connector.Abstractions;
using Connector.Core.Planning;
using Connector.Core.Sync;
using CsCheck;

namespace Connector.Core.Tests.Sync;

/// <summary>How changes are packed into calls, and that no parent is worked on by two calls at a time.</summary>
public sealed class WriteOrderTests : StorePassTest
{
    private static readonly Gen<(int Singles, int[] Families, int Size)> Cases =
        Gen.Select(Gen.Int[0, 40], Gen.Int[1, 25].Array[0, 12], Gen.Int[1, 20]);

    [Fact]
    public void Packing_keeps_every_item_once_within_the_size()
    {
        Cases.Sample(one =>
        {
            var items = Items(one.Singles, one.Families, shuffled: true);
            var packed = WriteOrder.Pack(items, one.Size).ToList();
            packed.ShouldAllBe(batch => batch.Items.Count >= 1 && batch.Items.Count <= one.Size);
            packed.SelectMany(batch => batch.Items).ShouldBe(items, ignoreOrder: true);
        });
    }

    [Fact]
    public void Variants_of_one_parent_share_a_batch_where_they_fit_and_follow_each_other_where_they_do_not()
    {
        Cases.Sample(one =>
        {
            var packed = WriteOrder.Pack(Items(one.Singles, one.Families, shuffled: true), one.Size).ToList();
            foreach (var family in packed.SelectMany((batch, number) => batch.Items.Select(item => (item, number))).Where(pair => pair.item.Change.Parent is not null).GroupBy(pair => pair.item.Change.Parent))
            {
                var numbers = family.Select(pair => pair.number).Distinct().ToList();
                if (family.Count() <= one.Size)
                    numbers.Count.ShouldBe(1);
                numbers.ShouldBe(Enumerable.Range(numbers[0], numbers.Count));
            }
        });
    }

    [Fact]
    public void A_shop_of_2000_products_and_300_by_5_variations_takes_35_calls_of_100()
    {
        var packed = WriteOrder.Pack(Items(2000, [.. Enumerable.Repeat(5, 300)], shuffled: true), 100).ToList();
        packed.Count.ShouldBe(35);
        packed.ShouldAllBe(batch => batch.Items.All(item => item.Change.Parent == null) || batch.Items.All(item => item.Change.Parent != null));
    }

    [Fact]
    public async Task No_parent_is_ever_in_two_calls_at_a_time()
    {
        using var world = new WriteOrderTests { Shop = new MemoryStore { Capabilities = new StoreCapabilities { MaxFindBatch = 50, MaxSetBatch = 4, MaxConcurrency = 4 } } };
        var busy = new HashSet<string>();
        var met = 0;
        var numbers = new List<(long, decimal)>();
        for (var i = 1; i <= 60; i++)
        {
            world.Shop.Put(new Listing { Ref = new ListingRef($"{i}"), Sku = $"S-{i}", Quantity = 1, Parent = new ListingRef($"P-{i / 12}") });
            numbers.Add((i, 5));
        }

        world.Say([.. numbers]);
        var failures = 0;
        world.Shop.BeforeSet = async changes =>
        {
            var parents = changes.Select(change => $"P-{int.Parse(change.Ref.Value, System.Globalization.CultureInfo.InvariantCulture) / 12}").ToHashSet();
            lock (busy)
            {
                met += parents.Count(parent => !busy.Add(parent));
                if (failures++ is 1 or 3)
                {
                    busy.ExceptWith(parents);
                    throw new StoreException(StoreFailure.Protocol, "split it");
                }
            }

            await Task.Delay(5, Token);
            lock (busy)
                busy.ExceptWith(parents);
        };
        (await world.SyncAsync()).IsConverged.ShouldBeTrue();
        met.ShouldBe(0);
        world.Shop.MostUnderway.ShouldBeGreaterThan(1);
    }

    private static List<WriteItem> Items(int singles, int[] families, bool shuffled)
    {
        var changes = Enumerable.Range(1, singles).Select(i => Change($"s{i}", null))
            .Concat(families.SelectMany((size, family) => Enumerable.Range(1, size).Select(i => Change($"f{family}-{i}", $"f{family}"))))
            .Select(change => new WriteItem(change)).ToArray();
        if (shuffled)
            new Random(7).Shuffle(changes);
        return [.. changes];
    }

    private static PlannedChange Change(string reference, string? parent) => new()
    {
        Ref = new ListingRef(reference),
        Sku = reference,
        Parent = parent is null ? null : new ListingRef(parent),
        Before = 1,
        After = 2,
        Reason = "2",
        Observation = new(1, DateTimeOffset.UnixEpoch),
    };
}
