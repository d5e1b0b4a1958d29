using Microsoft.Data.Sqlite;

namespace Connector.Core.Ledger;

/// <summary>Rows of queries that are read column by column, because their numbers are (<see cref="SqlNumber"/>).</summary>
internal static class SqlRows
{
    /// <summary>Every row of a command.</summary>
    public static List<T> All<T>(SqliteCommand command, Func<SqliteDataReader, T> map)
    {
        using var reader = command.ExecuteReader();
        var found = new List<T>();
        while (reader.Read())
            found.Add(map(reader));
        return found;
    }

    /// <summary>The rows of one owner that have one of some values in a column, value by value.</summary>
    /// <param name="connection">The ledger.</param>
    /// <param name="select">A query without a condition.</param>
    /// <param name="owner">The owner's column and value: an account, or a store.</param>
    /// <param name="column">The column.</param>
    /// <param name="values">The values.</param>
    /// <param name="map">Reads a row.</param>
    public static List<T> By<T>(
        SqliteConnection connection, string select, (string Column, string Value) owner, string column, IEnumerable<object> values, Func<SqliteDataReader, T> map)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"{select} WHERE {owner.Column} = $owner AND {column} = $value";
        command.Parameters.AddWithValue("$owner", owner.Value);
        var parameter = command.Parameters.AddWithValue("$value", "");
        var found = new List<T>();
        foreach (var value in values)
        {
            parameter.Value = value;
            found.AddRange(All(command, map));
        }

        return found;
    }

    public static string? Text(SqliteDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);
}
