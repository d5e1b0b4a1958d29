using System.Text.Json;

namespace Connector.Host.Receivers;

/// <summary>What a receiver answered.</summary>
internal sealed record ReceiverAnswer
{
    private const int MostShown = 200;

    /// <summary>The HTTP status.</summary>
    public required int Status { get; init; }

    /// <summary>The body.</summary>
    public required string Text { get; init; }

    /// <summary>The body, if it is JSON.</summary>
    public JsonElement? Json { get; init; }

    /// <summary>The header Content-Encoding; empty for plain text.</summary>
    public string Encoding { get; init; } = "";

    /// <summary>Whether the request was refused for want of a signature or token.</summary>
    public bool IsRefused => Status is 401 or 403;

    /// <summary>Whether a batch was taken.</summary>
    public bool IsTaken => Status is 200 or 207;

    /// <summary>A few words for the table.</summary>
    public string Said => Status is >= 200 and < 300 && Json is not null ? $"{Status}" : $"{Status} {(Text.Length > MostShown ? Text[..MostShown] + "…" : Text)}".Trim();

    /// <summary>The result of one SKU.</summary>
    public JsonElement? Result(string sku) => Json.List("results")?.FirstOrDefault(result => result.Text("sku") == sku);

    /// <summary>The status of one SKU.</summary>
    public string? StatusOf(string sku) => Result(sku).Text("status");
}
