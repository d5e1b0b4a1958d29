namespace Connector.Adapters.Sql.Schema;

/// <summary>A configured table, every name of which was found in the catalogue.</summary>
internal sealed record Table
{
    /// <summary>As a person writes it.</summary>
    public required string Name { get; init; }

    /// <summary>The schema (database, on MySQL) and the table, quoted.</summary>
    public required string Sql { get; init; }

    /// <summary>The column numbers are written by.</summary>
    public required Column Key { get; init; }

    /// <summary>The column of the SKU.</summary>
    public required Column Sku { get; init; }

    /// <summary>The column of the stock number.</summary>
    public required Column Quantity { get; init; }

    /// <summary>The column of the name, if configured.</summary>
    public Column? Label { get; init; }

    /// <summary>The column with the product's key, if this table holds variants and it is configured.</summary>
    public Column? Parent { get; init; }

    /// <summary>The operator's condition, if any.</summary>
    public string? Where { get; init; }

    /// <summary>Columns set together with the number.</summary>
    public required IReadOnlyList<Companion> Companions { get; init; }

    /// <summary>The storage engine, where the database has several.</summary>
    public string? Engine { get; init; }
}
