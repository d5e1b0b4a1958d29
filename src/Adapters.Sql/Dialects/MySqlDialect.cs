using System.Data.Common;
using Connector.Adapters.Sql.Options;
using Connector.Adapters.Sql.Schema;
using Connector.Adapters.Sql.Values;
using MySqlConnector;

namespace Connector.Adapters.Sql.Dialects;

/// <summary>MySQL 5.7 and later, MariaDB 10.3 and later.</summary>
internal sealed class MySqlDialect : Dialect
{
    private const string TablesSql =
        """
        SELECT table_schema, table_name, engine
        FROM information_schema.tables
        WHERE table_schema = COALESCE(@schema, DATABASE())
        """;

    private const string ColumnsSql =
        """
        SELECT column_name, data_type, column_type, character_maximum_length, numeric_precision, numeric_scale,
               extra LIKE '%STORED GENERATED%' OR extra LIKE '%VIRTUAL GENERATED%' OR extra LIKE '%PERSISTENT%',
               character_set_name, collation_name
        FROM information_schema.columns
        WHERE table_schema = @schema AND table_name = @table
        ORDER BY ordinal_position
        """;

    private readonly MySqlConnectionStringBuilder _connection;

    public MySqlDialect(SqlOptions options)
    {
        _connection = new MySqlConnectionStringBuilder(options.ConnectionString!)
        {
            // Rows met, not rows changed, whatever the owner's string says: 0 has to mean "gone".
            UseAffectedRows = false,
            // tinyint(1) may hold a stock of 7, char(36) a key in capitals: both must come as they are.
            TreatTinyAsBoolean = false,
            GuidFormat = MySqlGuidFormat.None,
            DefaultCommandTimeout = (uint)options.CommandTimeout.TotalSeconds,
        };
        int seconds = (int)Math.Ceiling(options.LockTimeout.TotalSeconds);
        SessionSql = $"SET SESSION innodb_lock_wait_timeout = {seconds}, SESSION lock_wait_timeout = {seconds}";
    }

    public override string Product => "MySQL";

    public override bool IgnoresCase => true;

    public override string VersionSql => "SELECT VERSION()";

    public override string Password => _connection.Password;

    public override string? SessionSql { get; }

    public override string LockClause => "FOR UPDATE";

    public override DbConnection Connection() => new MySqlConnection(_connection.ConnectionString);

    public override void Clear(DbConnection connection) => MySqlConnection.ClearPool((MySqlConnection)connection);

    public override string Quote(string name) => $"`{name.Replace("`", "``", StringComparison.Ordinal)}`";

    public override string AsText(string expression) => $"CAST({expression} AS CHAR)";

    public override string Now(Column column) => column.Kind == ColumnKind.Integer ? "UNIX_TIMESTAMP()" : "NOW()";

    public override void AddFree(DbCommand command, string name, object value) => Add(command, name, value);

    public override Task<IReadOnlyList<TableName>> TablesAsync(DbConnection connection, string? schema, CancellationToken cancellationToken) =>
        QueryAsync(
            connection,
            TablesSql,
            r => new TableName(r.GetString(0), r.GetString(1), Text(r, 2)),
            cancellationToken,
            ("schema", (object?)schema ?? DBNull.Value));

    public override Task<IReadOnlyList<Column>> ColumnsAsync(DbConnection connection, TableName table, CancellationToken cancellationToken) =>
        QueryAsync(connection, ColumnsSql, Column, cancellationToken, ("schema", table.Schema), ("table", table.Name));

    public override async Task<Rights> RightsAsync(
        DbConnection connection, Table table, IReadOnlyList<Column> written, CancellationToken cancellationToken)
    {
        var missing = new List<string>();
        // To explain a statement takes the rights to run it, and changes nothing.
        foreach (Column column in written)
        {
            if (!await MayAsync(connection, $"EXPLAIN UPDATE {table.Sql} SET {column.Sql} = {column.Sql} WHERE 1 = 0", cancellationToken).ConfigureAwait(false))
                missing.Add(column.Name);
        }

        bool deletes = await MayAsync(connection, $"EXPLAIN DELETE FROM {table.Sql} WHERE 1 = 0", cancellationToken).ConfigureAwait(false);
        return new Rights(missing, deletes ? ["DELETE"] : []);
    }

