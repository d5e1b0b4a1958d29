using System.Text.Json;

namespace Connector.Adapters.Http.Template.Site;

/// <summary>What a site answered.</summary>
internal sealed class SiteAnswer : IDisposable
{
    /// <summary>The HTTP status.</summary>
    public required int Status { get; init; }

    /// <summary>Where the request went.</summary>
    public required Uri Address { get; init; }

    /// <summary>Headers by name; several of one name joined with commas.</summary>
    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    /// <summary>How long the site asked to be left alone.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The body's bytes, without a byte order mark.</summary>
    public required ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>The body, where it is JSON.</summary>
    public JsonDocument? Json { get; init; }

    /// <summary>Whether the body is a web page in place of an answer.</summary>
    public bool IsHtml => Json is null
        && ((Headers.TryGetValue("Content-Type", out var kind) && kind.Contains("html", StringComparison.OrdinalIgnoreCase) && !Body.IsEmpty)
            || Body.Span.TrimStart(" \r\n\t"u8).StartsWith("<"u8));

    /// <inheritdoc />
    public void Dispose() => Json?.Dispose();
}
