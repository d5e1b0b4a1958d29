using System.Text.Json.Nodes;
using Connector.Core.Sync;

namespace Connector.Host.Documents;

/// <summary>The JSON of <c>undo</c>, of the command and of the API.</summary>
internal static class UndoDocument
{
    /// <param name="run">The run that is undone.</param>
    /// <param name="report">What is put back, or would be.</param>
    /// <param name="left">What is left as it is, and why.</param>
    /// <param name="isDone">Whether it was done, not only planned.</param>
    public static JsonObject Of(long run, StoreReport report, IReadOnlyList<(string Sku, string Why)> left, bool isDone) => new()
    {
        ["ok"] = IsOk(report),
        ["run"] = run,
        ["store"] = report.Store.Value,
        ["done"] = isDone,
        ["error"] = report.Failure,
        ["items"] = new JsonArray([.. report.Items.Select(SyncDocument.Item)]),
        ["left"] = new JsonArray([.. left.Select(one => new JsonObject { ["sku"] = one.Sku, ["why"] = one.Why })]),
    };

    /// <summary>Whether all of it went well.</summary>
    public static bool IsOk(StoreReport report) => report.Failure is null && report.FailedItems == 0;
}
