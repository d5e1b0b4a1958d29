using Connector.Abstractions;
using Xunit;

namespace Connector.Adapters.TestKit;

public abstract partial class StoreAdapterConformance
{
    private static readonly Promise ReadsWhole = new(
        "ReadListings streams every listing of the shop once, with its SKU and the number the shop holds; a reading that is not whole throws.",
        "page until the shop says that there is no more, compare with the total it gives, and throw StoreException (Protocol) where they differ.");

    private static readonly Promise SkuAsTyped = new(
        "Listing.Sku is the SKU as the merchant typed it: decoded where the shop keeps it encoded, otherwise unchanged.",
        "decode entities exactly once, read texts in the shop's encoding, take no SKU for a number, trim and fold nothing.");

    private static readonly Promise VariantsAreListings = new(
        "a variant is a listing of its own, with Parent set to the reference of the product it belongs to; a plain product has none.",
        "set Listing.Parent for variants, the same for all variants of one product, also in what FindBySku brings.");

    private static readonly Promise SaysUntracked = new(
        "a listing for which the shop counts no stock has TracksStock = false.",
        "read the shop's switch (manage_stock, subtract…) into Listing.TracksStock.");

    /// <summary>A page more than one, every number right, no reference twice.</summary>
    [Fact]
    public async Task The_whole_shop_is_read_each_listing_once()
    {
        SeedListing[] seeds = Simple(ManyListings);
        List<Listing> read = await (await SeedAndOpenAsync(seeds)).ListAsync();

        var wrong = new List<string>();
        if (read.Select(listing => listing.Ref).Distinct().Count() != read.Count || read.Any(listing => string.IsNullOrEmpty(listing.Ref.Value)))
            wrong.Add("a reference is empty or given twice.");
        ILookup<string, Listing> bySku = read.ToLookup(listing => listing.Sku, StringComparer.Ordinal);
        foreach (SeedListing seed in seeds.Where(seed => bySku[seed.Sku].Count() != 1 || bySku[seed.Sku].Any(listing => listing.Quantity != seed.Quantity)))
            wrong.Add($"'{seed.Sku}', {Say(seed.Quantity)} in the shop, was read {bySku[seed.Sku].Count()} times: {string.Join(", ", bySku[seed.Sku].Select(l => Say(l.Quantity)))}.");
        if (read.Count != seeds.Length)
            wrong.Add($"the shop has {seeds.Length} listings, {read.Count} were read.");
        ReadsWhole.Holds([.. wrong.Take(20)]);
    }

    /// <summary>What is read and what is looked up is the same.</summary>
    [Fact]
    public async Task Reading_and_look_up_agree()
    {
        SeedListing[] seeds = Simple(5);
        Subject subject = await SeedAndOpenAsync(seeds);
        Dictionary<string, Listing> read = (await subject.ListAsync()).DistinctBy(listing => listing.Sku).ToDictionary(listing => listing.Sku, StringComparer.Ordinal);
        var promise = new Promise(
            "ReadListings and FindBySku report a listing alike: reference, SKU, number, whether stock is counted, parent.",
            "make both from one method that turns the shop's answer into a Listing.");

        foreach (Listing found in await LookUpAsync(subject, seeds))
        {
            Listing? other = read.GetValueOrDefault(found.Sku);
            promise.Holds(
                other is not null && (other.Ref, other.Quantity, other.TracksStock, other.Parent) == (found.Ref, found.Quantity, found.TracksStock, found.Parent),
                $"found {found}, and read {(other is null ? "no such listing" : other)}.");
        }
    }

