namespace Connector.Adapters.Sql.Schema;

/// <summary>What a column's type means to us, whatever the database calls it.</summary>
internal enum ColumnKind
{
    /// <summary>None of the others: dates, enumerations, JSON.</summary>
    Other = 0,

    /// <summary>Whole numbers from <see cref="Column.Min"/> to <see cref="Column.Max"/>.</summary>
    Integer,

    /// <summary>Exact numbers of <see cref="Column.Precision"/> digits, <see cref="Column.Scale"/> of them after the point.</summary>
    Decimal,

    /// <summary>Floating numbers, exact for <see cref="Column.Precision"/> digits.</summary>
    Float,

    /// <summary>Text of at most <see cref="Column.MaxLength"/> characters.</summary>
    Text,

    /// <summary>A native UUID.</summary>
    Uuid,

    /// <summary>A native truth value.</summary>
    Boolean,
}
