namespace Connector.Core.Stock;

/// <summary>How one store makes the number for sale out of a level (docs: rules).</summary>
public sealed record StockRule
{
    /// <summary>The warehouses that count, by keyCRM's id; <see langword="null"/> for all. Never empty.</summary>
    public IReadOnlyList<long>? Warehouses { get; init; }

    /// <summary>Whether reserves are subtracted.</summary>
    public ReservePolicy Reserve { get; init; }

    /// <summary>Units held back from sale; 0 or more.</summary>
    public decimal Buffer { get; init; }

    /// <summary>The most that is ever shown; <see langword="null"/> for no cap; 0 or more.</summary>
    public decimal? Max { get; init; }

    /// <summary>What happens to decimal places.</summary>
    public FractionPolicy Fraction { get; init; }

    /// <summary>What happens when the offer is gone from keyCRM.</summary>
    public MissingPolicy WhenMissing { get; init; }

    /// <summary>Exceptions for single SKUs, by the store's SKU as written in the configuration.</summary>
    public IReadOnlyDictionary<string, StockOverride> Overrides { get; init; } =
        new Dictionary<string, StockOverride>(StringComparer.Ordinal);
}