    /// <summary>A SKU that is not there is no listing and no failure.</summary>
    [Fact]
    public async Task An_unknown_SKU_is_not_found_and_hides_no_other()
    {
        SeedListing[] seeds = Simple(2);
        Subject subject = await SeedAndOpenAsync(seeds);
        List<Listing> found = await subject.FindAsync("KIT-NOT-THERE", seeds[0].Sku, "KIT-NOT-THERE-EITHER", seeds[1].Sku);

        foreach (SeedListing seed in seeds)
            Finds.Holds(found.Any(listing => listing.Sku == seed.Sku), $"did not bring '{seed.Sku}' where unknown SKUs stood beside it. It brought: {Say(found)}");
        if (!Applies(ShopTrait.UnknownSkus))
            return;
        var promise = new Promise(
            "FindBySku brings listings that are in the shop; a SKU that is not there brings none, and does not fail the call.",
            "return nothing for it. Where the shop answers \"not found\" for a whole request, that is an empty list.");
        promise.Holds(!found.Any(listing => listing.Sku.StartsWith("KIT-NOT", StringComparison.Ordinal)), $"brought {Say(found)}");
        List<Listing> alone = await subject.FindAsync("KIT-NOT-THERE");
        promise.Holds(!alone.Any(listing => listing.Sku == "KIT-NOT-THERE"), $"brought {Say(alone)}");
    }

    /// <summary>Both are reported, so that the host can call them ambiguous.</summary>
    [Fact]
    public async Task Two_listings_with_one_SKU_are_both_found()
    {
        if (!Applies(ShopTrait.DuplicateSkus))
            return;
        SeedListing[] seeds = [.. Simple(3).Select(seed => seed with { Sku = seed.Number == 3 ? seed.Sku : "KIT-TWICE" })];
        Subject subject = await SeedAndOpenAsync(seeds);
        Listing[] found = [.. (await subject.FindAsync("KIT-TWICE")).Where(listing => listing.Sku == "KIT-TWICE").DistinctBy(listing => listing.Ref)];
        Listing[] read = [.. (await subject.ListAsync()).Where(listing => listing.Sku == "KIT-TWICE").DistinctBy(listing => listing.Ref)];

        Finds.Holds(found.Length == 2, $"found {found.Length} listings for a SKU that two carry.");
        ReadsWhole.Holds(read.Length == 2, $"read {read.Length} listings with a SKU that two carry.");
    }

    /// <summary>The reading gives SKUs unchanged.</summary>
    [Fact]
    public async Task Awkward_SKUs_are_read_letter_for_letter()
    {
        SeedListing[] seeds = Awkward();
        List<Listing> read = await (await SeedAndOpenAsync(seeds)).ListAsync();

        SkuAsTyped.Holds([.. seeds.Where(seed => read.Count(listing => listing.Sku == seed.Sku) != 1)
            .Select(seed => $"'{seed.Sku}' was read {read.Count(listing => listing.Sku == seed.Sku)} times; read was {Say(read)}")]);
    }

    /// <summary>Each is found when it is asked for alone, and all are when asked for at once.</summary>
    [Fact]
    public async Task Awkward_SKUs_are_found_alone_and_together()
    {
        SeedListing[] seeds = Awkward();
        Subject subject = await SeedAndOpenAsync(seeds);
        var wrong = new List<string>();
        foreach (SeedListing seed in seeds)
        {
            List<Listing> found = await subject.FindAsync(seed.Sku);
            if (found.Where(listing => listing.Sku == seed.Sku).DistinctBy(listing => listing.Ref).Count() != 1)
                wrong.Add($"'{seed.Sku}' asked for alone brought {Say(found)}");
        }

        Finds.Holds(wrong);
        await LookUpAsync(subject, seeds);
    }

    /// <summary>Each listing with an awkward SKU can be written.</summary>
    [Fact]
    public async Task Awkward_SKUs_are_set()
    {
        SeedListing[] seeds = Awkward();
        Subject subject = await SeedAndOpenAsync(seeds);
        List<Listing> listings = await LookUpAsync(subject, seeds);
        await WriteAsync(subject, seeds, [.. listings.Select((listing, i) => To(listing, 70 + i))]);
    }

