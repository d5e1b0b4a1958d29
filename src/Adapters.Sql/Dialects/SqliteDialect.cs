using System.Data.Common;
using System.Text.Json;
using Connector.Adapters.Sql.Options;
using Connector.Adapters.Sql.Schema;
using Connector.Adapters.Sql.Values;
using Microsoft.Data.Sqlite;

namespace Connector.Adapters.Sql.Dialects;

/// <summary>A SQLite file. Its columns take values of any type, whatever they are declared as.</summary>
internal sealed class SqliteDialect : Dialect
{
    private const string TablesSql =
        """
        SELECT 'main', name
        FROM sqlite_master
        WHERE type IN ('table', 'view') AND COALESCE(@schema, 'main') = 'main' COLLATE NOCASE
        """;

    private const string ColumnsSql =
        """
        SELECT name, type, hidden
        FROM pragma_table_xinfo(@table)
        """;

    private readonly SqliteConnectionStringBuilder _connection;

    public SqliteDialect(SqlOptions options, string folder)
    {
        _connection = new SqliteConnectionStringBuilder(options.ConnectionString!)
        {
            // The driver's time-out is for locks only.
            DefaultTimeout = (int)Math.Ceiling(options.LockTimeout.TotalSeconds),
        };
        if (_connection.Mode == SqliteOpenMode.ReadWriteCreate)
        {
            // A misspelt file must be an error, not a new and empty shop.
            _connection.Mode = SqliteOpenMode.ReadWrite;
        }

        if (_connection.DataSource is { Length: > 0 } file && file != ":memory:" && !file.StartsWith("file:", StringComparison.Ordinal))
            _connection.DataSource = Path.GetFullPath(file, folder);
    }

    public override string Product => "SQLite";

    public override bool IgnoresCase => true;

    public override string VersionSql => "SELECT sqlite_version()";

    public override string Password => _connection.Password;

    public override string? SessionSql => null;

    public override DbConnection Connection() => new SqliteConnection(_connection.ConnectionString);

    public override void Clear(DbConnection connection) => SqliteConnection.ClearPool((SqliteConnection)connection);

    public override string Quote(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    public override string AsText(string expression) => $"CAST({expression} AS TEXT)";

    public override string Now(Column column) =>
        column.Kind == ColumnKind.Integer ? "CAST(strftime('%s', 'now') AS INTEGER)" : "datetime('now')";

    public override void AddFree(DbCommand command, string name, object value) => Add(command, name, value);

    public override Task<IReadOnlyList<TableName>> TablesAsync(DbConnection connection, string? schema, CancellationToken cancellationToken) =>
        QueryAsync(
            connection,
            TablesSql,
            r => new TableName(r.GetString(0), r.GetString(1), null),
            cancellationToken,
            ("schema", (object?)schema ?? DBNull.Value));

    public override Task<IReadOnlyList<Column>> ColumnsAsync(DbConnection connection, TableName table, CancellationToken cancellationToken) =>
        QueryAsync(connection, ColumnsSql, Column, cancellationToken, ("table", table.Name));

    public override async Task<Rights> RightsAsync(
        DbConnection connection, Table table, IReadOnlyList<Column> written, CancellationToken cancellationToken)
    {
        try
        {
            // Meets no row, and still fails on a file that may only be read.
            await using DbCommand command = connection.CreateCommand();
            command.CommandText = $"UPDATE {table.Sql} SET {table.Quantity.Sql} = {table.Quantity.Sql} WHERE 1 = 0";
            await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
            return new Rights([], []);
        }
        catch (SqliteException exception) when (exception.SqliteErrorCode == 8)
        {
            return new Rights([.. written.Select(c => c.Name)], []);
        }
    }

    public override Fault Classify(Exception exception) => exception is not SqliteException error ? Fault.Unreachable : error.SqliteErrorCode switch
    {
        5 or 6 => Fault.Busy,
        23 => Fault.Unauthorized,
        1 or 8 or 11 or 14 or 26 => Fault.Misconfigured,
        19 or 20 or 18 => Fault.Row,
        _ => Fault.Unreachable,
    };

    public override string In(DbCommand command, string expression, string typeSql, string name, IReadOnlyList<object> values) =>
        $"{expression} IN (SELECT value FROM json_each({Add(command, name, JsonSerializer.Serialize(values.Select(Plain)))}))";

    // The affinity of the key column is applied to the comparison, that of the quantity column to the value.
    public override async Task<int> UpdateAsync(DbCommand command, Table table, IReadOnlyList<Write> writes, CancellationToken cancellationToken)
    {
        string rows = Add(command, "_rows", JsonSerializer.Serialize(writes.Select(
            w => new[] { Plain(w.Key), Plain(w.QuantityFor(table.Quantity.Kind)), w.Quantity > 0 })));
        string set = string.Join(",\n    ", Companions(command, table, "_new._positive").Prepend(
            $"{table.Quantity.Sql} = _new._quantity"));
        command.CommandText =
            $"""
            UPDATE {table.Sql}
            SET {set}
            FROM (SELECT value ->> 0 AS _key, value ->> 1 AS _quantity, value ->> 2 AS _positive FROM json_each({rows})) AS _new
            WHERE {table.Key.Sql} = _new._key
              AND ({table.Where ?? "TRUE"}
            )
            """;
        return await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    // What JSON can say without loss: numbers as numbers, all else as text.
    private static object Plain(object value) => value is long or double or decimal or ulong ? value : KeyText.Of(value);

    private Column Column(DbDataReader reader)
    {
        string name = reader.GetString(0), type = reader.GetString(1), upper = type.ToUpperInvariant();
        bool Says(string word) => upper.Contains(word, StringComparison.Ordinal);
        return new Column
        {
            Name = name,
            Sql = Quote(name),
            TypeSql = type.Length == 0 ? "untyped" : type,
            // SQLite's own rules of affinity, in their order; what is left is NUMERIC or nothing, and stores doubles.
            Kind = Says("INT") ? ColumnKind.Integer
                : Says("CHAR") || Says("CLOB") || Says("TEXT") ? ColumnKind.Text
                : ColumnKind.Float,
            Min = long.MinValue,
            Max = long.MaxValue,
            Precision = 15,
            IsComputed = reader.GetInt32(2) >= 2,
        };
    }
}
