using System.Data.Common;
using System.Globalization;

namespace Connector.Testing;

/// <summary>A fresh, empty database on a real server, dropped when disposed.</summary>
public abstract class TestDatabase : IAsyncDisposable
{
    /// <summary>Names the database and how to reach it.</summary>
    protected TestDatabase(string name, string connectionString)
    {
        Name = name;
        ConnectionString = connectionString;
    }

    /// <summary>The database's name on its server.</summary>
    public string Name { get; }

    /// <summary>How the server's administrator reaches it.</summary>
    public string ConnectionString { get; }

    /// <summary>
    /// Makes a login that may do nothing but what is granted.
    /// </summary>
    /// <param name="grants">Each without GRANT and TO: <c>"SELECT (id, article), UPDATE (qty) ON goods"</c>.</param>
    /// <returns>The new login's connection string.</returns>
    public abstract Task<string> CreateUserAsync(params string[] grants);

    /// <summary>An open connection of the administrator, which the caller disposes.</summary>
    public Task<DbConnection> OpenAsync() => OpenAsync(ConnectionString);

    /// <summary>An open connection, which the caller disposes.</summary>
    public abstract Task<DbConnection> OpenAsync(string connectionString);

    /// <summary>Runs SQL as the administrator.</summary>
    /// <returns>Rows affected, as the driver counts them.</returns>
    public async Task<int> ExecuteAsync(string sql)
    {
        await using DbConnection connection = await OpenAsync();
        await using DbCommand command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteNonQueryAsync();
    }

    /// <summary>The first column of the first row, or <see langword="null"/>.</summary>
    public async Task<object?> ScalarAsync(string sql)
    {
        await using DbConnection connection = await OpenAsync();
        await using DbCommand command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteScalarAsync() is { } value and not DBNull ? value : null;
    }

    /// <summary>Every row as one line of text, columns parted by <c>|</c>, nulls as <c>NULL</c>: two dumps are equal when the data is.</summary>
    public async Task<IReadOnlyList<string>> DumpAsync(string sql)
    {
        await using DbConnection connection = await OpenAsync();
        await using DbCommand command = connection.CreateCommand();
        command.CommandText = sql;
        await using DbDataReader reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync())
        {
            IEnumerable<string> cells = Enumerable.Range(0, reader.FieldCount)
                .Select(i => reader.IsDBNull(i) ? "NULL" : Convert.ToString(reader.GetValue(i), CultureInfo.InvariantCulture)!);
            rows.Add(string.Join('|', cells));
        }

        return rows;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await DropAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Drops it.</summary>
    protected abstract Task DropAsync();
}
