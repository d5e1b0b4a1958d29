using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Connector.Emulators.Http;
using Connector.Emulators.Shops;

namespace Connector.Emulators.OwnApi;

/// <summary>Bodies of requests and answers.</summary>
internal static class OwnApiJson
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Reply Reply(int status, JsonNode body) => Http.Reply.Json(status, body.ToJsonString(Readable));

    public static Reply Error(int status, string message) => Reply(status, new JsonObject { ["message"] = message });

    /// <summary>The body; null where it is no JSON.</summary>
    public static JsonNode? Body(ShopRequest request)
    {
        try
        {
            return JsonNode.Parse(request.Body.Span);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>A number that was sent as one; null for anything else, text included.</summary>
    public static decimal? Number(JsonNode? value) =>
        value is JsonValue single && single.GetValueKind() == JsonValueKind.Number ? single.GetValue<decimal>() : null;

    /// <summary>A text that was sent as one; null for anything else.</summary>
    public static string? Text(JsonNode? value) =>
        value is JsonValue single && single.GetValueKind() == JsonValueKind.String ? single.GetValue<string>() : null;

    /// <summary>The parameters of a query, decoded; several of one name keep their order.</summary>
    public static ILookup<string, string> Query(ShopRequest request) =>
        request.QueryString.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Select(static pair => pair.Split('=', 2))
            .ToLookup(static pair => Decode(pair[0]), static pair => pair.Length == 2 ? Decode(pair[1]) : "", StringComparer.Ordinal);

    public static int Int(this ILookup<string, string> query, string name, int usual) =>
        int.TryParse(query[name].FirstOrDefault(), out var number) ? number : usual;

    // As web servers do it: a plus is a blank.
    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
