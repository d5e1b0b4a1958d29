using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Connector.Adapters.Http.Receiver;

/// <summary>What came back from a site.</summary>
internal sealed partial record ReceiverAnswer
{
    private const int ShownText = 160;

    /// <summary>The HTTP status.</summary>
    public required HttpStatusCode Status { get; init; }

    /// <summary>The body, if it is JSON.</summary>
    public JsonElement? Json { get; init; }

    /// <summary>Whether the body is a web page: a firewall's, a maintenance mode's, a login's.</summary>
    public bool IsPage { get; init; }

    /// <summary>The beginning of the body, for messages.</summary>
    public required string Text { get; init; }

    /// <summary>Where a redirect points.</summary>
    public Uri? Location { get; init; }

    /// <summary>How long the site asked to be left alone.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Takes an answer apart.</summary>
    /// <param name="response">Its status and headers.</param>
    /// <param name="body">Its body.</param>
    /// <param name="now">The time that a date in Retry-After is compared with.</param>
    public static ReceiverAnswer Of(HttpResponseMessage response, byte[] body, DateTimeOffset now) => new()
    {
        Status = response.StatusCode,
        Json = Parse(body),
        IsPage = body.AsSpan().TrimStart(" \t\r\n\uFEFF"u8).StartsWith("<"u8),
        Text = Shown(body),
        Location = response.Headers.Location,
        RetryAfter = response.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date > now ? date - now : TimeSpan.Zero,
            _ => null,
        },
    };

    private static JsonElement? Parse(byte[] bytes)
    {
        try
        {
            var text = bytes.AsMemory();
            if (text.Span.StartsWith("\uFEFF"u8))
                text = text[3..];
            using var document = JsonDocument.Parse(text);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Shown(byte[] bytes)
    {
        var text = Spaces().Replace(Tags().Replace(Encoding.UTF8.GetString(bytes, 0, Math.Min(bytes.Length, 4000)), " "), " ").Trim();
        return text.Length <= ShownText ? text : text[..ShownText] + "…";
    }

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tags();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
