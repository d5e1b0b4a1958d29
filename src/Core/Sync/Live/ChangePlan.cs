using Connector.Abstractions;
using Connector.Core.Ledger;
using Connector.Core.Matching;
using Connector.Core.Planning;

namespace Connector.Core.Sync.Live;

/// <summary>
/// The part of a store's plan that a few SKUs concern, made from what the ledger knows of keyCRM and of the store. It is the
/// same as the whole plan's part about them, because whatever may share one of their SKUs is in it.
/// </summary>
internal sealed class ChangePlan(StoreDefinition store, Planner planner, Ledger.Ledger ledger)
{
    /// <summary>Plans for some SKUs.</summary>
    /// <param name="changed">Loosest keys (<see cref="SkuKey.Loosest"/>) of offers; <see langword="null"/> for all.</param>
    /// <returns>The changes, the listings that they are about, and the concerned keys that no listing has.</returns>
    public (IReadOnlyList<PlannedChange> Changes, IReadOnlyCollection<ListingRef> Considered, IReadOnlyCollection<string> Unlisted) Make(IReadOnlyCollection<string>? changed)
    {
        var keys = changed is null ? default : planner.Concerned(changed);
        var listings = changed is null ? ledger.Listings.Read(store.Id).ToList() : ledger.Listings.FindByKeys(store.Id, keys.Store);
        var levels = changed is null ? ledger.Levels.Read(store.Account) : ledger.Levels.FindByKeys(store.Account, keys.Crm);
        var outstanding = ledger.Desired.Newest(store.Id, listings.Select(listing => listing.Ref));
        var index = new ListingIndex(store.Match);
        foreach (var listing in listings)
        {
            // What was sent and not confirmed may be there or not: the number goes there again even if it is what is believed.
            index.Add(listing, isDoubtful: outstanding.GetValueOrDefault(listing.Ref)?.State == DesiredState.Failing);
        }

        var plan = planner.Make(levels, index, _ => { });
        var listed = listings.Select(listing => SkuKey.Loosest(listing.Sku)).ToHashSet();
        return (plan.Changes, [.. listings.Select(listing => listing.Ref)], changed is null ? [] : [.. keys.Store.Where(key => !listed.Contains(key))]);
    }

    /// <summary>The store's spelling of SKUs that no listing carries, for a look-up in the store.</summary>
    /// <param name="unlisted">Loosest keys.</param>
    public IReadOnlyList<string> Spell(IReadOnlyCollection<string> unlisted)
    {
        var (_, crm) = planner.Concerned(unlisted);
        var wanted = planner.Unlisted(ledger.Levels.FindByKeys(store.Account, crm), new ListingIndex(store.Match)).Values;
        return [.. wanted.Where(sku => SkuKey.Loosest(sku) is { } key && unlisted.Contains(key))];
    }
}
