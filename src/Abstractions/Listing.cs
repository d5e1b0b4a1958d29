namespace Connector.Abstractions;

/// <summary>A thing in a store that carries a SKU and a stock number: product, variation, combination, table row.</summary>
public sealed record Listing
{
    /// <summary>Where the listing lives.</summary>
    public required ListingRef Ref { get; init; }

    /// <summary>
    /// The SKU as the merchant typed it: decoded if the store keeps it encoded, otherwise unchanged. May be empty; the host
    /// trims, normalises and compares, and never matches an empty SKU.
    /// </summary>
    public required string Sku { get; init; }

    /// <summary>The number the store holds now, in the store's units; <see langword="null"/> where the store holds none.</summary>
    public decimal? Quantity { get; init; }

    /// <summary>
    /// Whether the store shows what it holds. Where it does not, <see cref="Quantity"/> is <see langword="null"/> for want of
    /// knowledge, and the host goes by what it last put there.
    /// </summary>
    public bool ShowsQuantity { get; init; } = true;

    /// <summary>Whether the store counts stock for this listing. The host writes nothing to one that does not.</summary>
    public bool TracksStock { get; init; } = true;

    /// <summary>A name a person recognises, for reports.</summary>
    public string? Name { get; init; }

    /// <summary>Where a person can look at the listing.</summary>
    public string? Url { get; init; }

    /// <summary>
    /// For a variant: the listing it belongs to. A number for a variant never reaches its parent, so a SKU that is on both
    /// is always ambiguous.
    /// </summary>
    public ListingRef? Parent { get; init; }
}
