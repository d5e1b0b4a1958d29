using System.Text.Json.Nodes;
using Connector.Core.Ledger;
using Connector.Core.Matching;
using Connector.Core.Stock;
using Connector.Abstractions;
using Connector.Host.Configuration;

namespace Connector.Host.Documents;

/// <summary>What number a SKU has in a store, why, since when, and who wrote it.</summary>
internal sealed record History(StoreConfiguration Store, IReadOnlyList<Listing> Listings, IReadOnlyList<(Level Level, string Reason)> Levels, IReadOnlyList<JournalEntry> Entries)
{
    private const int EntriesShown = 20;

    /// <summary>Looks it up.</summary>
    /// <param name="ledger">Where it stands.</param>
    /// <param name="store">The store.</param>
    /// <param name="sku">The SKU exactly as the store has it.</param>
    public static History Of(Ledger ledger, StoreConfiguration store, string sku)
    {
        var calculator = new StockCalculator(store.Stock, text => SkuKey.Of(text, store.Match));
        var crmSkus = store.Match.Aliases.Where(alias => alias.Value == sku).Select(alias => alias.Key).Append(sku);
        return new History(
            store,
            ledger.Listings.FindBySku(store.Id, sku),
            [.. crmSkus.SelectMany(crmSku => ledger.Levels.FindBySku(store.Account, crmSku)).Select(level => (level, calculator.Explain(level, sku)))],
            ledger.Journal.History(sku, store.Id, EntriesShown));
    }

    /// <summary>As JSON, for all stores that were asked for.</summary>
    public static JsonObject Document(string sku, IReadOnlyList<History> stories) => new()
    {
        ["ok"] = true,
        ["sku"] = sku,
        ["stores"] = new JsonObject(stories.Select(story => KeyValuePair.Create(story.Store.Id.Value, (JsonNode?)new JsonObject
        {
            ["listings"] = new JsonArray([.. story.Listings.Select(listing => new JsonObject { ["ref"] = listing.Ref.Value, ["quantity"] = listing.Quantity, ["name"] = listing.Name })]),
            ["levels"] = new JsonArray([.. story.Levels.Select(one => new JsonObject
            {
                ["offer"] = one.Level.Offer,
                ["quantity"] = one.Level.Quantity,
                ["reserve"] = one.Level.Reserve,
                ["observedAt"] = one.Level.Observation.At,
                ["missingSnapshots"] = one.Level.MissingSnapshots,
                ["reason"] = one.Reason,
            })]),
            ["journal"] = new JsonArray([.. story.Entries.Select(entry => new JsonObject
            {
                ["at"] = entry.At,
                ["run"] = entry.Run,
                ["ref"] = entry.Ref,
                ["before"] = entry.Before,
                ["after"] = entry.After,
                ["outcome"] = entry.Outcome,
                ["reason"] = entry.Reason,
                ["observedAt"] = entry.Observation.At,
                ["current"] = entry.Current,
                ["code"] = entry.Code,
                ["message"] = entry.Message,
            })]),
        }))),
    };
}
