using System.Globalization;
using Connector.Abstractions;
using Xunit;

namespace Connector.Adapters.TestKit;

/// <content>Setting numbers.</content>
public abstract partial class StoreAdapterConformance
{
    /// <summary>A number is set, and the outcome says so.</summary>
    [Fact]
    public async Task Numbers_are_set_and_the_outcomes_say_so()
    {
        await SeedAsync([.. DifficultSkus.Select(sku => new SeedListing { Sku = sku, Quantity = 1 })]);
        var adapter = Open();
        var outcomes = await SetAsync(adapter, [.. DifficultSkus.Select((sku, i) => (sku, 10m + i))]);
        for (var i = 0; i < DifficultSkus.Count; i++)
        {
            var outcome = outcomes[DifficultSkus[i]];
            Promise(IsDone(outcome), $"“{DifficultSkus[i]}” came out as {outcome.Status} ({outcome.Error?.Message}).");
            Promise(outcome.Current is null || outcome.Current == 10 + i, $"“{DifficultSkus[i]}” was set to {10 + i}, and Current says {outcome.Current}.");
            Promise(outcome.Status == StockStatus.Applied || !adapter.Capabilities.Features.HasFlag(StoreFeatures.ConfirmsWrites), $"The adapter declares ConfirmsWrites and answers {outcome.Status}.");
            await HoldsAsync(DifficultSkus[i], 10 + i, "Applied means that the store holds the number.");
        }
    }

    /// <summary>Zero is a number.</summary>
    [Fact]
    public async Task Zero_is_a_number()
    {
        await SeedAsync([new SeedListing { Sku = "ZERO", Quantity = 7 }, new SeedListing { Sku = "OTHER", Quantity = 7 }]);
        Promise(IsDone((await SetAsync(Open(), ("ZERO", 0)))["ZERO"]), "Zero was not taken.");
        await HoldsAsync("ZERO", 0, "Zero is set like every number: a missing zero sells what is not there.");
        await HoldsAsync("OTHER", 7, "A listing that was not named stays as it is.");
    }

    /// <summary>Outcomes come in the order of the changes, whatever that is.</summary>
    [Fact]
    public async Task Outcomes_come_in_the_order_of_the_changes()
    {
        await SeedAsync([.. Enumerable.Range(1, 30).Select(i => new SeedListing { Sku = $"ORDER-{i}", Quantity = 1 })]);
        var adapter = Open();
        var known = await KnownAsync(adapter, Enumerable.Range(1, 30).Select(i => $"ORDER-{i}"));
        var shuffled = known.Values.OrderBy(listing => (listing.Sku.GetHashCode(StringComparison.Ordinal) & 0xFFFF) * 31 % 97).Take(adapter.Capabilities.MaxSetBatch).ToList();
        await SetAsync(adapter, [.. shuffled.Select((listing, i) => ChangeOf(listing, 100 + i))]);
        for (var i = 0; i < shuffled.Count; i++)
            await HoldsAsync(shuffled[i].Sku.Trim(), 100 + i, "Each number goes to its own listing.");
    }

    /// <summary>Doing it twice does no harm.</summary>
    [Fact]
    public async Task Setting_the_same_number_twice_does_no_harm()
    {
        await SeedAsync([new SeedListing { Sku = "TWICE", Quantity = 1 }]);
        var adapter = Open();
        for (var i = 0; i < 2; i++)
        {
            Promise(IsDone((await SetAsync(adapter, ("TWICE", 5)))["TWICE"]), "The same number a second time was not taken; that is a success (Applied or Unchanged).");
            await HoldsAsync("TWICE", 5, "Numbers are absolute: they are set, never added.");
        }
    }

    /// <summary>As many changes as declared are taken at once.</summary>
    [Fact]
    public async Task As_many_changes_as_declared_are_taken_at_once()
    {
        var adapter = Open();
        var count = Math.Min(adapter.Capabilities.MaxSetBatch, 600);
        await SeedAsync([.. Enumerable.Range(1, count).Select(i => new SeedListing { Sku = $"BULK-{i}", Quantity = 1 })]);
        var known = await KnownAsync(adapter, Enumerable.Range(1, count).Select(i => $"BULK-{i}"));
        var outcomes = await SetAsync(adapter, [.. known.Values.Select(listing => ChangeOf(listing, 8))]);
        Promise(outcomes.All(IsDone), $"MaxSetBatch is {adapter.Capabilities.MaxSetBatch}, and of {count} changes in one call {outcomes.Count(outcome => !IsDone(outcome))} were not done: {outcomes.FirstOrDefault(outcome => !IsDone(outcome))?.Error?.Message}");
        await HoldsAsync($"BULK-{count}", 8, "All changes of a call are done.");
    }

