using Connector.Abstractions;
using Xunit;

namespace Connector.Adapters.TestKit;

public abstract partial class StoreAdapterConformance
{
    private static readonly Promise OnlyThese = new(
        "SetStock writes the listings it was given and no other.",
        "address each listing by its own key in the shop's request; never write a list that was read before.");

    private static readonly Promise ParentUntouched = new(
        "a variant's number never reaches its parent or its siblings.",
        "write variants by the variant's own address, never through the product, and send nothing of the product along.");

    private static readonly Promise GoneIsSaid = new(
        "a listing that is not there any more, or carries another SKU, is answered with Gone and an Error, and nothing is written or made.",
        "take the shop's \"no such product\" for one item as Gone; never insert; compare StockChange.Sku where references are used again.");

    private static readonly Promise UntrackedIsLeft = new(
        "a listing for which the shop counts no stock is answered with NotTracked, and left as it is.",
        "look at the shop's switch before or while writing; do not switch it on.");

    /// <summary>Outcomes stand where their changes stood, whatever order the shop likes.</summary>
    [Fact]
    public async Task Every_change_has_its_outcome_in_the_order_given()
    {
        SeedListing[] seeds = Simple(8);
        Subject subject = await SeedAndOpenAsync(seeds);
        int[] order = [5, 2, 7, 0, 4, 1];
        SeedListing[] chosen = [.. order.Select(i => seeds[i])];
        List<Listing> listings = await LookUpAsync(subject, chosen);

        await WriteAsync(subject, chosen, [.. listings.Select((listing, i) => To(listing, 60 + i))]);
        await UnchangedAsync(OnlyThese, seeds[3], seeds[6]);
    }

    /// <summary>What the adapter says it now holds is what the shop holds.</summary>
    [Fact]
    public async Task What_is_said_to_be_held_is_held()
    {
        SeedListing[] seeds = Simple(3);
        Subject subject = await SeedAndOpenAsync(seeds);
        List<Listing> listings = await LookUpAsync(subject, seeds);
        var promise = new Promise(
            "StockOutcome.Current is the number the shop says it holds now.",
            "fill Current from the shop's answer to the write, or leave it out.");
        List<StockOutcome> outcomes = await WriteAsync(subject, seeds, [.. listings.Select((listing, i) => To(listing, 40 + i))]);
        for (int i = 0; i < seeds.Length; i++)
            promise.Holds(outcomes[i].Current is null || outcomes[i].Current == 40 + i, $"answered {Say(outcomes[i])} where the shop holds {40 + i}.");
    }

    /// <summary>An adapter that declares to confirm does confirm.</summary>
    [Fact]
    public async Task A_declared_confirmation_is_given()
    {
        SeedListing[] seeds = Simple(2);
        Subject subject = await SeedAndOpenAsync(seeds);
        if (!Has(subject, StoreFeatures.ConfirmsWrites, "The adapter does not declare ConfirmsWrites: the host reads back."))
            return;
        List<Listing> listings = await LookUpAsync(subject, seeds);
        var promise = new Promise(
            "an adapter with ConfirmsWrites answers successes with Applied or Unchanged, never Accepted.",
            "take the number from the shop's answer; where it gives none, do not declare ConfirmsWrites.");
        foreach (StockOutcome outcome in await subject.SetAsync([.. listings.Select(listing => To(listing, 41))]))
            promise.Holds(outcome.Status is StockStatus.Applied or StockStatus.Unchanged, $"answered {Say(outcome)}.");
    }

    /// <summary>Numbers are absolute.</summary>
    [Fact]
    public async Task Setting_twice_does_no_harm()
    {
        SeedListing[] seeds = Simple(3);
        Subject subject = await SeedAndOpenAsync(seeds);
        List<Listing> listings = await LookUpAsync(subject, seeds);
        StockChange[] changes = [.. listings.Select((listing, i) => To(listing, 25 + i))];
        await WriteAsync(subject, seeds, changes);
        await WriteAsync(subject, seeds, [.. changes.Select(change => change with { Expected = change.Quantity })]);
    }

    /// <summary>The variant gets its number; the parent and the sibling keep theirs.</summary>
    [Fact]
    public async Task A_variants_number_does_not_reach_its_parent()
    {
        (Subject subject, SeedListing[] seeds) = await FamilyAsync();
        if (!Has(subject, StoreFeatures.Variants, "The adapter declares no variants."))
            return;
        decimal? before = await ReadBackAsync(seeds[0]);
        Listing variant = (await LookUpAsync(subject, seeds[1]))[0];
        await WriteAsync(subject, [seeds[1]], [To(variant, 71)]);

        decimal? after = await ReadBackAsync(seeds[0]);
        bool right = after == before || (ParentIsSumOfVariants && after == 71 + seeds[2].Quantity);
        ParentUntouched.Holds(right, $"the parent held {Say(before)}; after 71 was set for one of its variants it holds {Say(after)}.");
        await UnchangedAsync(ParentUntouched, seeds[2], seeds[3]);
    }

    /// <summary>A plain product beside variants is written in the same call.</summary>
    [Fact]
    public async Task Variants_and_plain_listings_are_set_together()
    {
        (Subject subject, SeedListing[] seeds) = await FamilyAsync();
        SeedListing[] written = [.. seeds.Where(seed => !seed.HasVariants)];
        List<Listing> listings = await LookUpAsync(subject, written);
        await WriteAsync(subject, written, [.. listings.Select((listing, i) => To(listing, 33 + i))]);
    }

