using System.Text.Json;
using System.Text.Json.Nodes;
using Connector.Abstractions;
using Connector.Core.Ledger;
using Connector.Core.Ledger.Views;
using Connector.Host.Runtime;

namespace Connector.Host.Web.Api;

/// <summary>What was done and what is there: listings, runs with their changes, undoing, and whether connections work.</summary>
internal sealed class RunsApi(ConnectorSession session, StoreActions actions) : IApiModule
{
    private const int Size = 100;

    /// <inheritdoc />
    public void Map(RouteGroupBuilder api)
    {
        api.MapGet("/stores/{store}/listings", Listings);
        api.MapGet("/runs", (string? store, int? page) => Json(session.Ledger.Views.Runs(store is null ? null : new StoreId(store), Number(page), Size), "runs", Run));
        api.MapGet("/runs/{run:long}", One);
        api.MapPost("/runs/{run:long}/undo", UndoAsync);
        api.MapGet("/check", CheckAsync);
    }

    private IResult Listings(string store, string? show, string? text, int? page)
    {
        if (actions.Find(store) is not { } found)
            return Results.Problem($"There is no enabled store “{store}”.", statusCode: StatusCodes.Status404NotFound);
        if (!Enum.TryParse<ListingFilter>(show ?? nameof(ListingFilter.All), ignoreCase: true, out var filter) || !Enum.IsDefined(filter))
            return Results.Problem($"“show” is one of {string.Join(", ", Enum.GetNames<ListingFilter>().Select(name => name.ToLowerInvariant()))}.", statusCode: StatusCodes.Status400BadRequest);
        return Json(session.Ledger.Views.Listings(found.Configuration.Id, filter, (text ?? "").Trim(), Number(page), Size), "listings", Listing);
    }

    private IResult One(long run, int? page) => session.Ledger.Runs.Find(run) is { } found
        ? Json(session.Ledger.Views.Entries(run, Number(page), Size), "changes", Entry, document => document["run"] = Run(found))
        : NoSuchRun(run);

    // Only planned unless the body says {"apply": true}.
    private async Task<IResult> UndoAsync(HttpContext context, long run, CancellationToken stop)
    {
        if (session.Ledger.Runs.Find(run) is not { } found)
            return NoSuchRun(run);
        bool apply;
        try
        {
            apply = context.Request.ContentLength > 0 && await IsWantedAsync(context.Request.Body, stop).ConfigureAwait(false);
        }
        catch (JsonException exception)
        {
            return Results.Problem($"The body is no JSON ({exception.Message}). Send {{\"apply\": true}}, or nothing to see what would be done.", statusCode: StatusCodes.Status400BadRequest);
        }

        try
        {
            var (report, left) = await actions.UndoAsync(found.Store, run, apply, stop).ConfigureAwait(false);
            return Text(new JsonObject
            {
                ["ok"] = report.Failure is null && report.FailedItems == 0,
                ["run"] = run,
                ["store"] = found.Store,
                ["done"] = apply,
                ["error"] = Safe(report.Failure),
                ["items"] = new JsonArray([.. report.Items.Select(Cli.SyncDocument.Item)]),
                ["left"] = new JsonArray([.. left.Select(one => new JsonObject { ["sku"] = one.Sku, ["why"] = one.Why })]),
            });
        }
        catch (StoreException exception)
        {
            return Results.Problem(Safe(exception.Message), statusCode: StatusCodes.Status409Conflict);
        }
    }

    private static async Task<bool> IsWantedAsync(Stream body, CancellationToken stop) =>
        await JsonNode.ParseAsync(body, cancellationToken: stop).ConfigureAwait(false) is JsonObject document
        && document["apply"] is JsonValue wanted && wanted.TryGetValue<bool>(out var apply) && apply;

    private async Task<IResult> CheckAsync(CancellationToken stop)
    {
        var checks = await ConnectionCheck.RunAsync(session, session.Stores, stop).ConfigureAwait(false);
        return Text(new JsonObject
        {
            ["ok"] = checks.All(check => check.IsHealthy),
            ["checks"] = new JsonArray([.. checks.Select(check => new JsonObject { ["kind"] = check.Kind, ["name"] = check.Name, ["healthy"] = check.IsHealthy, ["summary"] = Safe(check.Summary) })]),
        });
    }

    private JsonObject Listing(ListingRow row) => new()
    {
        ["ref"] = row.Listing.Ref.Value,
        ["sku"] = row.Listing.Sku,
        ["name"] = row.Listing.Name,
        ["tracked"] = row.Listing.TracksStock,
        ["quantity"] = row.Listing.Quantity,
        ["desired"] = row.Desired?.Quantity,
        ["state"] = row.Desired?.State.ToString().ToLowerInvariant(),
        ["reason"] = row.Desired?.Reason,
        ["code"] = row.Desired?.Code,
        ["message"] = Safe(row.Desired?.Message),
        ["changedAt"] = row.Desired?.ChangedAt,
    };

    private JsonObject Run(Run run) => new()
    {
        ["run"] = run.Id,
        ["store"] = run.Store,
        ["startedAt"] = run.StartedAt,
        ["endedAt"] = run.EndedAt,
        ["state"] = run.State.ToString().ToLowerInvariant(),
        ["changes"] = run.Changes,
        ["applied"] = run.Applied,
        ["failed"] = run.Failed,
        ["message"] = Safe(run.Message),
    };

    private JsonObject Entry(JournalEntry entry) => new()
    {
        ["at"] = entry.At,
        ["sku"] = entry.Sku,
        ["ref"] = entry.Ref,
        ["before"] = entry.Before,
        ["after"] = entry.After,
        ["outcome"] = entry.Outcome,
        ["reason"] = entry.Reason,
        ["code"] = entry.Code,
        ["message"] = Safe(entry.Message),
    };

    private string? Safe(string? text) => text is null ? null : session.Redactor.Redact(text);

    private static int Number(int? page) => Math.Clamp(page ?? 1, 1, 1_000_000);

    private static IResult NoSuchRun(long run) => Results.Problem($"There is no run {run}.", statusCode: StatusCodes.Status404NotFound);

    private static IResult Json<T>(Page<T> page, string name, Func<T, JsonObject> row, Action<JsonObject>? more = null)
    {
        var document = new JsonObject { ["ok"] = true, [name] = new JsonArray([.. page.Rows.Select(row)]), ["page"] = page.Number, ["more"] = page.HasMore };
        more?.Invoke(document);
        return Text(document);
    }

    private static IResult Text(JsonObject document) => Results.Text(document.ToJsonString(), "application/json");
}
