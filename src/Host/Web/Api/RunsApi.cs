using System.Text.Json;
using System.Text.Json.Nodes;
using Connector.Abstractions;
using Connector.Core.Ledger;
using Connector.Core.Ledger.Views;
using Connector.Core.Sync;
using Connector.Host.Documents;
using Connector.Host.Runtime;

namespace Connector.Host.Web.Api;

/// <summary>What was done and what is there: listings, runs with their changes, undoing, and whether connections work.</summary>
internal sealed class RunsApi(ConnectorSession session, StoreActions actions, ApiAnswers answers) : IApiModule
{
    private const int Size = 100;

    /// <inheritdoc />
    public void Map(RouteGroupBuilder api)
    {
        api.MapGet("/stores/{store}/listings", Listings);
        api.MapGet("/runs", (string? store, int? page) => answers.Json(session.Ledger.Views.Runs(store is null ? null : new StoreId(store), PageNumber.Of(page), Size), "runs", Run));
        api.MapGet("/runs/{run:long}", One);
        api.MapPost("/runs/{run:long}/undo", UndoAsync);
        api.MapGet("/journal", Journal);
        api.MapGet("/check", CheckAsync);
    }

    private IResult Listings(string store, string? show, string? text, int? page)
    {
        if (actions.Find(store) is not { } found)
            return NoSuchStore(store);
        if (!Enum.TryParse<ListingFilter>(show ?? nameof(ListingFilter.All), ignoreCase: true, out var filter) || !Enum.IsDefined(filter))
            return answers.Problem($"“show” is one of {string.Join(", ", Enum.GetNames<ListingFilter>().Select(name => name.ToLowerInvariant()))}.", StatusCodes.Status400BadRequest);
        var rows = session.Ledger.Views.Listings(found.Configuration.Id, filter, (text ?? "").Trim(), PageNumber.Of(page), Size);
        var numbers = ListingNumber.Of(session.Ledger, found.Definition, [.. rows.Rows.Select(row => row.Listing)]);
        return answers.Json(rows, "listings", row => Listing(row, numbers[row.Listing.Ref]));
    }

    private IResult One(long run, int? page) => session.Ledger.Runs.Find(run) is { } found
        ? answers.Json(session.Ledger.Views.Entries(run, PageNumber.Of(page), Size), "changes", Entry, ("run", Run(found)))
        : NoSuchRun(run);

    private IResult Journal(string? store, int? page)
    {
        if (store is not null && actions.Find(store) is null)
            return NoSuchStore(store);
        return answers.Json(session.Ledger.Views.Journal(store is null ? null : new StoreId(store), PageNumber.Of(page), Size), "entries", Entry);
    }

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
            return answers.Problem($"The body is no JSON ({exception.Message}). Send {{\"apply\": true}}, or nothing to see what would be done.", StatusCodes.Status400BadRequest);
        }

        try
        {
            var (report, left) = await actions.UndoAsync(found.Store, run, apply, stop).ConfigureAwait(false);
            return answers.Json(UndoDocument.Of(run, report, left, apply));
        }
        catch (StoreException exception)
        {
            return answers.Problem(exception.Message, StatusCodes.Status409Conflict);
        }
    }

    private static async Task<bool> IsWantedAsync(Stream body, CancellationToken stop) =>
        await JsonNode.ParseAsync(body, cancellationToken: stop).ConfigureAwait(false) is JsonObject document
        && document["apply"] is JsonValue wanted && wanted.TryGetValue<bool>(out var apply) && apply;

    private async Task<IResult> CheckAsync(CancellationToken stop) =>
        answers.Json(CheckDocument.Of(await ConnectionCheck.RunAsync(session, session.Stores, stop).ConfigureAwait(false)));

    private static JsonObject Listing(ListingRow row, ListingNumber number) => new()
    {
        ["ref"] = row.Listing.Ref.Value,
        ["sku"] = row.Listing.Sku,
        ["name"] = row.Listing.Name,
        ["tracked"] = row.Listing.TracksStock,
        ["quantity"] = row.Listing.Quantity,
        ["desired"] = number.Quantity ?? row.Desired?.Quantity,
        ["state"] = row.Desired?.State.ToString().ToLowerInvariant(),
        ["reason"] = number.Why,
        ["code"] = row.Desired?.Code,
        ["message"] = row.Desired?.Message,
        ["changedAt"] = row.Desired?.ChangedAt,
    };

    private static JsonObject Run(Run run) => new()
    {
        ["run"] = run.Id,
        ["store"] = run.Store,
        ["startedAt"] = run.StartedAt,
        ["endedAt"] = run.EndedAt,
        ["state"] = run.State.ToString().ToLowerInvariant(),
        ["changes"] = run.Changes,
        ["applied"] = run.Applied,
        ["failed"] = run.Failed,
        ["message"] = run.Message,
    };

    private static JsonObject Entry(JournalEntry entry) => new()
    {
        ["at"] = entry.At,
        ["store"] = entry.Store,
        ["run"] = entry.Run,
        ["sku"] = entry.Sku,
        ["ref"] = entry.Ref,
        ["before"] = entry.Before,
        ["after"] = entry.After,
        ["outcome"] = entry.Outcome,
        ["reason"] = entry.Reason,
        ["code"] = entry.Code,
        ["message"] = entry.Message,
    };

    private IResult NoSuchStore(string store) => answers.Problem($"There is no enabled store “{store}”.", StatusCodes.Status404NotFound);

    private IResult NoSuchRun(long run) => answers.Problem($"There is no run {run}.", StatusCodes.Status404NotFound);
}
