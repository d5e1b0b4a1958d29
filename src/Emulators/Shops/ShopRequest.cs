using System.Text;
using Microsoft.AspNetCore.Http;

namespace Connector.Emulators.Shops;

/// <summary>One request as it arrived at a shop, and what became of it.</summary>
public sealed record ShopRequest
{
    /// <summary>Counted from 1, refused requests included.</summary>
    public long Number { get; init; }

    /// <summary>When it arrived, in the emulator's time.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>GET, POST, PUT, PATCH, …</summary>
    public required string Method { get; init; }

    /// <summary>Decoded: <c>/wp-json/wc/v3/products</c>.</summary>
    public required string Path { get; init; }

    /// <summary>As it was sent, with its question mark; empty without one.</summary>
    public required string QueryString { get; init; }

    /// <summary>By name, whatever their case; several of one name are joined with commas.</summary>
    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    /// <summary>The body's bytes.</summary>
    public required ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>The body as UTF-8.</summary>
    public string Text => Encoding.UTF8.GetString(Body.Span);

    /// <summary><c>GET /api/products</c>.</summary>
    public string Route => $"{Method} {Path}";

    /// <summary>Whether it would change something: anything but GET and HEAD.</summary>
    public bool IsWrite => Method is not ("GET" or "HEAD");

    /// <summary>What was answered; null while it is being answered, or if the connection was dropped.</summary>
    public int? Status { get; init; }

    /// <summary>The faults it suffered.</summary>
    public IReadOnlyList<string> Faults { get; init; } = [];

    internal static async Task<ShopRequest> ReadAsync(HttpRequest request, DateTimeOffset at, CancellationToken cancellationToken)
    {
        // Read before anything can wait, so that a client never hangs in its own sending.
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, cancellationToken);
        return new ShopRequest
        {
            At = at,
            Method = request.Method,
            Path = request.Path.Value ?? "/",
            QueryString = request.QueryString.Value ?? "",
            Headers = request.Headers.ToDictionary(
                static header => header.Key, static header => string.Join(", ", header.Value.ToArray()), StringComparer.OrdinalIgnoreCase),
            Body = body.ToArray(),
        };
    }
}
