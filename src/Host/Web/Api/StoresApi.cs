using System.Text.Json.Nodes;
using Connector.Abstractions;
using Connector.Host.Documents;
using Connector.Host.Runtime;
using Connector.Host.Service;

namespace Connector.Host.Web.Api;

/// <summary>What a person asks and decides: the same as the commands, by HTTP.</summary>
internal sealed class StoresApi(ConnectorSession session, Func<IWorkers?> workers, StoreActions actions, ApiAnswers answers) : IApiModule
{
    /// <inheritdoc />
    public void Map(RouteGroupBuilder api)
    {
        api.MapGet("/status", Status);
        api.MapGet("/history", History);
        api.MapGet("/reports/{kind}", Report);
        api.MapGet("/stores/{store}/plan", PlanAsync);
        api.MapPost("/stores/{store}/retry", Retry);
        api.MapPost("/stores/{store}/sync", (string store) => Wake(store));
        api.MapPost("/stores/{store}/approve", (HttpContext context, string store) => Decide(context, store, approve: true));
        api.MapPost("/stores/{store}/reject", (HttpContext context, string store) => Decide(context, store, approve: false));
        api.MapPost("/accounts/{account}/scan", (string account) => Scan(account));
    }

    private IResult Status()
    {
        var document = StatusDocument.Of(session, session.Stores.Select(store => StoreStatus.Of(session.Ledger, store, workers())));
        var stores = document["stores"]!.AsObject();
        foreach (var worker in workers()?.Stores ?? [])
        {
            if (stores[worker.Store.Configuration.Id.Value] is not JsonObject store)
                continue;
            store["downSince"] = worker.DownSince;
            store["stopped"] = worker.IsStopped;
            store["lastStepAt"] = worker.LastStepAt;
        }

        foreach (var worker in workers()?.Accounts ?? [])
        {
            var account = document["accounts"]![worker.Name]!.AsObject();
            account["scanning"] = worker.IsScanning;
            account["error"] = worker.Trouble;
        }

        return answers.Json(document);
    }

    private IResult History(string sku, string? store)
    {
        if (store is not null && actions.Find(store) is null)
            return NoSuchStore(store);
        var wanted = sku.Trim();
        return answers.Json(Documents.History.Document(wanted, [.. session.Stores
            .Where(one => store is null || one.Configuration.Id.Value == store)
            .Select(one => Documents.History.Of(session.Ledger, one.Configuration, wanted))]));
    }

    private IResult Report(string kind, string? store)
    {
        if (!ReportRow.Reports.Contains(kind, StringComparer.Ordinal))
            return answers.Problem($"There is no report “{kind}”; there are {string.Join(", ", ReportRow.Reports)}.", StatusCodes.Status404NotFound);
        if (store is not null && actions.Find(store) is null)
            return NoSuchStore(store);
        return answers.Json(ReportRow.Document(kind, [.. session.Stores
            .Where(one => store is null || one.Configuration.Id.Value == store)
            .SelectMany(one => ReportRow.Of(session.Ledger, one.Configuration.Id, kind))]));
    }

    private async Task<IResult> PlanAsync(string store, CancellationToken stop) => actions.Find(store) is { } found
        ? answers.Json(SyncDocument.Of(await actions.PlanAsync(found, stop).ConfigureAwait(false)))
        : NoSuchStore(store);

    private IResult Retry(string store, string @ref)
    {
        if (actions.Find(store) is not { } found)
            return NoSuchStore(store);
        return actions.Retry(found.Configuration.Id, new ListingRef(@ref))
            ? answers.Json(new JsonObject { ["ok"] = true, ["store"] = store, ["ref"] = @ref, ["asked"] = "retry" }, StatusCodes.Status202Accepted)
            : answers.Problem($"No number of the listing “{@ref}” failed, is parked or contested in “{store}”; GET listings?show=failing shows those that did.", StatusCodes.Status409Conflict);
    }

    private IResult Wake(string store) => actions.Wake(store)
        ? answers.Json(new JsonObject { ["ok"] = true, ["store"] = store, ["asked"] = "sync" }, StatusCodes.Status202Accepted)
        : NoSuchStore(store);

    private IResult Scan(string account) => actions.Scan(account)
        ? answers.Json(new JsonObject { ["ok"] = true, ["account"] = account, ["asked"] = "scan" }, StatusCodes.Status202Accepted)
        : answers.Problem($"No account “{account}” feeds a store.", StatusCodes.Status404NotFound);

    private IResult Decide(HttpContext context, string store, bool approve)
    {
        if (actions.Find(store) is not { } found)
            return NoSuchStore(store);
        var by = $"API, {context.Connection.RemoteIpAddress}";
        return actions.Decide(found.Configuration.Id, approve, by)
            ? answers.Json(new JsonObject { ["ok"] = true, ["store"] = store, ["decision"] = approve ? "approved" : "rejected", ["by"] = by })
            : answers.Problem($"No plan of the store “{store}” waits for a decision.", StatusCodes.Status409Conflict);
    }

    private IResult NoSuchStore(string store) => answers.Problem(
        $"There is no enabled store “{store}”; there are {string.Join(", ", session.Stores.Select(one => one.Configuration.Id.Value))}.", StatusCodes.Status404NotFound);
}