    /// <summary>Fractions are kept or refused, never rounded.</summary>
    [Theory]
    [InlineData("2.75")]
    [InlineData("-3")]
    [InlineData("3000000000")]
    [InlineData("123456789012345.5")]
    public async Task A_number_that_the_store_cannot_hold_is_refused_and_never_changed_into_another(string number)
    {
        var quantity = decimal.Parse(number, CultureInfo.InvariantCulture);
        await SeedAsync([new SeedListing { Sku = "ODD", Quantity = 7 }, new SeedListing { Sku = "EVEN", Quantity = 7 }]);
        var adapter = Open();
        var outcomes = await SetAsync(adapter, adapter.Capabilities.MaxSetBatch > 1 ? [("ODD", quantity), ("EVEN", 8)] : [("ODD", quantity)]);
        var outcome = outcomes["ODD"];
        Promise(IsDone(outcome) || outcome.Status == StockStatus.Rejected, $"{number} came out as {outcome.Status}: what the store will never take is Rejected, so that the host does not try again and again.");
        await HoldsAsync("ODD", IsDone(outcome) ? quantity : 7, "A number is kept as it is, or refused with Rejected and the old one stays; it is never rounded or cut.");
        if (adapter.Capabilities.MaxSetBatch > 1)
            await HoldsAsync("EVEN", 8, "One bad number keeps no good one back.");
        Promise(quantity != 2.75m || IsDone(outcome) == adapter.Capabilities.Features.HasFlag(StoreFeatures.FractionalQuantities), "StoreFeatures.FractionalQuantities does not say what the store does with fractions.");
        Promise(quantity >= 0 || !adapter.Capabilities.Features.HasFlag(StoreFeatures.NegativeQuantities) || IsDone(outcome), "StoreFeatures.NegativeQuantities is declared, and a number below zero is refused.");
    }

    /// <summary>A variant's number stays with the variant.</summary>
    [Fact]
    public async Task A_variants_number_reaches_neither_its_parent_nor_its_siblings()
    {
        if (Skips(ConformanceTopic.Variants))
            return;
        await SeedAsync([.. Enumerable.Range(1, 3).Select(i => new SeedListing { Sku = $"FAM-{i}", ParentSku = "FAM", Quantity = i }), new SeedListing { Sku = "ALONE", Quantity = 4 }]);
        var adapter = Open();
        var dump = await DumpWithoutStockAsync();
        Promise(IsDone((await SetAsync(adapter, ("FAM-2", 20)))["FAM-2"]), "A variant's number was not taken.");
        await HoldsAsync("FAM-2", 20, "A variant holds its own number.");
        await HoldsAsync("FAM-1", 1, "A variant's number reached its sibling.");
        await HoldsAsync("FAM-3", 3, "A variant's number reached its sibling.");
        await HoldsAsync("ALONE", 4, "A variant's number reached another product.");
        Promise(await DumpWithoutStockAsync() == dump, "Writing a variant changed something that is not stock.");
    }

    /// <summary>Only stock is changed.</summary>
    [Fact]
    public async Task Nothing_but_stock_is_changed()
    {
        await SeedAsync([.. Enumerable.Range(1, 10).Select(i => new SeedListing { Sku = $"ONLY-{i}", Quantity = i })]);
        var adapter = Open();
        await KnownAsync(adapter, ["ONLY-1"]);
        var dump = await DumpWithoutStockAsync();
        await SetAsync(adapter, ("ONLY-1", 50), ("ONLY-2", 0));
        Promise(await DumpWithoutStockAsync() == dump, "A write changed something that is not stock: nothing is created, deleted, published or priced.");
        await HoldsAsync("ONLY-3", 3, "A listing that was not named stays as it is.");
    }

