namespace Connector.Abstractions;

/// <summary>One number to set. Absolute: setting it twice does no harm.</summary>
public sealed record StockChange
{
    /// <summary>The listing to set, as the adapter itself reported it.</summary>
    public required ListingRef Ref { get; init; }

    /// <summary>The listing's SKU as the adapter reported it, so that a reused reference can be noticed.</summary>
    public required string Sku { get; init; }

    /// <summary>
    /// The number to set, in the store's units. Whole unless the adapter declares
    /// <see cref="StoreFeatures.FractionalQuantities"/>; never below zero unless it declares
    /// <see cref="StoreFeatures.NegativeQuantities"/>.
    /// </summary>
    public required decimal Quantity { get; init; }

    /// <summary>
    /// What the store held when the host decided, if it knew. Only for adapters that can compare and set; others ignore it.
    /// </summary>
    public decimal? Expected { get; init; }
}