    public override Fault Classify(Exception exception) => exception is not MySqlException error ? Fault.Unreachable : error.Number switch
    {
        1213 or 1205 => Fault.Busy,
        1040 or 1203 or 1226 => Fault.Throttled,
        1045 or 1044 or 1142 or 1143 or 1227 or 1370 or 1698 or 1820 => Fault.Unauthorized,
        1049 or 1146 or 1054 or 1064 or 1305 or 1109 or 1290 or 1348 or 1267 or 1270 or 1271 => Fault.Misconfigured,
        1264 or 1265 or 1292 or 1366 or 1406 or 1644 or 3819 or 4025 or 1451 or 1452 or 1062 or 1048 or 1690 => Fault.Row,
        // The driver found a parameter that has no value.
        0 when error.Message.Contains("must be defined", StringComparison.Ordinal) => Fault.Misconfigured,
        _ => Fault.Unreachable,
    };

    public override string In(DbCommand command, string expression, string typeSql, string name, IReadOnlyList<object> values) =>
        $"{expression} IN ({string.Join(", ", values.Select((value, i) => As(typeSql, Add(command, $"{name}{i}", value))))})";

    // CASE and IN with the values themselves: a derived table would bring a collation of its own into the comparison.
    public override async Task<int> UpdateAsync(DbCommand command, Table table, IReadOnlyList<Write> writes, CancellationToken cancellationToken)
    {
        string[] keys = [.. writes.Select((write, i) => As(table.Key.ComparedAs, Add(command, $"_k{i}", write.Key)))];
        string[] cases = [.. writes.Select((write, i) => $"WHEN {keys[i]} THEN {Add(command, $"_q{i}", write.QuantityFor(table.Quantity.Kind))}")];
        string[] inStock = [.. keys.Where((_, i) => writes[i].Quantity > 0)];
        string positive = inStock.Length == 0 ? "1 = 0" : $"{table.Key.Sql} IN ({string.Join(", ", inStock)})";
        string set = string.Join(",\n    ", Companions(command, table, positive).Prepend(
            $"{table.Quantity.Sql} = CASE {table.Key.Sql} {string.Join(' ', cases)} ELSE {table.Quantity.Sql} END"));
        command.CommandText =
            $"""
            UPDATE {table.Sql}
            SET {set}
            WHERE {table.Key.Sql} IN ({string.Join(", ", keys)})
              AND ({table.Where ?? "1 = 1"}
            )
            """;
        return await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    public override string Typed(Column column, string parameter) => As(column.ComparedAs, parameter);

    // A text that the column's character set cannot hold would fail the statement for all; converted, it matches nothing.
    private static string As(string? charset, string parameter) =>
        string.IsNullOrEmpty(charset) ? parameter : $"CONVERT({parameter} USING {charset}";

    private static async Task<bool> MayAsync(DbConnection connection, string sql, CancellationToken cancellationToken)
    {
        try
        {
            await QueryAsync(connection, sql, _ => 0, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (MySqlException exception) when (exception.Number is 1142 or 1143)
        {
            return false;
        }
    }

    private Column Column(DbDataReader reader)
    {
        string name = reader.GetString(0), type = reader.GetString(1).ToLowerInvariant(), full = Text(reader, 2)!;
        string? charset = Text(reader, 7);
        bool unsigned = full.Contains("unsigned", StringComparison.OrdinalIgnoreCase);
        int bits = type switch { "tinyint" => 8, "smallint" => 16, "mediumint" => 24, "int" or "integer" => 32, "bigint" => 64, _ => 0 };
        decimal half = bits == 0 ? 0 : (decimal)Math.Pow(2, bits - 1);
        return new Column
        {
            Name = name,
            Sql = Quote(name),
            TypeSql = full,
            Kind = type switch
            {
                _ when bits > 0 => ColumnKind.Integer,
                "decimal" or "numeric" => ColumnKind.Decimal,
                "float" or "double" => ColumnKind.Float,
                "char" or "varchar" or "text" or "tinytext" or "mediumtext" or "longtext" => ColumnKind.Text,
                "uuid" => ColumnKind.Uuid,
                _ => ColumnKind.Other,
            },
            Min = unsigned ? 0 : -half,
            Max = unsigned ? (half * 2) - 1 : half - 1,
            Precision = type switch { "float" => 6, "double" => 15, _ => (int)(Whole(reader, 4) ?? 0) },
            Scale = (int)(Whole(reader, 5) ?? 0),
            MaxLength = Text(reader, 3) is { } length && int.TryParse(length, out int characters) ? characters : null,
            IsComputed = Whole(reader, 6) == 1,
            // Everything is sent in utf8mb4.
            ComparedAs = charset is null or "utf8mb4" ? "" : $"{charset}) COLLATE {Text(reader, 8)}",
            AnyText = charset is null or "utf8mb4" ? null : $"CONVERT({Quote(name)} USING utf8mb4)",
        };
    }
}
