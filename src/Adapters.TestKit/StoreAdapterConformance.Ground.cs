using System.Globalization;
using Connector.Abstractions;
using Xunit;

namespace Connector.Adapters.TestKit;

// What the tests stand on: seeds, look-ups, checks that many of them share.
public abstract partial class StoreAdapterConformance
{
    private static readonly Promise Finds = new(
        "FindBySku brings every listing that carries a SKU asked for. It may bring more, it must not bring less.",
        "compare SKUs exactly or more loosely than exactly; encode them for the shop's query, and decode what the shop keeps encoded.");

    private static readonly Promise Writes = new(
        "after Applied, Accepted or Unchanged the shop holds the number that was asked for.",
        "answer what the shop really did: read the number from its answer, or read it back; what was not done is Failed or Rejected.");

    private static bool IsSuccess(StockStatus status) => status is StockStatus.Applied or StockStatus.Accepted or StockStatus.Unchanged;

    private static SeedListing[] Simple(int count) =>
    [
        .. Enumerable.Range(1, count).Select(number => new SeedListing
        {
            Number = number,
            Sku = string.Create(CultureInfo.InvariantCulture, $"KIT-{number:D5}"),
            Quantity = 10 + (number % 50),
        }),
    ];

    private static StockChange To(Listing listing, decimal quantity) =>
        new() { Ref = listing.Ref, Sku = listing.Sku, Quantity = quantity, Expected = listing.Quantity };

    private Subject Open(TimeSpan? timeout = null)
    {
        var context = new TestStoreContext(timeout, configurationFolder: ConfigurationFolder);
        var subject = new Subject(CreateAdapter(context), context);
        _subjects.Add(subject);
        return subject;
    }

    private async Task<Subject> SeedAndOpenAsync(params IReadOnlyList<SeedListing> seeds)
    {
        await SeedAsync(seeds);
        return Open();
    }

    /// <summary>The listings of the seeds, in their order, as a look-up brings them.</summary>
    private static async Task<List<Listing>> LookUpAsync(Subject subject, params IReadOnlyList<SeedListing> seeds)
    {
        List<Listing> found = await subject.FindAsync([.. seeds.Select(seed => seed.Sku).Distinct(StringComparer.Ordinal)]);
        ILookup<string, Listing> bySku = found.DistinctBy(listing => listing.Ref).ToLookup(listing => listing.Sku, StringComparer.Ordinal);
        var listings = new List<Listing>();
        foreach (SeedListing seed in seeds)
        {
            Listing[] own = [.. bySku[seed.Sku]];
            Finds.Holds(own.Length == 1, $"brought {own.Length} listings with the SKU '{seed.Sku}', which the shop has once. It brought: {Say(found)}");
            listings.Add(own[0]);
        }

        return listings;
    }

    private static string Say(List<Listing> listings) =>
        listings.Count == 0 ? "nothing" : string.Join(", ", listings.Take(20).Select(listing => $"'{listing.Sku}' ({listing.Ref})"));

    private static string Say(StockOutcome outcome) =>
        $"{outcome.Status}{(outcome.Current is { } current ? $", Current {Say(current)}" : "")}{(outcome.Error is { } error ? $", {error.Code}: {error.Message}" : "")}";

    private static string Say(decimal? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "nothing";

    /// <summary>Sets, and checks that each was done and is in the shop.</summary>
    private async Task<List<StockOutcome>> WriteAsync(Subject subject, SeedListing[] seeds, StockChange[] changes)
    {
        List<StockOutcome> outcomes = await subject.SetAsync(changes);
        var wrong = new List<string>();
        for (int i = 0; i < seeds.Length; i++)
        {
            decimal? held = await ReadBackAsync(seeds[i]);
            if (!IsSuccess(outcomes[i].Status) || held != changes[i].Quantity)
                wrong.Add($"'{seeds[i].Sku}' set to {Say(changes[i].Quantity)}: the adapter answered {Say(outcomes[i])}; the shop holds {Say(held)}.");
        }

        Writes.Holds(wrong);
        return outcomes;
    }

    /// <summary>Makes a call whose failure as a whole breaks the promise.</summary>
    private static async Task<T> TriedAsync<T>(Promise promise, Func<Task<T>> call, string what)
    {
        try
        {
            return await call();
        }
        catch (Exception exception) when (exception is not Xunit.Sdk.XunitException)
        {
            promise.Broken($"{what} {CallFailure.Say(exception)}.");
            throw;
        }
    }

    private async Task UnchangedAsync(Promise promise, params IReadOnlyList<SeedListing> seeds)
    {
        foreach (SeedListing seed in seeds)
        {
            decimal? held = await ReadBackAsync(seed);
            promise.Holds(held == seed.Quantity, $"'{seed.Sku}' held {Say(seed.Quantity)} and was not to be written; the shop now holds {Say(held)}.");
        }
    }

    /// <summary>Whether the test applies; where not, a warning with the reason is left in the report.</summary>
    private bool Applies(StoreBreakage breakage) => Applies(NotApplicable.FirstOrDefault(entry => entry.Breakage == breakage));

    private bool Applies(ShopTrait trait) => Applies(NotApplicable.FirstOrDefault(entry => entry.Trait == trait));

    private static bool Applies(Exemption? exemption)
    {
        if (exemption is null)
            return true;
        TestContext.Current.AddWarning($"Does not apply to this kind of shop: {exemption.Reason}");
        return false;
    }

    private static bool Has(Subject subject, StoreFeatures feature, string otherwise)
    {
        if (subject.Capabilities.Features.HasFlag(feature))
            return true;
        TestContext.Current.AddWarning(otherwise);
        return false;
    }

    private SeedListing[] Awkward() =>
    [
        .. AwkwardSkus.All
            .Where(sku => NotApplicable.All(entry => entry.Sku != sku))
            .Select((sku, index) => new SeedListing { Number = index + 1, Sku = sku, Quantity = 20 + index }),
    ];
}
