using Connector.Abstractions;
using Xunit;

namespace Connector.Adapters.TestKit;

/// <content>Reading and finding.</content>
public abstract partial class StoreAdapterConformance
{
    /// <summary>Every listing is read with its SKU and its number.</summary>
    [Fact]
    public async Task Everything_in_the_store_is_read_with_its_number()
    {
        await SeedAsync([.. Enumerable.Range(1, 25).Select(i => new SeedListing { Sku = $"READ-{i}", Quantity = i })]);
        var known = await KnownAsync(Open(), Enumerable.Range(1, 25).Select(i => $"READ-{i}"));
        foreach (var (sku, listing) in known)
            Promise(listing.Quantity is null || listing.Quantity == int.Parse(sku.AsSpan(5), System.Globalization.CultureInfo.InvariantCulture), $"“{sku}” was read with {listing.Quantity}; Quantity is what the store holds now, or null where it does not tell.");
    }

    /// <summary>SKUs come as they were typed.</summary>
    [Fact]
    public async Task Skus_come_as_the_merchant_typed_them()
    {
        await SeedAsync([.. DifficultSkus.Select(sku => new SeedListing { Sku = sku, Quantity = 1 })]);
        await KnownAsync(Open(), DifficultSkus);
    }

    /// <summary>A look-up finds what a reading finds.</summary>
    [Fact]
    public async Task A_look_up_finds_what_a_reading_finds()
    {
        await SeedAsync([.. DifficultSkus.Select(sku => new SeedListing { Sku = sku, Quantity = 3 })]);
        var adapter = Open();
        var known = await KnownAsync(adapter, DifficultSkus);
        var found = await FindAsync(Open(), DifficultSkus);
        foreach (var sku in DifficultSkus)
        {
            var listing = found.Find(one => one.Sku.Trim() == sku);
            Promise(listing is not null, $"FindBySkuAsync did not bring “{sku}”. It may bring more than was asked for, never less.");
            Promise(listing!.Ref == known[sku].Ref, $"“{sku}” has the reference {known[sku].Ref} in a reading and {listing.Ref} in a look-up; it is one listing.");
        }
    }

    /// <summary>An unknown SKU brings nothing, unless the store takes any.</summary>
    [Fact]
    public async Task A_look_up_of_an_unknown_sku_finds_no_such_listing()
    {
        await SeedAsync([new SeedListing { Sku = "KNOWN", Quantity = 1 }]);
        var adapter = Open();
        var found = await FindAsync(adapter, ["UNKNOWN-SKU-1", "KNOWN"]);
        Promise(found.Exists(listing => listing.Sku.Trim() == "KNOWN"), "One unknown SKU among others kept FindBySkuAsync from finding the others.");
        Promise(adapter.Capabilities.Features.HasFlag(StoreFeatures.FindsUnlisted) || !found.Exists(listing => listing.Sku.Trim() == "UNKNOWN-SKU-1"), "FindBySkuAsync invented a listing.");
    }

    /// <summary>As many SKUs as declared are taken at once.</summary>
    [Fact]
    public async Task As_many_skus_as_declared_are_looked_up_at_once()
    {
        await SeedAsync([new SeedListing { Sku = "MANY-1", Quantity = 1 }]);
        var adapter = Open();
        var count = Math.Min(adapter.Capabilities.MaxFindBatch, 1500);
        var found = await adapter.FindBySkuAsync([.. Enumerable.Range(1, count).Select(i => $"MANY-{i}")], Token);
        Promise(found.Any(listing => listing.Sku.Trim() == "MANY-1"), $"MaxFindBatch is {adapter.Capabilities.MaxFindBatch}, and a look-up of {count} SKUs does not find the one that is there.");
    }

