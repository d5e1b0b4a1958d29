using System.Globalization;
using Connector.Abstractions;
using Xunit;

namespace Connector.Adapters.TestKit;

public abstract partial class StoreAdapterConformance
{
    private static readonly Promise Limits = new(
        "the adapter takes calls as large and as many at once as its capabilities say.",
        "try it: cut what the shop takes in smaller parts inside the call, keep no state between calls, or declare less.");

    /// <summary>The host reads them once.</summary>
    [Fact]
    public async Task Capabilities_are_sound_and_constant()
    {
        SeedListing[] seeds = Simple(1);
        Subject subject = await SeedAndOpenAsync(seeds);
        var promise = new Promise("capabilities are there before the first call, 1 or more each, and constant for the life of the adapter.", "set them in the constructor from the options alone.");
        StoreCapabilities before = subject.Capabilities;
        promise.Holds(before is { MaxFindBatch: >= 1, MaxSetBatch: >= 1, MaxConcurrency: >= 1 }, $"declares {before}.");
        await subject.ListAsync();
        await subject.SetAsync([To((await LookUpAsync(subject, seeds))[0], 3)]);
        promise.Holds(subject.Capabilities == before, $"declared {before}, and {subject.Capabilities} after a few calls.");
        promise.Holds(Open().Capabilities == before, $"declared {before}, and {Open().Capabilities} in a second adapter with the same options.");
    }

    /// <summary>One call with MaxSetBatch changes.</summary>
    [Fact]
    public async Task The_largest_batch_is_set()
    {
        Subject subject = Open();
        SeedListing[] seeds = Simple(Math.Min(subject.Capabilities.MaxSetBatch, MostListings));
        await SeedAsync(seeds);
        List<Listing> listings = await LookUpAsync(subject, seeds);
        List<StockOutcome> outcomes = await TriedAsync(Limits, () => subject.SetAsync([.. listings.Select((listing, i) => To(listing, 100 + i))]), $"SetStock with {seeds.Length} changes");
        var wrong = new List<string>();
        for (int i = 0; i < seeds.Length; i++)
        {
            decimal? held = await ReadBackAsync(seeds[i]);
            if (!IsSuccess(outcomes[i].Status) || held != 100 + i)
                wrong.Add($"'{seeds[i].Sku}' set to {100 + i} in a call of {seeds.Length}: answered {Say(outcomes[i])}; the shop holds {Say(held)}.");
        }

        Limits.Holds([.. wrong.Take(20)]);
    }

    /// <summary>One call with MaxFindBatch SKUs, most of them unknown, in Cyrillic: addresses get long.</summary>
    [Fact]
    public async Task The_largest_look_up_is_answered()
    {
        SeedListing[] seeds = Simple(2);
        Subject subject = await SeedAndOpenAsync(seeds);
        int size = Math.Min(subject.Capabilities.MaxFindBatch, 100_000);
        string[] skus = [.. Enumerable.Range(2, size - 1).Select(i => string.Create(CultureInfo.InvariantCulture, $"Невідомий & {i:D6}")), seeds[1].Sku];
        List<Listing> found = await TriedAsync(Limits, () => subject.FindAsync(skus), $"FindBySku with {size} SKUs");
        Limits.Holds(found.Any(listing => listing.Sku == seeds[1].Sku), $"did not bring '{seeds[1].Sku}' where it was the last of {size} SKUs.");
    }

    /// <summary>MaxConcurrency calls at the same time.</summary>
    [Fact]
    public async Task As_many_calls_at_once_as_declared()
    {
        Subject subject = Open();
        int calls = Math.Min(subject.Capabilities.MaxConcurrency, 16);
        int each = Math.Min(subject.Capabilities.MaxSetBatch, 5);
        SeedListing[] seeds = Simple(calls * each);
        await SeedAsync(seeds);
        List<Listing> listings = await LookUpAsync(subject, seeds);
        StockChange[] changes = [.. listings.Select((listing, i) => To(listing, 300 + i))];
        await TriedAsync(
            Limits,
            () => Task.WhenAll(changes.Chunk(each).Select(chunk => Task.Run(() => subject.SetAsync(chunk)))),
            $"{calls} calls of SetStock at once");
        for (int i = 0; i < seeds.Length; i++)
        {
            decimal? held = await ReadBackAsync(seeds[i]);
            Limits.Holds(held == changes[i].Quantity, $"{calls} calls of SetStock ran at once; '{seeds[i].Sku}' was set to {Say(changes[i].Quantity)}, and the shop holds {Say(held)}.");
        }
    }

