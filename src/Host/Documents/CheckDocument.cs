using System.Text.Json.Nodes;
using Connector.Host.Runtime;

namespace Connector.Host.Documents;

/// <summary>The JSON of <c>check</c>, of the command and of the API.</summary>
internal static class CheckDocument
{
    public static JsonObject Of(IReadOnlyList<ConnectionCheck> checks) => new()
    {
        ["ok"] = checks.All(check => check.IsHealthy),
        ["checks"] = new JsonArray([.. checks.Select(check => new JsonObject
        {
            ["kind"] = check.Kind,
            ["name"] = check.Name,
            ["healthy"] = check.IsHealthy,
            ["summary"] = check.Summary,
            ["details"] = new JsonObject(check.Details.Select(detail => KeyValuePair.Create(detail.Key, (JsonNode?)detail.Value))),
        })]),
    };
}
