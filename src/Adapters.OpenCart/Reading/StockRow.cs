namespace Connector.Adapters.OpenCart.Reading;

/// <summary>A row with a stock number, as read.</summary>
internal sealed record StockRow
{
    public required long Id { get; init; }

    /// <summary>The product this row belongs to (for products: the master); 0 for none.</summary>
    public required long Parent { get; init; }

    /// <summary>Decoded, not trimmed. Empty where there is none, or where there are several different ones.</summary>
    public required string Sku { get; init; }

    /// <summary>The different SKUs, where there are several; otherwise <see langword="null"/>.</summary>
    public IReadOnlyList<string>? Several { get; init; }

    public required decimal? Quantity { get; init; }

    /// <summary>Whether orders lower the number.</summary>
    public required bool Subtracts { get; init; }
}
