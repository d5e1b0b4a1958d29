using System.Text.Json.Serialization;

namespace Connector.Emulators.KeyCrm;

/// <summary>One line of a webhook call. Absolute numbers; no time, no warehouse, no delivery id.</summary>
public sealed record KeyCrmStockMessage
{
    /// <summary>The offer.</summary>
    [JsonPropertyName("offer_id")]
    public required long OfferId { get; init; }

    /// <summary>Null for an offer without SKU.</summary>
    [JsonPropertyName("sku")]
    public string? Sku { get; init; }

    /// <summary>On hand in the webhook's warehouses, reserved goods included.</summary>
    [JsonPropertyName("in_stock")]
    public required decimal InStock { get; init; }

    /// <summary>Reserved in the webhook's warehouses.</summary>
    [JsonPropertyName("in_reserve")]
    public required decimal InReserve { get; init; }
}
