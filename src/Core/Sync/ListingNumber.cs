using Connector.Abstractions;
using Connector.Core.Matching;
using Connector.Core.Planning;
using Connector.Core.Stock;

namespace Connector.Core.Sync;

/// <summary>What a listing should hold as the ledger knows keyCRM now, for a person who looks.</summary>
/// <param name="Quantity">The number by the store's rule; <see langword="null"/> where the connector leaves the listing alone.</param>
/// <param name="Why">How the number is made, or why there is none.</param>
/// <param name="Levels">What keyCRM says of the offers with its SKU, those that are gone included: none, one, or several that contradict each other.</param>
public sealed record ListingNumber(decimal? Quantity, string Why, IReadOnlyList<Level> Levels)
{
    /// <summary>Looks up some listings: the same as a plan of the whole store says about them.</summary>
    /// <param name="ledger">Where everything stands.</param>
    /// <param name="store">The store.</param>
    /// <param name="shown">Some of its listings.</param>
    /// <returns>One for each of them, by its reference.</returns>
    public static IReadOnlyDictionary<ListingRef, ListingNumber> Of(Ledger.Ledger ledger, StoreDefinition store, IReadOnlyCollection<Listing> shown)
    {
        var planner = new Planner(store.Stock, store.Match);
        var keys = shown.Select(listing => SkuKey.Loosest(listing.Sku)).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var levels = ledger.Levels.FindByKeys(store.Account, planner.Concerning(keys));
        var index = new ListingIndex(store.Match);
        // As if every number were in doubt: then the plan has one for each listing, also where it is right.
        foreach (var listing in ledger.Listings.FindByKeys(store.Id, keys))
            index.Add(listing, isDoubtful: true);
        var findings = new Dictionary<string, string>(StringComparer.Ordinal);
        var plan = planner.Make(levels, index, finding => findings[finding.Ref ?? ""] = finding.Detail);

        var numbers = plan.Changes.ToDictionary(change => change.Ref);
        var levelsByKey = levels.ToLookup(level => SkuKey.Loosest(level.Sku), StringComparer.Ordinal);
        return shown.ToDictionary(listing => listing.Ref, listing => new ListingNumber(
            numbers.GetValueOrDefault(listing.Ref)?.After,
            numbers.GetValueOrDefault(listing.Ref)?.Reason ?? findings.GetValueOrDefault(listing.Ref.Value, "the listing has no SKU"),
            SkuKey.Loosest(listing.Sku) is { } key ? [.. planner.Concerning([key]).SelectMany(crm => levelsByKey[crm])] : []));
    }
}
