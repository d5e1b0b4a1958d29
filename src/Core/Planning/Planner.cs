using Connector.Abstractions;
using Connector.Core.Matching;
using Connector.Core.Stock;

namespace Connector.Core.Planning;

/// <summary>Compares what keyCRM says with what a store has. Decides nothing by what is missing.</summary>
public sealed class Planner
{
    /// <summary>Proven snapshots in a row that must lack an offer before <see cref="MissingPolicy.Zero"/> counts it as gone.</summary>
    public const int SnapshotsUntilGone = 2;

    private readonly StockRule stock;
    private readonly MatchRule match;
    private readonly StockCalculator calculator;
    private readonly Dictionary<string, string> aliases = new(StringComparer.Ordinal);
    private readonly ILookup<string, string> storeKeysOf;
    private readonly ILookup<string, string> crmKeysOf;

    /// <summary>A planner for one store's rules.</summary>
    public Planner(StockRule stock, MatchRule match)
    {
        this.stock = stock;
        this.match = match;
        calculator = new StockCalculator(stock, sku => SkuKey.Of(sku, match));
        foreach (var (crm, store) in match.Aliases)
        {
            if (SkuKey.Of(crm, match) is { } key)
                aliases[key] = store;
        }

        var loose = match.Aliases.Select(alias => (Crm: SkuKey.Loosest(alias.Key), Store: SkuKey.Loosest(alias.Value)))
            .Where(pair => pair is { Crm: not null, Store: not null })
            .ToList();
        storeKeysOf = loose.ToLookup(pair => pair.Crm!, pair => pair.Store!, StringComparer.Ordinal);
        crmKeysOf = loose.ToLookup(pair => pair.Store!, pair => pair.Crm!, StringComparer.Ordinal);
    }

    /// <summary>
    /// What a change of offers can concern: the loosest keys (<see cref="SkuKey.Loosest"/>) of all listings that these offers may
    /// belong to, and of all offers that may belong to those listings. A plan over just these is the whole plan's part about them.
    /// </summary>
    /// <param name="changed">Loosest keys of offers.</param>
    public (IReadOnlySet<string> Store, IReadOnlySet<string> Crm) Concerned(IEnumerable<string> changed)
    {
        var store = new HashSet<string>(changed, StringComparer.Ordinal);
        if (aliases.Count == 0)
            return (store, store);
        store.UnionWith(store.SelectMany(key => storeKeysOf[key]).ToList());
        return (store, Concerning(store));
    }

    /// <summary>The loosest keys of offers that may belong to listings with these loosest keys.</summary>
    public IReadOnlySet<string> Concerning(IEnumerable<string> listings)
    {
        var crm = new HashSet<string>(listings, StringComparer.Ordinal);
        crm.UnionWith(crm.SelectMany(key => crmKeysOf[key]).ToList());
        return crm;
    }

    /// <summary>Makes the plan.</summary>
    /// <param name="levels">Every level of the account, each offer once, in any order.</param>
    /// <param name="index">Every listing of the store.</param>
    /// <param name="report">Called for everything that a person may want to see.</param>
    public Plan Make(IEnumerable<Level> levels, ListingIndex index, Action<Finding> report)
    {
        var offers = new OffersByListing(index.Count);
        var onlyInCrm = 0;
        foreach (var level in levels)
        {
            var sku = Translate(level.Sku);
            var head = index.Find(sku);
            if (head >= 0)
            {
                offers.Add(head, level);
            }
            else if (level.MissingSnapshots == 0 && SkuKey.Of(sku, match) is not null)
            {
                onlyInCrm++;
                report(new Finding(FindingKind.OnlyInCrm, level.Sku, null, level.Offer, "no listing of the store carries this SKU"));
            }
        }

        var tally = new Tally();
        for (var i = 0; i < index.Count; i++)
        {
            var entry = index[i];
            if (entry.IsBlank)
            {
                tally.OnlyInStore++;
                report(new Finding(FindingKind.OnlyInStore, entry.Sku, entry.Ref, null, "the listing has no SKU"));
            }
            else if (entry.IsHead)
            {
                PlanGroup(index, i, offers, tally, report);
            }
        }

        return new Plan
        {
            Listings = index.Count,
            Matched = tally.Matched,
            OnlyInStore = tally.OnlyInStore,
            OnlyInCrm = onlyInCrm,
            Ambiguous = tally.Ambiguous,
            NotTracked = tally.NotTracked,
            Unknown = tally.Unknown,
            InStock = tally.InStock,
            Changes = tally.Changes,
        };
    }