    /// <summary>Two listings with one SKU are two listings.</summary>
    [Fact]
    public async Task Two_listings_with_one_sku_are_two_listings()
    {
        if (Skips(ConformanceTopic.DuplicateSkus))
            return;
        await SeedAsync([new SeedListing { Sku = "TWIN", Quantity = 1 }, new SeedListing { Sku = "TWIN", Quantity = 2 }]);
        var adapter = Open();
        Promise((await ReadAsync(adapter)).Count(listing => listing.Sku.Trim() == "TWIN") == 2, "Two listings carry one SKU, and a reading does not show both. The host must see them to report them.");
        Promise((await FindAsync(adapter, ["TWIN"])).Count(listing => listing.Sku.Trim() == "TWIN") == 2, "Two listings carry one SKU, and a look-up does not show both.");
    }

    /// <summary>A variant is a listing of its own.</summary>
    [Fact]
    public async Task A_variant_is_a_listing_of_its_own_with_its_parent()
    {
        if (Skips(ConformanceTopic.Variants))
            return;
        await SeedAsync([.. Enumerable.Range(1, 3).Select(i => new SeedListing { Sku = $"VAR-{i}", ParentSku = "VAR", Quantity = i })]);
        var adapter = Open();
        Promise(adapter.Capabilities.Features.HasFlag(StoreFeatures.Variants), "The store has variants; declare StoreFeatures.Variants.");
        var variants = (await KnownAsync(adapter, ["VAR-1", "VAR-2", "VAR-3"])).Values;
        Promise(variants.All(variant => variant.Parent is not null), "A variant has no Parent: the host keeps the variants of one parent together, and their numbers away from it.");
        Promise(variants.Select(variant => variant.Parent).Distinct().Count() == 1, "Variants of one product have different parents.");
        Promise(variants.All(variant => variant.Parent != variant.Ref), "A variant is its own parent.");
    }

    /// <summary>A listing whose stock is not counted says so.</summary>
    [Fact]
    public async Task A_listing_that_is_not_counted_says_so_and_is_not_written()
    {
        if (Skips(ConformanceTopic.UncountedListings))
            return;
        await SeedAsync([new SeedListing { Sku = "UNCOUNTED", TracksStock = false }, new SeedListing { Sku = "COUNTED", Quantity = 1 }]);
        var adapter = Open();
        var known = await KnownAsync(adapter, ["UNCOUNTED", "COUNTED"]);
        Promise(!known["UNCOUNTED"].TracksStock && known["COUNTED"].TracksStock, "TracksStock does not say which listings the store counts.");
        var before = await ReadBackAsync("UNCOUNTED");
        var outcome = (await SetAsync(adapter, [ChangeOf(known["UNCOUNTED"], 9)])).Single();
        Promise(outcome.Status == StockStatus.NotTracked, $"A number for a listing that is not counted came out as {outcome.Status}; it is NotTracked.");
        Promise(await ReadBackAsync("UNCOUNTED") == before, "A listing that is not counted was written all the same.");
    }

    /// <summary>A catalogue that changes while it is read is read whole, or not at all.</summary>
    [Fact]
    public async Task A_catalogue_that_changes_while_it_is_read_is_read_whole_or_not_at_all()
    {
        await SeedAsync([.. Enumerable.Range(1, 40).Select(i => new SeedListing { Sku = $"MOVE-{i:00}", Quantity = i })]);
        var adapter = Open();
        var seen = new List<string>();
        var failure = await FailureOfAsync(async () =>
        {
            await foreach (var listing in adapter.ReadListingsAsync(Token))
            {
                if (seen.Count == 5)
                    await SeedAsync([.. Enumerable.Range(1, 3).Select(i => new SeedListing { Sku = $"AAA-{i}", Quantity = 1 })]);
                seen.Add(listing.Sku.Trim());
            }
        });
        Promise(failure is null or StoreException, $"A catalogue that changes while it is read made the adapter throw {failure?.GetType().Name}; throw StoreException(Protocol) where the reading cannot be trusted.");
        Promise(failure is not null || Enumerable.Range(1, 40).All(i => seen.Contains($"MOVE-{i:00}")), "Listings were added while the store was read, and others that had been there all the time are missing from the reading.");
    }
}
