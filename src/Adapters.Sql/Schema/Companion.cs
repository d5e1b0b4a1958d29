namespace Connector.Adapters.Sql.Schema;

/// <summary>A column that is set together with the number.</summary>
internal sealed record Companion
{
    /// <summary>The column.</summary>
    public required Column Column { get; init; }

    /// <summary>Whether it takes the database's time instead of one of the two values.</summary>
    public required bool IsNow { get; init; }

    /// <summary>The value above zero.</summary>
    public string? True { get; init; }

    /// <summary>The value at zero.</summary>
    public string? False { get; init; }

    /// <summary>The values that may be replaced; all when empty.</summary>
    public required IReadOnlyList<string> OnlyIf { get; init; }
}