    /// <summary>The store's SKUs of offers that no listing carries, as keyCRM or the aliases spell them, by their keys.</summary>
    /// <param name="levels">Every level of the account.</param>
    /// <param name="index">Every listing known so far.</param>
    public IReadOnlyDictionary<string, string> Unlisted(IEnumerable<Level> levels, ListingIndex index)
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var level in levels)
        {
            var sku = Translate(level.Sku);
            if (level.MissingSnapshots == 0 && SkuKey.Of(sku, match) is { } key && index.Find(sku) < 0)
                found.TryAdd(key, sku!);
        }

        return found;
    }

    private string? Translate(string? sku) =>
        aliases.Count > 0 && SkuKey.Of(sku, match) is { } key && aliases.TryGetValue(key, out var alias) ? alias : sku;

    private void PlanGroup(ListingIndex index, int head, OffersByListing offers, Tally tally, Action<Finding> report)
    {
        var level = offers.Present(head) ?? (stock.WhenMissing == MissingPolicy.Zero ? offers.Missing(head) : null);
        if (level is null)
        {
            foreach (var position in index.Group(head))
            {
                tally.OnlyInStore++;
                report(new Finding(FindingKind.OnlyInStore, index[position].Sku, index[position].Ref, null,
                    offers.Missing(head) is null ? "no offer carries this SKU" : "its offer is gone from keyCRM; the number is left alone"));
            }

            return;
        }

        if (Ambiguity(index, head, offers, level) is { } doubt)
        {
            foreach (var position in index.Group(head))
            {
                tally.Ambiguous++;
                report(new Finding(FindingKind.Duplicate, index[position].Sku, index[position].Ref, level.Offer, doubt));
            }

            return;
        }

        foreach (var position in index.Group(head))
            PlanListing(index[position], level, tally, report);
    }

    private void PlanListing(ListingIndex.Entry entry, Level level, Tally tally, Action<Finding> report)
    {
        tally.Matched++;
        if (!entry.TracksStock)
        {
            tally.NotTracked++;
            report(new Finding(FindingKind.NotTracked, entry.Sku, entry.Ref, level.Offer, "the store does not count stock for this listing"));
            return;
        }

        if (entry.Quantity > 0)
            tally.InStock++;

        var gone = level.MissingSnapshots > 0;
        if (gone && level.MissingSnapshots < SnapshotsUntilGone)
        {
            tally.Unknown++;
            report(new Finding(FindingKind.Unknown, entry.Sku, entry.Ref, level.Offer,
                "its offer was missing from the last snapshot; the next one decides"));
            return;
        }

        var available = gone ? Available.Of(0) : calculator.Compute(level, entry.Sku);
        if (available.Quantity is not { } after)
        {
            tally.Unknown++;
            report(new Finding(FindingKind.Unknown, entry.Sku, entry.Ref, level.Offer, available.Gap + "; the number is left alone"));
            return;
        }

        if (entry.Quantity == after && !entry.IsDoubtful)
            return;
        tally.Changes.Add(new PlannedChange
        {
            Ref = new ListingRef(entry.Ref),
            Sku = entry.Sku,
            Parent = entry.Parent is { } parent ? new ListingRef(parent) : null,
            Before = entry.Quantity,
            After = after,
            Reason = gone
                ? $"its offer is gone from keyCRM in {level.MissingSnapshots} snapshots in a row, and whenMissing is zero"
                : calculator.Explain(level, entry.Sku),
            Observation = level.Observation,
        });
    }

    // Law 4: a number never spreads over a parent and its own variant, whatever "duplicates" says.
    private string? Ambiguity(ListingIndex index, int head, OffersByListing offers, Level level)
    {
        if (offers.IsContested(head))
            return "several offers carry this SKU; give each its own SKU in keyCRM";
        if (!index.IsShared(head))
            return null;
        if (match.Duplicates == DuplicatePolicy.Refuse)
            return $"several listings carry the SKU of offer {level.Offer}; give each its own, or set match.duplicates to \"all\"";
        var refs = index.Group(head).Select(position => index[position].Ref).ToHashSet(StringComparer.Ordinal);
        return index.Group(head).Any(position => index[position].Parent is { } parent && refs.Contains(parent))
            ? "a product and its own variant carry this SKU; give the variant its own"
            : null;
    }

    private sealed class Tally
    {
        public int Matched, OnlyInStore, Ambiguous, NotTracked, Unknown, InStock;

        public List<PlannedChange> Changes { get; } = [];
    }
}
