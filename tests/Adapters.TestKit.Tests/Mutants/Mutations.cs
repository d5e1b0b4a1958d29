using Connector.Abstractions;
using Suite = Connector.Adapters.TestKit.StoreAdapterConformance;

namespace Connector.Adapters.TestKit.Tests.Mutants;

/// <summary>At least one fault for each test of the suite.</summary>
internal static partial class Mutations
{
    public static IReadOnlyList<Mutation> All { get; } = [.. Reading(), .. Writing(), .. Failing(), .. Living()];

    private static Mutation[] Reading() =>
    [
        new("loses the last listing", nameof(Suite.The_whole_shop_is_read_each_listing_once), (s, c) => new MutantAdapter(s, c) { Listed = all => all.SkipLast(1) }),
        new("reads one twice", nameof(Suite.The_whole_shop_is_read_each_listing_once), (s, c) => new MutantAdapter(s, c) { Listed = all => all.Concat(all.Take(1)) }),
        new("reads a wrong number", nameof(Suite.The_whole_shop_is_read_each_listing_once), (s, c) => new MutantAdapter(s, c) { Listed = all => all.Select(l => l with { Quantity = 0 }) }),
        new("brings other numbers from a look-up", nameof(Suite.Reading_and_look_up_agree), (s, c) => new MutantAdapter(s, c) { Found = all => all.Select(l => l with { Quantity = null }) }),
        new("brings other references from a look-up", nameof(Suite.Reading_and_look_up_agree), (s, c) => new MutantAdapter(s, c) { Found = all => all.Select(l => l with { Ref = new ListingRef($"found/{l.Ref}") }) }),
        new("finds nothing where one is unknown", nameof(Suite.An_unknown_SKU_is_not_found_and_hides_no_other),
            (s, c) => new MutantAdapter(s, c) { Asked = skus => skus.Any(sku => s.Rows().All(row => row.Sku != sku)) ? [] : skus }),
        new("makes up what it was asked for", nameof(Suite.An_unknown_SKU_is_not_found_and_hides_no_other),
            (s, c) => new MutantAdapter(s, c) { Found = all => all.Append(new Listing { Ref = new ListingRef("row/0"), Sku = "KIT-NOT-THERE" }) }),
        new("finds the first of two", nameof(Suite.Two_listings_with_one_SKU_are_both_found), (s, c) => new MutantAdapter(s, c) { Found = all => all.DistinctBy(l => l.Sku) }),
        new("reads the first of two", nameof(Suite.Two_listings_with_one_SKU_are_both_found), (s, c) => new MutantAdapter(s, c) { Listed = all => all.DistinctBy(l => l.Sku) }),
        .. AwkwardSkus.All.Select(sku => new Mutation($"reads {sku} as something else", nameof(Suite.Awkward_SKUs_are_read_letter_for_letter),
            (s, c) => new MutantAdapter(s, c) { Listed = all => all.Select(l => l.Sku == sku ? l with { Sku = $"~{sku}" } : l) })),
        new("takes SKUs for numbers", nameof(Suite.Awkward_SKUs_are_read_letter_for_letter), (s, c) => new MutantAdapter(s, c) { Listed = all => all.Select(l => l with { Sku = l.Sku.TrimStart('0') }) }),
        new("cuts a list at commas", nameof(Suite.Awkward_SKUs_are_found_alone_and_together), (s, c) => new MutantAdapter(s, c) { Asked = skus => skus.SelectMany(sku => sku.Split(',')) }),
        new("cuts an address at #", nameof(Suite.Awkward_SKUs_are_found_alone_and_together), (s, c) => new MutantAdapter(s, c) { Asked = skus => skus.Select(sku => sku.Split('#')[0]) }),
        new("does not find two at once", nameof(Suite.Awkward_SKUs_are_found_alone_and_together), (s, c) => new MutantAdapter(s, c) { Asked = skus => skus.Take(1) }),
        new("cannot write where a SKU has a slash", nameof(Suite.Awkward_SKUs_are_set),
            (s, c) => new MutantAdapter(s, c) { SetOne = (change, _) => change.Sku.Contains('/', StringComparison.Ordinal) ? Say(change, StockStatus.Gone) : null }),
        new("forgets the parent", nameof(Suite.Variants_are_listings_of_their_own), (s, c) => new MutantAdapter(s, c) { Found = all => all.Select(l => l with { Parent = null }) }),
        new("gives each variant a parent of its own", nameof(Suite.Variants_are_listings_of_their_own),
            (s, c) => new MutantAdapter(s, c) { Listed = all => all.Select(l => l.Parent is null ? l : l with { Parent = new ListingRef($"p{l.Ref}") }) }),
        new("gives plain products a parent", nameof(Suite.Variants_are_listings_of_their_own), (s, c) => new MutantAdapter(s, c) { Listed = all => all.Select(l => l with { Parent = new ListingRef("row/1") }) }),
        new("reads variants with their parent's number", nameof(Suite.Variants_are_listings_of_their_own),
            (s, c) => new MutantAdapter(s, c) { Listed = all => all.Select(l => l.Parent is null ? l : l with { Quantity = 30 }) }),
        new("leaves variants out", nameof(Suite.Variants_are_listings_of_their_own), (s, c) => new MutantAdapter(s, c) { Listed = all => all.Where(l => l.Parent is null) }),
        new("pages by offset", nameof(Suite.Listings_that_change_while_they_are_read_lose_no_other), (s, c) => new OffsetPager(s, c)),
        new("takes all for tracked", nameof(Suite.A_listing_without_stock_keeping_says_so), (s, c) => new MutantAdapter(s, c) { Listed = all => all.Select(l => l with { TracksStock = true }) }),
        new("takes all for untracked", nameof(Suite.A_listing_without_stock_keeping_says_so), (s, c) => new MutantAdapter(s, c) { Found = all => all.Select(l => l with { TracksStock = false }) }),
    ];

    private static StockOutcome Say(StockChange change, StockStatus status, decimal? current = null) => new()
    {
        Ref = change.Ref,
        Status = status,
        Current = current,
        Error = status is StockStatus.Applied ? null : new StoreError { Code = "mutant.said", Message = "So it is." },
    };
}
