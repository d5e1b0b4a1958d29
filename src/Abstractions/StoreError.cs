namespace Connector.Abstractions;

/// <summary>Why one change was not applied.</summary>
public sealed record StoreError
{
    /// <summary>Stable, dotted, lower case, beginning with the adapter's short name: <c>"woo.product_invalid_id"</c>.</summary>
    public required string Code { get; init; }

    /// <summary>A sentence for the merchant's helper. Holds no secret.</summary>
    public required string Message { get; init; }
}
