using System.Text.Json.Nodes;
using Connector.Core.Ledger;
using Connector.Host.Runtime;

namespace Connector.Host.Documents;

/// <summary>The JSON of <c>status</c>, of the command and of the API.</summary>
internal static class StatusDocument
{
    /// <summary>Everything that the ledger knows of how accounts and stores stand.</summary>
    public static JsonObject Of(ConnectorSession session, IEnumerable<StoreStatus> stores) => new()
    {
        ["ok"] = true,
        ["accounts"] = new JsonObject(session.Accounts.Keys.Select(account => KeyValuePair.Create(account, (JsonNode?)Account(session, account)))),
        ["stores"] = new JsonObject(stores.Select(store => KeyValuePair.Create(store.Store.Configuration.Id.Value, (JsonNode?)Store(store)))),
        ["alerts"] = new JsonArray([.. session.Ledger.Alerts.Standing().Select(Alert)]),
    };

    private static JsonObject Alert(Alert alert) => new()
    {
        ["kind"] = alert.Kind,
        ["subject"] = alert.Subject,
        ["title"] = alert.Title,
        ["text"] = alert.Text,
        ["raisedAt"] = alert.RaisedAt,
    };

    private static JsonObject Account(ConnectorSession session, string account)
    {
        var snapshot = session.Ledger.Levels.LastSnapshot(account);
        return new JsonObject
        {
            ["offers"] = snapshot?.Offers,
            ["readAt"] = snapshot?.At,
            ["oldestReadingAt"] = session.Ledger.Levels.OldestReading(account),
            ["requestsPerMinute"] = session.Accounts[account].Budget.Limit,
            ["requestsInLastMinute"] = session.Ledger.Requests.Recent(account).Count,
            ["webhooksWaiting"] = session.Ledger.Inbox.CountWaiting(account),
            ["lastWebhookAt"] = session.Ledger.Inbox.LastReceived(account),
        };
    }

    private static JsonObject Store(StoreStatus store) => new()
    {
        ["state"] = store.State,
        ["readAt"] = store.ReadAt,
        ["listings"] = store.Listings,
        ["pending"] = store.Pending,
        ["failing"] = store.Failing,
        ["parked"] = store.Parked,
        ["held"] = store.Hold is { State: HoldState.Waiting },
        ["heldChanges"] = store.Held,
        ["heldBecause"] = store.Hold?.Reason,
        ["lastRun"] = store.LastRun is { } run
            ? new JsonObject { ["run"] = run.Id, ["startedAt"] = run.StartedAt, ["endedAt"] = run.EndedAt, ["changes"] = run.Changes, ["applied"] = run.Applied, ["failed"] = run.Failed }
            : null,
        ["error"] = store.Error ?? store.LastRun?.Message,
    };
}
