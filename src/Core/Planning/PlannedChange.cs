using Connector.Abstractions;
using Connector.Core.Stock;

namespace Connector.Core.Planning;

/// <summary>One listing whose number must change.</summary>
public sealed record PlannedChange
{
    /// <summary>The listing.</summary>
    public required ListingRef Ref { get; init; }

    /// <summary>Its SKU as the store has it.</summary>
    public required string Sku { get; init; }

    /// <summary>For a variant: the listing it belongs to.</summary>
    public ListingRef? Parent { get; init; }

    /// <summary>What the store holds; <see langword="null"/> for no number at all.</summary>
    public required decimal? Before { get; init; }

    /// <summary>What it must hold.</summary>
    public required decimal After { get; init; }

    /// <summary>Why, for a person: <c>7 in 1,4 − 2 reserved − 1 buffer = 4</c>.</summary>
    public required string Reason { get; init; }

    /// <summary>The observation of keyCRM that the number comes from.</summary>
    public required Observation Observation { get; init; }

    /// <summary>Whether a listing in stock goes out of stock.</summary>
    public bool Zeroes => Before > 0 && After <= 0;

    /// <summary>Whether a listing in stock loses units.</summary>
    public bool Lowers => Before > 0 && After < Before;
}