    /// <summary>Variants carry their parent's reference in both ways of reading.</summary>
    [Fact]
    public async Task Variants_are_listings_of_their_own()
    {
        (Subject subject, SeedListing[] seeds) = await FamilyAsync();
        if (!Has(subject, StoreFeatures.Variants, "The adapter declares no variants."))
            return;
        foreach (List<Listing> listings in new[] { await subject.ListAsync(), await LookUpAsync(subject, seeds[1..]) })
        {
            Listing?[] own = [.. seeds.Select(seed => listings.FirstOrDefault(listing => listing.Sku == seed.Sku))];
            VariantsAreListings.Holds(own[1] is not null && own[2] is not null && own[3] is not null, $"brought {Say(listings)}");
            VariantsAreListings.Holds(own[1]!.Parent is not null && own[1]!.Parent == own[2]!.Parent,
                $"gave the two variants of one product the parents '{own[1]!.Parent}' and '{own[2]!.Parent}'.");
            VariantsAreListings.Holds(own[3]!.Parent is null, $"gave a plain product the parent '{own[3]!.Parent}'.");
            VariantsAreListings.Holds(own[1]!.Quantity == seeds[1].Quantity && own[2]!.Quantity == seeds[2].Quantity,
                $"gave the variants' numbers as {Say(own[1]!.Quantity)} and {Say(own[2]!.Quantity)}; the shop holds {Say(seeds[1].Quantity)} and {Say(seeds[2].Quantity)}.");
            VariantsAreListings.Holds(own[0] is null || own[0]!.Ref == own[1]!.Parent, $"gave the product itself the reference '{own[0]?.Ref}', its variants the parent '{own[1]!.Parent}'.");
        }
    }

    /// <summary>A deletion moves all later listings one place up; whoever pages by offset misses one.</summary>
    [Fact]
    public async Task Listings_that_change_while_they_are_read_lose_no_other()
    {
        if (!Applies(ShopTrait.DeletedListings))
            return;
        SeedListing[] seeds = Simple(ManyListings);
        Subject subject = await SeedAndOpenAsync(seeds);
        var read = new List<Listing>();
        try
        {
            await foreach (Listing listing in subject.Adapter.ReadListingsAsync(TestContext.Current.CancellationToken))
            {
                read.Add(listing);
                if (read.Count == 1 && seeds.FirstOrDefault(seed => seed.Sku == listing.Sku) is { } first)
                    await DeleteAsync(first);
            }
        }
        catch (Exception exception) when (CallFailure.Kind(exception) is StoreFailure.Protocol or StoreFailure.Unreachable)
        {
            // A reading that notices and throws is as good as one that is whole: the host reads again.
            return;
        }

        string[] lost = [.. seeds.Select(seed => seed.Sku).Except(read.Select(listing => listing.Sku), StringComparer.Ordinal)];
        ReadsWhole.Holds(lost.Length == 0, $"one listing was deleted during the reading, and the reading ended well without these others: {string.Join(", ", lost.Take(10))}.");
    }

    /// <summary>The host writes nothing to a listing that says so.</summary>
    [Fact]
    public async Task A_listing_without_stock_keeping_says_so()
    {
        if (!Applies(ShopTrait.UntrackedListings))
            return;
        SeedListing[] seeds = [Simple(1)[0], new() { Number = 2, Sku = "KIT-UNTRACKED", TracksStock = false }];
        Subject subject = await SeedAndOpenAsync(seeds);
        foreach (List<Listing> listings in new[] { await subject.ListAsync(), await subject.FindAsync([.. seeds.Select(seed => seed.Sku)]) })
        {
            foreach (SeedListing seed in seeds)
            {
                Listing? own = listings.FirstOrDefault(listing => listing.Sku == seed.Sku);
                SaysUntracked.Holds(own?.TracksStock == seed.TracksStock, $"gave '{seed.Sku}' TracksStock = {own?.TracksStock.ToString() ?? "(no such listing)"}, the shop says {seed.TracksStock}.");
            }
        }
    }

    /// <summary>A product with two variants and a plain one, or the plain one alone where the adapter declares no variants.</summary>
    private async Task<(Subject Subject, SeedListing[] Seeds)> FamilyAsync()
    {
        Subject subject = Open();
        SeedListing[] seeds =
        [
            new() { Number = 1, Sku = "KIT-PARENT", Quantity = 30, HasVariants = true },
            new() { Number = 2, Sku = "KIT-PARENT-RED", Quantity = 13, Parent = 1 },
            new() { Number = 3, Sku = "KIT-PARENT-BLUE", Quantity = 17, Parent = 1 },
            new() { Number = 4, Sku = "KIT-PLAIN", Quantity = 5 },
        ];
        if (!subject.Capabilities.Features.HasFlag(StoreFeatures.Variants))
            seeds = seeds[3..];
        await SeedAsync(seeds);
        return (subject, seeds);
    }
}