    /// <summary>The host's client stays the host's.</summary>
    [Fact]
    public async Task Disposing_twice_does_no_harm()
    {
        Subject subject = await SeedAndOpenAsync(Simple(1));
        await subject.ListAsync();
        var promise = new Promise("disposing twice does no harm, and what the host lends is not disposed.", "dispose only what you made yourself, and let DisposeAsync be called again; the HTTP client is the host's.");
        for (int time = 1; time <= 2; time++)
        {
            Exception? exception = await Record.ExceptionAsync(async () => await subject.Adapter.DisposeAsync());
            promise.Holds(exception is null, $"DisposeAsync {(exception is null ? "" : CallFailure.Say(exception))} when called for the {(time == 1 ? "first" : "second")} time.");
        }

        promise.Holds(!subject.Context.IsClientDisposed, "disposed the HTTP client of StoreContext.");
    }

    /// <summary>The host keeps references over restarts.</summary>
    [Fact]
    public async Task References_outlive_the_adapter()
    {
        SeedListing[] seeds = Simple(3);
        Subject first = await SeedAndOpenAsync(seeds);
        List<Listing> listings = [.. (await first.ListAsync()).OrderBy(listing => listing.Sku, StringComparer.Ordinal)];
        await first.Adapter.DisposeAsync();
        Subject second = Open();
        var promise = new Promise(
            "a reference is good for as long as the listing exists: SetStock may get one that an earlier process read, before any reading of its own.",
            "put into ListingRef all that is needed to write; rely on nothing that only a reading remembers.");
        List<StockOutcome> outcomes = await second.SetAsync([.. listings.Select((listing, i) => To(listing, 50 + i))]);
        for (int i = 0; i < seeds.Length; i++)
        {
            decimal? held = await ReadBackAsync(seeds[i]);
            promise.Holds(IsSuccess(outcomes[i].Status) && held == 50 + i, $"a new adapter answered {Say(outcomes[i])} for the reference '{listings[i].Ref}' of an earlier one; the shop holds {Say(held)}.");
        }

        Listing[] again = [.. (await second.ListAsync()).OrderBy(listing => listing.Sku, StringComparer.Ordinal)];
        promise.Holds(again.Select(listing => listing.Ref).SequenceEqual(listings.Select(listing => listing.Ref)), "gave the same listings other references than the earlier adapter.");
    }

    /// <summary>A line for a person, and no change.</summary>
    [Fact]
    public async Task Health_is_told_and_changes_nothing()
    {
        SeedListing[] seeds = Simple(2);
        Subject subject = await SeedAndOpenAsync(seeds);
        IReadOnlyList<string>? before = await DumpAsync();
        StoreHealth health = await subject.HealthAsync();
        var promise = new Promise("CheckHealth says whether the shop would take a write now, with a line for a person, and changes nothing.", "make the cheapest call that needs the credentials, and say what was found.");
        promise.Holds(health.IsHealthy, $"calls a healthy shop not healthy: {health.Summary}");
        promise.Holds(!string.IsNullOrWhiteSpace(health.Summary), "has no Summary.");
        await UnchangedAsync(promise, seeds);
        if (before is not null)
            promise.Holds(before.SequenceEqual(await DumpAsync() ?? [], StringComparer.Ordinal), "the shop is another one after it.");
    }

    /// <summary>Nothing is left out without a word, and nothing that the adapter's own calls prove possible.</summary>
    [Fact]
    public async Task What_does_not_apply_is_declared_with_a_reason()
    {
        var promise = new Promise("what cannot be asked of a shop is listed in NotApplicable, each with a reason that a reader understands.", "write a sentence for each; leave out what does apply.");
        foreach (Exemption entry in NotApplicable)
            promise.Holds(entry.Reason.Trim().Length >= 15, $"the reason for {entry.Breakage?.ToString() ?? entry.Trait?.ToString() ?? $"the SKU '{entry.Sku}'"} is \"{entry.Reason}\".");
        promise.Holds(NotApplicable.All(entry => entry.Sku is null || AwkwardSkus.All.Contains(entry.Sku)), "a SKU in NotApplicable is none of AwkwardSkus.");

        Subject subject = await SeedAndOpenAsync(Simple(1));
        await subject.ListAsync();
        string[] refused = [.. NotApplicable.Where(entry => entry.Breakage is not null).Select(entry => $"{entry.Breakage}")];
        promise.Holds(subject.Context.Requests == 0 || refused.Length == 0, $"the adapter speaks HTTP, and whoever speaks HTTP can meet {string.Join(", ", refused)}.");
        promise.Holds(refused.Length < Enum.GetValues<StoreBreakage>().Length, "no breakage at all is left; every shop can be broken somehow.");
    }
}
