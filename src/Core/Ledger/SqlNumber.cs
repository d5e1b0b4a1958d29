using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Connector.Core.Ledger;

/// <summary>
/// Exact decimals in SQLite, which has none: whole numbers as INTEGER, others as TEXT without trailing zeros, so that equal
/// numbers are equal in SQL too.
/// </summary>
internal static class SqlNumber
{
    // Every digit that a decimal can have behind its point.
    private const string Exact = "0.############################";

    public static object Bind(decimal? number) => number switch
    {
        null => DBNull.Value,
        { } whole when whole == decimal.Truncate(whole) && whole is >= long.MinValue and <= long.MaxValue => (long)whole,
        { } exact => exact.ToString(Exact, CultureInfo.InvariantCulture),
    };

    public static decimal? Read(SqliteDataReader reader, int ordinal) =>
        reader.IsDBNull(ordinal) ? null
        : reader.GetFieldType(ordinal) == typeof(long) ? reader.GetInt64(ordinal)
        : decimal.Parse(reader.GetString(ordinal), NumberStyles.Float, CultureInfo.InvariantCulture);
}
