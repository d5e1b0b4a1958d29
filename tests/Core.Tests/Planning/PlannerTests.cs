using Connector.Abstractions;
using Connector.Core.Matching;
using Connector.Core.Planning;
using Connector.Core.Stock;
using CsCheck;

namespace Connector.Core.Tests.Planning;

public sealed class PlannerTests
{
    private readonly List<Finding> findings = [];

    private static Level Level(long offer, string? sku, decimal? quantity, int missing = 0) => new()
    {
        Offer = offer,
        Sku = sku,
        Quantity = quantity,
        Reserve = 0,
        Observation = new Observation(offer, DateTimeOffset.UnixEpoch),
        MissingSnapshots = missing,
    };

    private static Listing Listing(string reference, string sku, decimal? quantity, string? parent = null, bool tracks = true) => new()
    {
        Ref = new ListingRef(reference),
        Sku = sku,
        Quantity = quantity,
        TracksStock = tracks,
        Parent = parent is null ? null : new ListingRef(parent),
    };

    private Plan Plan(IEnumerable<Level> levels, IEnumerable<Listing> listings, StockRule? stock = null, MatchRule? match = null)
    {
        var index = new ListingIndex(match ?? new MatchRule());
        foreach (var listing in listings)
            index.Add(listing);
        return new Planner(stock ?? new StockRule(), match ?? new MatchRule()).Make(levels, index, findings.Add);
    }

    [Fact]
    public void Only_what_differs_is_planned()
    {
        var plan = Plan([Level(1, "A", 5), Level(2, "B", 7)], [Listing("1", "A", 5), Listing("2", "B", 9), Listing("3", "C", 1), Listing("4", "", 1)]);
        plan.Changes.Single().ShouldBe(new PlannedChange { Ref = new("2"), Sku = "B", Before = 9, After = 7, Reason = "7 − 0 reserved = 7", Observation = new(2, DateTimeOffset.UnixEpoch) });
        (plan.Listings, plan.Matched, plan.OnlyInStore, plan.OnlyInCrm, plan.InStock).ShouldBe((4, 2, 2, 0, 2));
    }

    [Fact]
    public void A_listing_without_a_number_gets_one() =>
        Plan([Level(1, "A", 0)], [Listing("1", "A", null)]).Changes.Single().After.ShouldBe(0);

    [Fact]
    public void An_offer_without_SKU_never_meets_a_listing_without_SKU() =>
        Plan([Level(1, "", 5), Level(2, null, 5)], [Listing("1", "", 0), Listing("2", "  ", 0)]).Changes.ShouldBeEmpty();

    [Fact]
    public void A_SKU_on_two_listings_is_written_only_when_told()
    {
        Listing[] listings = [Listing("1", "A", 0), Listing("2", "A", 0)];
        var refused = Plan([Level(1, "A", 5)], listings);
        (refused.Ambiguous, refused.Changes.Count).ShouldBe((2, 0));
        Plan([Level(1, "A", 5)], listings, match: new MatchRule { Duplicates = DuplicatePolicy.All }).Changes.Count.ShouldBe(2);
    }

    // Law 4: a variant's number never reaches its parent.
    [Fact]
    public void A_SKU_on_a_product_and_its_own_variant_is_never_written() =>
        Plan([Level(1, "A", 5)], [Listing("1", "A", 0), Listing("1:2", "A", 0, parent: "1")], match: new MatchRule { Duplicates = DuplicatePolicy.All })
            .Changes.ShouldBeEmpty();

    [Fact]
    public void A_SKU_on_two_offers_is_never_written() =>
        Plan([Level(1, "A", 5), Level(2, " A", 6)], [Listing("1", "A", 0)], match: new MatchRule { Duplicates = DuplicatePolicy.All }).Ambiguous.ShouldBe(1);

    [Fact]
    public void Aliases_translate_keyCRMs_SKU() =>
        Plan([Level(1, "crm-1", 5)], [Listing("1", "shop-1", 0)], match: new MatchRule { Aliases = new Dictionary<string, string> { ["crm-1"] = "shop-1" } })
            .Changes.Single().After.ShouldBe(5);

    [Fact]
    public void What_the_store_does_not_track_is_reported_and_not_written()
    {
        Plan([Level(1, "A", 5)], [Listing("1", "A", 0, tracks: false)]).NotTracked.ShouldBe(1);
        findings.Single().Kind.ShouldBe(FindingKind.NotTracked);
    }

    // Law 1.
    [Fact]
    public void An_unreadable_number_leaves_the_listing_alone()
    {
        var plan = Plan([Level(1, "A", null)], [Listing("1", "A", 5)]);
        (plan.Unknown, plan.Changes.Count).ShouldBe((1, 0));
    }

    [Theory]
    [InlineData(MissingPolicy.Keep, 1, 0)]
    [InlineData(MissingPolicy.Keep, 5, 0)]
    [InlineData(MissingPolicy.Zero, 1, 0)]
    [InlineData(MissingPolicy.Zero, 2, 1)]
    public void A_missing_offer_is_a_zero_only_when_told_and_missing_twice(MissingPolicy policy, int missing, int changes) =>
        Plan([Level(1, "A", 5, missing)], [Listing("1", "A", 5)], new StockRule { WhenMissing = policy }).Changes.Count.ShouldBe(changes);

    [Fact]
    public void A_listing_that_never_had_an_offer_is_never_zeroed() =>
        Plan([], [Listing("1", "A", 5)], new StockRule { WhenMissing = MissingPolicy.Zero }).Changes.ShouldBeEmpty();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Goods_made_anew_under_their_SKU_win_over_the_offer_that_is_gone(bool goneFirst)
    {
        Level[] levels = [Level(1, "A", 5, missing: 3), Level(2, "A", 8)];
        Plan(goneFirst ? levels : [.. levels.Reverse()], [Listing("1", "A", 5)], new StockRule { WhenMissing = MissingPolicy.Zero }).Changes.Single().After.ShouldBe(8);
    }

    [Fact]
    public void Counts_add_up_and_agree_with_a_naive_model()
    {
        var sku = Gen.Int[0, 4].Select(i => new[] { "A", "B", "C", "D", "" }[i]);
        Gen.Select(Gen.Select(sku, Gen.Int[0, 9]).List[0, 8], Gen.Select(sku, Gen.Int[0, 9]).List[0, 8]).Sample((offers, goods) =>
        {
            var plan = Plan(offers.Select((offer, i) => Level(i, offer.Item1, offer.Item2)), goods.Select((one, i) => Listing($"{i}", one.Item1, one.Item2)));
            plan.Listings.ShouldBe(plan.Matched + plan.OnlyInStore + plan.Ambiguous);
            var expected = goods.Select((one, i) => (Ref: $"{i}", Sku: one.Item1, Quantity: one.Item2))
                .Where(one => one.Sku.Length > 0 && goods.Count(other => other.Item1 == one.Sku) == 1 && offers.Count(offer => offer.Item1 == one.Sku) == 1)
                .Select(one => (one.Ref, Before: one.Quantity, After: offers.Single(offer => offer.Item1 == one.Sku).Item2))
                .Where(one => one.Before != one.After);
            plan.Changes.Select(change => (change.Ref.Value, (int)change.Before!.Value, (int)change.After)).ShouldBe(expected);
        });
    }
}
