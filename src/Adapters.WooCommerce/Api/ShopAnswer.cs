using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Connector.Abstractions;

namespace Connector.Adapters.WooCommerce.Api;

/// <summary>What came back from a shop.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Body">The whole body.</param>
/// <param name="Json">The JSON in it; empty if there is none.</param>
/// <param name="Location">Where a redirect points.</param>
/// <param name="RetryAfter">How long the shop asked to be left alone.</param>
/// <param name="Total">X-WP-Total: the rows of a list in all.</param>
internal sealed record ShopAnswer(
    HttpStatusCode Status, ReadOnlyMemory<byte> Body, ReadOnlyMemory<byte> Json, Uri? Location, TimeSpan? RetryAfter, int? Total)
{
    /// <summary>Whether it is a success with JSON in it.</summary>
    public bool IsGood => Status == HttpStatusCode.OK && !Json.IsEmpty;

    /// <summary>Whether the address itself may be wrong: a redirect, or a page in place of JSON.</summary>
    public bool IsElsewhere => (int)Status is >= 300 and < 400 || (Json.IsEmpty && Status is HttpStatusCode.OK or HttpStatusCode.NotFound);

    /// <summary>The error in it; <see langword="null"/> if it is none in WordPress' form.</summary>
    public ShopError? Error => Json.IsEmpty || Json.Span[0] != (byte)'{' ? null : TryRead(ShopJson.Default.ShopError) is { Code.Length: > 0 } error ? error : null;

    /// <summary>Reads the JSON.</summary>
    /// <exception cref="StoreException">It is of another shape.</exception>
    public T Read<T>(JsonTypeInfo<T> type)
    {
        try
        {
            return JsonSerializer.Deserialize(Json.Span, type) ?? throw Shape(null);
        }
        catch (JsonException exception)
        {
            throw Shape(exception);
        }
    }

    private static StoreException Shape(JsonException? exception) =>
        new(StoreFailure.Protocol, $"The shop answered JSON of another shape than WooCommerce's{(exception?.Path is { } path ? $" (at {path})" : "")}; nothing of it counts. A plug-in of the shop may alter its REST answers.", exception);

    /// <summary>Reads the JSON; <see langword="null"/> if it is of another shape.</summary>
    public T? TryRead<T>(JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(Json.Span, type);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
