using System.Text.Json;

namespace Connector.Emulators.Tests.PrestaShop;

/// <summary>One request to a real shop, and its answer.</summary>
internal sealed record RecordedExchange
{
    public required string Name { get; init; }

    public required string Method { get; init; }

    public required string Path { get; init; }

    /// <summary>With which key, in words.</summary>
    public required string Auth { get; init; }

    public required IReadOnlyDictionary<string, string> RequestHeaders { get; init; }

    public string? RequestBody { get; init; }

    public required int Status { get; init; }

    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    public required string Body { get; init; }

    /// <summary>Whether the body goes on in the real answer.</summary>
    public required bool IsCut { get; init; }

    public static IReadOnlyList<RecordedExchange> Read(string version)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(System.IO.Path.Combine(AppContext.BaseDirectory, "Recordings", $"prestashop-{version}.json")));
        return [.. json.RootElement.GetProperty("exchanges").EnumerateArray().Select(Of)];
    }

    private static RecordedExchange Of(JsonElement json)
    {
        var (request, response) = (json.GetProperty("request"), json.GetProperty("response"));
        return new RecordedExchange
        {
            Name = json.GetProperty("name").GetString()!,
            Method = request.GetProperty("method").GetString()!,
            Path = request.GetProperty("path").GetString()!,
            Auth = request.GetProperty("auth").GetString()!,
            RequestHeaders = request.TryGetProperty("headers", out var headers) ? Map(headers) : new Dictionary<string, string>(),
            RequestBody = request.TryGetProperty("body", out var body) ? body.GetString() : null,
            Status = response.GetProperty("status").GetInt32(),
            Headers = Map(response.GetProperty("headers")),
            Body = response.GetProperty("body").GetString()!,
            IsCut = response.TryGetProperty("cut", out _),
        };
    }

    private static Dictionary<string, string> Map(JsonElement json) =>
        json.EnumerateObject().ToDictionary(static property => property.Name, static property => property.Value.GetString()!, StringComparer.OrdinalIgnoreCase);
}
