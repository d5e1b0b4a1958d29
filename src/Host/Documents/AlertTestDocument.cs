using System.Text.Json.Nodes;
using Connector.Host.Alerts;

namespace Connector.Host.Documents;

/// <summary>The JSON of <c>alert-test</c>, of the command and of the API.</summary>
internal static class AlertTestDocument
{
    public static JsonObject Of(IReadOnlyList<AlertTest> results) => new()
    {
        ["ok"] = results.All(result => result.Problem is null),
        ["channels"] = new JsonArray([.. results.Select(result => new JsonObject
        {
            ["channel"] = result.Channel,
            ["taken"] = result.Problem is null,
            ["problem"] = result.Problem,
        })]),
    };
}
