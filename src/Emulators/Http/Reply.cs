using System.Text;

namespace Connector.Emulators.Http;

/// <summary>An answer before it goes out, so that a fault can still change or break it.</summary>
internal sealed record Reply
{
    public required int Status { get; init; }

    public string ContentType { get; init; } = "application/json";

    public ReadOnlyMemory<byte> Body { get; init; }

    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Bytes of the body that are sent before the connection breaks; null: the answer is whole.</summary>
    public int? CutAfter { get; init; }

    /// <summary>The connection breaks before any byte of the answer.</summary>
    public bool Dropped { get; init; }

    /// <summary>A pause in the middle of the body.</summary>
    public TimeSpan StallFor { get; init; }

    public static Reply Json(int status, string json) => new() { Status = status, Body = Encoding.UTF8.GetBytes(json) };

    public static Reply Html(int status, string html) =>
        new() { Status = status, ContentType = "text/html; charset=utf-8", Body = Encoding.UTF8.GetBytes(html) };

    public Reply WithHeader(string name, string value) =>
        this with { Headers = new Dictionary<string, string>(Headers, StringComparer.OrdinalIgnoreCase) { [name] = value } };
}
