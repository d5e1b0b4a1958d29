namespace Connector.Adapters.OpenCart.Schema;

/// <summary>A column as the database's catalogue shows it to this user.</summary>
internal sealed record CatalogueColumn
{
    public required string Name { get; init; }

    /// <summary>Lower case, without length: <c>int</c>, <c>decimal</c>.</summary>
    public required string DataType { get; init; }

    public bool IsUnsigned { get; init; }

    /// <summary>Digits of a decimal type, and of them those behind the point.</summary>
    public int Precision { get; init; }

    public int Scale { get; init; }

    /// <summary>Whether this user may read the column.</summary>
    public bool CanSelect { get; init; }

    /// <summary>Whether this user may change the column.</summary>
    public bool CanUpdate { get; init; }
}
