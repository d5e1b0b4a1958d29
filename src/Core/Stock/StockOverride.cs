namespace Connector.Core.Stock;

/// <summary>What is different for one SKU; what is <see langword="null"/> is as the store's rule says.</summary>
public sealed record StockOverride
{
    /// <inheritdoc cref="StockRule.Warehouses" />
    public IReadOnlyList<long>? Warehouses { get; init; }

    /// <inheritdoc cref="StockRule.Reserve" />
    public ReservePolicy? Reserve { get; init; }

    /// <inheritdoc cref="StockRule.Buffer" />
    public decimal? Buffer { get; init; }

    /// <inheritdoc cref="StockRule.Max" />
    public decimal? Max { get; init; }

    /// <inheritdoc cref="StockRule.Fraction" />
    public FractionPolicy? Fraction { get; init; }
}
