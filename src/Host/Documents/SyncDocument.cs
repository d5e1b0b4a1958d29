using System.Text.Json.Nodes;
using Connector.Core.Sync;
using Connector.Host.Cli;
using Connector.Host.Runtime;

namespace Connector.Host.Documents;

/// <summary>The JSON of <c>plan</c> and <c>sync</c> (design §6).</summary>
internal static class SyncDocument
{
    public static JsonObject Of(SyncOutcome outcome, int exitCode, bool allItems) => new()
    {
        ["ok"] = exitCode == ExitCode.Done,
        ["accounts"] = new JsonObject(outcome.Accounts.Select(account => KeyValuePair.Create(account.Key, (JsonNode?)new JsonObject
        {
            ["offers"] = account.Value.Snapshot?.Offers,
            ["requests"] = account.Value.Requests,
            ["complete"] = account.Value.IsComplete,
            ["withoutSku"] = account.Value.Snapshot?.WithoutSku,
            ["duplicateSkus"] = account.Value.Snapshot?.DuplicateSkus,
            ["unreadable"] = account.Value.Snapshot?.Unreadable,
            ["error"] = account.Value.Failure?.Message,
        }))),
        ["stores"] = new JsonObject(outcome.Stores.Select(store => KeyValuePair.Create(store.Store.Value, (JsonNode?)Store(store, allItems)))),
    };

    /// <summary>What is planned for one store.</summary>
    public static JsonObject Of(StoreReport store) => new()
    {
        ["ok"] = store.Failure is null,
        ["stores"] = new JsonObject { [store.Store.Value] = Store(store, allItems: true) },
    };

    private static JsonObject Store(StoreReport store, bool allItems) => new()
    {
        ["listings"] = store.Plan?.Listings,
        ["matched"] = store.Plan?.Matched,
        ["onlyInStore"] = store.Plan?.OnlyInStore,
        ["onlyInCrm"] = store.Plan?.OnlyInCrm,
        ["ambiguous"] = store.Plan?.Ambiguous,
        ["changes"] = store.Items.Count,
        ["applied"] = store.Count(ItemOutcome.Applied),
        ["accepted"] = store.Count(ItemOutcome.Accepted),
        ["unchanged"] = store.Count(ItemOutcome.Unchanged),
        ["failed"] = store.FailedItems,
        ["notTracked"] = (store.Plan?.NotTracked ?? 0) + store.Count(ItemOutcome.NotTracked),
        ["unknown"] = store.Plan?.Unknown,
        ["held"] = store.IsHeld,
        ["heldBecause"] = store.IsHeld ? store.Verdict?.HeldBecause : null,
        ["requests"] = store.Requests,
        ["milliseconds"] = (long)store.Duration.TotalMilliseconds,
        ["error"] = store.Failure,
        ["items"] = new JsonArray([.. store.Items.Where(item => allItems || item.Outcome != ItemOutcome.Applied).Select(Item)]),
    };

    /// <summary>One change and what became of it.</summary>
    public static JsonObject Item(ItemResult item)
    {
        var node = new JsonObject
        {
            ["sku"] = item.Change.Sku,
            ["ref"] = item.Change.Ref.Value,
            ["before"] = item.Change.Before,
            ["after"] = item.Change.After,
            ["outcome"] = OutcomeWords.Of(item.Outcome),
            ["reason"] = item.Change.Reason,
        };
        if (item.Current is { } current)
            node["current"] = current;
        if (item.Error is { } error)
            node["error"] = new JsonObject { ["code"] = error.Code, ["message"] = error.Message };
        return node;
    }
}