    /// <summary>What is not there any more is gone, and the others are done.</summary>
    [Fact]
    public async Task A_listing_deleted_since_it_was_read_is_gone_and_the_others_are_done()
    {
        if (Skips(ConformanceTopic.Deletion))
            return;
        await SeedAsync([.. Enumerable.Range(1, 3).Select(i => new SeedListing { Sku = $"GONE-{i}", Quantity = i })]);
        var adapter = Open();
        var known = await KnownAsync(adapter, ["GONE-1", "GONE-2", "GONE-3"]);
        await DeleteAsync("GONE-2");
        foreach (var fresh in new[] { adapter, Open() })
        {
            var outcomes = new List<StockOutcome>();
            foreach (var chunk in known.Values.OrderBy(listing => listing.Sku, StringComparer.Ordinal).Chunk(adapter.Capabilities.MaxSetBatch))
                outcomes.AddRange(await SetAsync(fresh, [.. chunk.Select(listing => ChangeOf(listing, 9))]));
            Promise(outcomes[1].Status == StockStatus.Gone, $"A listing that was deleted since it was read came out as {outcomes[1].Status}; it is Gone, and the host looks its SKU up again.");
            Promise(IsDone(outcomes[0]) && IsDone(outcomes[2]), "One deleted listing kept others back.");
        }

        await HoldsAsync("GONE-1", 9, "The good items of a batch are done.");
        await HoldsAsync("GONE-3", 9, "The good items of a batch are done.");
    }

    /// <summary>A reference that is none does not spoil a batch.</summary>
    [Fact]
    public async Task A_reference_that_is_none_fails_alone()
    {
        await SeedAsync([new SeedListing { Sku = "GOOD", Quantity = 1 }]);
        var adapter = Open();
        var known = await KnownAsync(adapter, ["GOOD"]);
        var bad = new StockChange { Ref = new ListingRef("no-such-reference"), Sku = "NO-SUCH", Quantity = 3 };
        var outcomes = new List<StockOutcome>();
        foreach (var chunk in new[] { bad, ChangeOf(known["GOOD"], 6) }.Chunk(adapter.Capabilities.MaxSetBatch))
            outcomes.AddRange(await SetAsync(adapter, chunk));
        Promise(!IsDone(outcomes[0]), $"A change for a reference that the store never gave out came out as {outcomes[0].Status}.");
        Promise(IsDone(outcomes[1]), "A change for a wrong reference kept a good one back.");
        await HoldsAsync("GOOD", 6, "The good items of a batch are done.");
    }

    /// <summary>References outlive the adapter.</summary>
    [Fact]
    public async Task A_new_adapter_takes_the_references_that_an_earlier_one_read()
    {
        await SeedAsync(Skips(ConformanceTopic.Variants)
            ? [new SeedListing { Sku = "KEEP", Quantity = 1 }]
            : [new SeedListing { Sku = "KEEP", Quantity = 1 }, new SeedListing { Sku = "KEEP-V", ParentSku = "KEEP-P", Quantity = 1 }]);
        var skus = NotApplicable(ConformanceTopic.Variants) is null ? new[] { "KEEP", "KEEP-V" } : ["KEEP"];
        var known = await KnownAsync(Open(), skus);
        foreach (var sku in skus)
        {
            var outcome = (await SetAsync(Open(), [ChangeOf(known[sku], 33)])).Single();
            Promise(IsDone(outcome), $"After a restart the reference {known[sku].Ref} came out as {outcome.Status}: the host keeps references for years, and does not read the store before it writes.");
            await HoldsAsync(sku, 33, "References keep their meaning over restarts.");
        }
    }

    /// <summary>Calls overlap as far as declared.</summary>
    [Fact]
    public async Task As_many_calls_as_declared_may_overlap()
    {
        var adapter = Open();
        var calls = Math.Min(adapter.Capabilities.MaxConcurrency, 8);
        await SeedAsync([.. Enumerable.Range(1, calls * 3).Select(i => new SeedListing { Sku = $"PAR-{i}", Quantity = 1 })]);
        var known = await KnownAsync(adapter, Enumerable.Range(1, calls * 3).Select(i => $"PAR-{i}"));
        var size = Math.Min(3, adapter.Capabilities.MaxSetBatch);
        foreach (var round in known.Values.Chunk(size).Chunk(calls))
            await Task.WhenAll(round.Select(chunk => SetAsync(adapter, [.. chunk.Select(listing => ChangeOf(listing, 44))])));
        foreach (var sku in known.Keys)
            await HoldsAsync(sku, 44, $"MaxConcurrency is {adapter.Capabilities.MaxConcurrency}, and calls that overlap lose numbers.");
    }
}
