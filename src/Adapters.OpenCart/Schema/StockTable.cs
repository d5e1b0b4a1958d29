namespace Connector.Adapters.OpenCart.Schema;

/// <summary>One kind of rows with a stock number: where they live and under which names. Names are quoted for SQL.</summary>
internal sealed record StockTable
{
    public required StockKind Kind { get; init; }

    /// <summary>The table, quoted.</summary>
    public required string Table { get; init; }

    /// <summary>What a person would say: "products".</summary>
    public required string Called { get; init; }

    /// <summary>The primary key, quoted.</summary>
    public required string Key { get; init; }

    /// <summary>The column of the product a row belongs to, quoted; <see langword="null"/> where products have no masters.</summary>
    public string? Parent { get; init; }

    /// <summary>The column with the SKU, quoted; <see langword="null"/> where SKUs stand in <c>product_code</c>.</summary>
    public string? Sku { get; init; }

    /// <summary>The column that says whether orders lower the number, quoted, if visible.</summary>
    public string? Subtract { get; init; }

    /// <summary>The column of <c>product_option_id</c>, quoted, if this is the table of option values and it is visible.</summary>
    public string? Group { get; init; }

    /// <summary>Set to the current time together with the number, quoted; <see langword="null"/> for none.</summary>
    public string? Touched { get; init; }

    /// <summary>A condition on the table's own columns that every row in use meets.</summary>
    public string InUse { get; init; } = "TRUE";

    /// <summary>A condition that is true where a row has a SKU of its own; products always count as having one.</summary>
    public string HasSku => Kind is StockKind.Product || Sku is null ? "TRUE" : Filled(Sku);

    /// <summary>What the quantity column can hold.</summary>
    public required QuantityRange Range { get; init; }

    /// <summary>Whether this user may change the quantity, and <see cref="Touched"/> where it is set.</summary>
    public required bool CanWrite { get; init; }

    /// <summary>A condition that is true where a column, given quoted, holds more than spaces.</summary>
    public static string Filled(string quoted) => $"COALESCE(TRIM({quoted}), '') <> ''";
}
