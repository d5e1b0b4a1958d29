using Connector.Adapters.Sql.Schema;

namespace Connector.Adapters.Sql.Values;

/// <summary>One number on its way into one row.</summary>
internal sealed record Write
{
    /// <summary>The row's key, of the key column's type.</summary>
    public required object Key { get; init; }

    /// <summary>The SKU the row must still carry.</summary>
    public required string Sku { get; init; }

    /// <summary>The number.</summary>
    public required decimal Quantity { get; init; }

    /// <summary>What the row should still hold, where that is compared.</summary>
    public decimal? Expected { get; init; }

    /// <summary>The key as text: what rows are told apart by.</summary>
    public string KeyText => Values.KeyText.Of(Key);

    /// <summary>The number as text.</summary>
    public string QuantityText => Number.Text(Quantity);

    /// <summary>The number as a parameter for a column of this kind.</summary>
    public object QuantityFor(ColumnKind? kind) => kind switch
    {
        ColumnKind.Text => QuantityText,
        ColumnKind.Float => (double)Quantity,
        _ when Quantity == decimal.Truncate(Quantity) && Quantity is >= long.MinValue and <= long.MaxValue => (long)Quantity,
        _ => Quantity,
    };
}
