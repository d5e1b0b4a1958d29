namespace Connector.Adapters.Sql.Schema;

/// <summary>A column as the catalogue describes it.</summary>
internal sealed record Column
{
    /// <summary>Spelled as in the catalogue.</summary>
    public required string Name { get; init; }

    /// <summary>The name, quoted for the database.</summary>
    public required string Sql { get; init; }

    /// <summary>What the type means to us.</summary>
    public required ColumnKind Kind { get; init; }

    /// <summary>The type as SQL can name it, with length, precision and collation where the database wants them.</summary>
    public required string TypeSql { get; init; }

    /// <summary>The type that values compared with this column take, where it is another than <see cref="TypeSql"/>.</summary>
    public string? ComparedAs { get; init; }

    /// <summary>The column as an expression that any text can be compared with.</summary>
    public string? AnyText { get; init; }

    /// <summary>Smallest whole number; only for <see cref="ColumnKind.Integer"/>.</summary>
    public decimal Min { get; init; }

    /// <summary>Largest whole number; only for <see cref="ColumnKind.Integer"/>.</summary>
    public decimal Max { get; init; }

    /// <summary>Digits in all; for <see cref="ColumnKind.Decimal"/> and <see cref="ColumnKind.Float"/>.</summary>
    public int Precision { get; init; }

    /// <summary>Digits after the point; only for <see cref="ColumnKind.Decimal"/>.</summary>
    public int Scale { get; init; }

    /// <summary>Most characters; <see langword="null"/> where there is no limit.</summary>
    public int? MaxLength { get; init; }

    /// <summary>Whether the database computes it, so that nobody can write it.</summary>
    public bool IsComputed { get; init; }
}