    /// <summary>Names, prices, states: all as before. Needs <see cref="DumpAsync"/>.</summary>
    [Fact]
    public async Task Nothing_but_the_stock_number_is_changed()
    {
        (Subject subject, SeedListing[] seeds) = await FamilyAsync();
        if (await DumpAsync() is not { } before)
        {
            TestContext.Current.AddWarning("Not checked: DumpAsync is not overridden, so nobody knows what else the adapter changes.");
            return;
        }

        SeedListing[] written = [.. seeds.Where(seed => !seed.HasVariants)];
        List<Listing> listings = await LookUpAsync(subject, written);
        foreach (int quantity in new[] { 0, 44 })
            await WriteAsync(subject, written, [.. listings.Select(listing => To(listing, quantity))]);
        IReadOnlyList<string> after = await DumpAsync() ?? [];
        var promise = new Promise("only the stock number is changed; nothing is made, deleted, published or priced.", "send the shop the key and the number and nothing else.");
        promise.Holds([.. after.Except(before, StringComparer.Ordinal).Select(line => $"new or changed: {line}"),
            .. before.Except(after, StringComparer.Ordinal).Select(line => $"not there any more: {line}")]);
        promise.Holds(after.Count == before.Count, $"the dump had {before.Count} lines and has {after.Count}.");
    }

    /// <summary>Deleted between the look-up and the write.</summary>
    [Fact]
    public async Task A_deleted_listing_is_Gone()
    {
        if (!Applies(ShopTrait.DeletedListings))
            return;
        SeedListing[] seeds = Simple(2);
        Subject subject = await SeedAndOpenAsync(seeds);
        List<Listing> listings = await LookUpAsync(subject, seeds);
        await DeleteAsync(seeds[0]);
        StockOutcome outcome = (await TriedAsync(GoneIsSaid, () => subject.SetAsync([To(listings[0], 9)]), "SetStock of a deleted listing"))[0];

        GoneIsSaid.Holds(outcome is { Status: StockStatus.Gone, Error: not null }, $"answered {Say(outcome)} for a listing that was deleted after it was found.");
        GoneIsSaid.Holds(await ReadBackAsync(seeds[0]) is null, "the deleted listing is in the shop again.");
        await UnchangedAsync(OnlyThese, seeds[1]);
    }

    /// <summary>The reference lives on, but another product stands there.</summary>
    [Fact]
    public async Task A_reference_with_another_SKU_is_Gone()
    {
        if (!Applies(ShopTrait.ReusedReferences))
            return;
        SeedListing[] seeds = Simple(1);
        Subject subject = await SeedAndOpenAsync(seeds);
        Listing listing = (await LookUpAsync(subject, seeds))[0];
        StockOutcome outcome = (await subject.SetAsync([To(listing, 9) with { Sku = "KIT-IT-WAS-ANOTHER" }]))[0];

        GoneIsSaid.Holds(outcome is { Status: StockStatus.Gone, Error: not null }, $"answered {Say(outcome)} for a reference that now carries the SKU '{seeds[0].Sku}' and not the one of the change.");
        await UnchangedAsync(GoneIsSaid, seeds);
    }

    /// <summary>The others of the batch are written all the same.</summary>
    [Fact]
    public async Task One_bad_change_spoils_no_other()
    {
        if (!Applies(ShopTrait.DeletedListings))
            return;
        SeedListing[] seeds = Simple(5);
        Subject subject = await SeedAndOpenAsync(seeds);
        List<Listing> listings = await LookUpAsync(subject, seeds);
        await DeleteAsync(seeds[2]);
        var promise = new Promise(
            "each change has its own fate: one that cannot be done is told apart, the others are done.",
            "answer the bad one with its own outcome and go on; do not throw for one item.");
        List<StockOutcome> outcomes = await TriedAsync(promise, () => subject.SetAsync([.. listings.Select((listing, i) => To(listing, 80 + i))]), "SetStock with a deleted listing among others");
        for (int i = 0; i < seeds.Length; i++)
        {
            decimal? held = await ReadBackAsync(seeds[i]);
            bool right = i == 2 ? !IsSuccess(outcomes[i].Status) && outcomes[i].Error is not null : IsSuccess(outcomes[i].Status) && held == 80 + i;
            promise.Holds(right, $"the third of five listings is deleted; number {i + 1} was answered {Say(outcomes[i])}, and the shop holds {Say(held)}.");
        }
    }

    /// <summary>Its switch is left alone too.</summary>
    [Fact]
    public async Task An_untracked_listing_is_NotTracked_and_left_alone()
    {
        if (!Applies(ShopTrait.UntrackedListings))
            return;
        SeedListing[] seeds = [Simple(1)[0], new() { Number = 2, Sku = "KIT-UNTRACKED", TracksStock = false }];
        Subject subject = await SeedAndOpenAsync(seeds);
        List<Listing> listings = await LookUpAsync(subject, seeds);
        decimal? before = await ReadBackAsync(seeds[1]);
        List<StockOutcome> outcomes = await subject.SetAsync([To(listings[0], 21), To(listings[1], 22)]);

        UntrackedIsLeft.Holds(outcomes[1] is { Status: StockStatus.NotTracked, Error: not null }, $"answered {Say(outcomes[1])}.");
        decimal? after = await ReadBackAsync(seeds[1]);
        UntrackedIsLeft.Holds(after == before, $"the shop held {Say(before)} for it and now holds {Say(after)}.");
        Listing again = (await LookUpAsync(subject, seeds[1]))[0];
        UntrackedIsLeft.Holds(!again.TracksStock, "the shop counts stock for it now.");
        UntrackedIsLeft.Holds(IsSuccess(outcomes[0].Status) && await ReadBackAsync(seeds[0]) == 21, $"answered {Say(outcomes[0])} for the listing beside it.");
    }
}
