namespace Connector.Adapters.TestKit;

/// <summary>Something that a test wants to have in the store.</summary>
public sealed record SeedListing
{
    /// <summary>Its SKU, exactly so.</summary>
    public required string Sku { get; init; }

    /// <summary>The number it holds.</summary>
    public decimal Quantity { get; init; }

    /// <summary>
    /// For a variant: the SKU of the product it belongs to. The product is not seeded apart; it keeps no stock of its own.
    /// </summary>
    public string? ParentSku { get; init; }

    /// <summary>Whether the store counts stock for it.</summary>
    public bool TracksStock { get; init; } = true;
}
