using System.Net;
using System.Text.Json;

namespace Connector.Adapters.CsCart.Api;

/// <summary>What came back from a shop.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Body">The whole body.</param>
/// <param name="Json">The JSON that the body is; <see langword="null"/> if it is none. Text around it makes it none: a PHP notice means that something broke.</param>
/// <param name="Location">Where a redirect points.</param>
/// <param name="RetryAfter">How long the shop asked to be left alone.</param>
internal sealed record ShopAnswer(HttpStatusCode Status, ReadOnlyMemory<byte> Body, JsonElement? Json, Uri? Location, TimeSpan? RetryAfter)
{
    /// <summary>Whether it is a success with JSON.</summary>
    public bool IsGood => (int)Status is >= 200 and < 300 && Json is not null;

    /// <summary>Whether the address itself may be wrong: a redirect, no such page, or a page in place of JSON.</summary>
    public bool IsElsewhere => (int)Status is >= 300 and < 400 || Status == HttpStatusCode.NotFound || (Status == HttpStatusCode.OK && Json is null);

    /// <summary>What the shop says of it in its own words, in one short line; may be empty.</summary>
    public string Message => Json is { ValueKind: JsonValueKind.Object } json && json.TryGetProperty("message", out var message) && message.ValueKind == JsonValueKind.String
        ? PlainText.Of(message.GetString()!)
        : Json is null ? PlainText.OfPage(Body.Span) : "";

    /// <summary>Reads a body as JSON.</summary>
    public static JsonElement? Parse(ReadOnlySpan<byte> body)
    {
        if (body.StartsWith("\uFEFF"u8))
            body = body["\uFEFF"u8.Length..];
        try
        {
            return JsonElement.Parse(body) is { ValueKind: JsonValueKind.Object or JsonValueKind.Array } json ? json : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
