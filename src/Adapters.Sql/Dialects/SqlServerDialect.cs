using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using Connector.Adapters.Sql.Options;
using Connector.Adapters.Sql.Schema;
using Connector.Adapters.Sql.Values;
using Microsoft.Data.SqlClient;

namespace Connector.Adapters.Sql.Dialects;

/// <summary>SQL Server 2016 and later, with a database of compatibility level 130 or higher (OPENJSON).</summary>
internal sealed class SqlServerDialect : Dialect
{
    private const string TablesSql =
        """
        SELECT TABLE_SCHEMA, TABLE_NAME
        FROM INFORMATION_SCHEMA.TABLES
        WHERE TABLE_SCHEMA = COALESCE(@schema, SCHEMA_NAME())
        """;

    private const string ColumnsSql =
        """
        SELECT COLUMN_NAME, DATA_TYPE, CHARACTER_MAXIMUM_LENGTH, NUMERIC_PRECISION, NUMERIC_SCALE, COLLATION_NAME,
               COLUMNPROPERTY(OBJECT_ID(QUOTENAME(TABLE_SCHEMA) + N'.' + QUOTENAME(TABLE_NAME)), COLUMN_NAME, 'IsComputed')
        FROM INFORMATION_SCHEMA.COLUMNS
        WHERE TABLE_SCHEMA = @schema AND TABLE_NAME = @table
        ORDER BY ORDINAL_POSITION
        """;

    private readonly SqlConnectionStringBuilder _connection;

    public SqlServerDialect(SqlOptions options)
    {
        _connection = new SqlConnectionStringBuilder(options.ConnectionString!)
        {
            CommandTimeout = (int)options.CommandTimeout.TotalSeconds,
        };
        string milliseconds = ((long)options.LockTimeout.TotalMilliseconds).ToString(CultureInfo.InvariantCulture);
        SessionSql = $"SET LOCK_TIMEOUT {milliseconds}";
    }

    public override string Product => "SQL Server";

    public override bool IgnoresCase => true;

    public override string VersionSql => "SELECT CAST(SERVERPROPERTY('ProductVersion') AS nvarchar(128))";

    public override string Password => _connection.Password;

    public override string? SessionSql { get; }

    // An update lock: the site's readers go on, another writer waits.
    public override string LockHint => "WITH (UPDLOCK, ROWLOCK)";

    public override string Limit(int rows) => $"OFFSET 0 ROWS FETCH NEXT {rows.ToString(CultureInfo.InvariantCulture)} ROWS ONLY";

    public override DbConnection Connection() => new SqlConnection(_connection.ConnectionString);

    public override void Clear(DbConnection connection) => SqlConnection.ClearPool((SqlConnection)connection);

    public override string Quote(string name) => $"[{name.Replace("]", "]]", StringComparison.Ordinal)}]";

    public override string TypeOf(ColumnKind kind) => kind switch
    {
        ColumnKind.Integer => "bigint",
        ColumnKind.Decimal => "decimal(38,0)",
        ColumnKind.Uuid => "uniqueidentifier",
        _ => "nvarchar(4000) COLLATE DATABASE_DEFAULT",
    };

    public override string AsText(string expression) => $"CAST({expression} AS nvarchar(4000))";

    public override string Now(Column column) =>
        column.Kind == ColumnKind.Integer ? "DATEDIFF(SECOND, '19700101', SYSUTCDATETIME())" : "SYSDATETIME()";

    public override void AddFree(DbCommand command, string name, object value) => Add(command, name, value);

    public override Task<IReadOnlyList<TableName>> TablesAsync(DbConnection connection, string? schema, CancellationToken cancellationToken) =>
        QueryAsync(
            connection,
            TablesSql,
            r => new TableName(r.GetString(0), r.GetString(1), null),
            cancellationToken,
            ("schema", (object?)schema ?? DBNull.Value));

    public override Task<IReadOnlyList<Column>> ColumnsAsync(DbConnection connection, TableName table, CancellationToken cancellationToken) =>
        QueryAsync(connection, ColumnsSql, Column, cancellationToken, ("schema", table.Schema), ("table", table.Name));

    public override async Task<Rights> RightsAsync(
        DbConnection connection, Table table, IReadOnlyList<Column> written, CancellationToken cancellationToken)
    {
        var missing = new List<string>();
        foreach (Column column in written)
        {
            IReadOnlyList<long?> may = await QueryAsync(
                connection,
                "SELECT HAS_PERMS_BY_NAME(@table, 'OBJECT', 'UPDATE', @column, 'COLUMN')",
                r => Whole(r, 0),
                cancellationToken,
                ("table", table.Sql),
                ("column", column.Name)).ConfigureAwait(false);
            if (may[0] != 1)
                missing.Add(column.Name);
        }

        IReadOnlyList<long?> deletes = await QueryAsync(
            connection, "SELECT HAS_PERMS_BY_NAME(@table, 'OBJECT', 'DELETE')", r => Whole(r, 0), cancellationToken, ("table", table.Sql))
            .ConfigureAwait(false);
        return new Rights(missing, deletes[0] == 1 ? ["DELETE"] : []);
    }

    public override Fault Classify(Exception exception) => exception is SqlException error ? Classify(error.Number) : Fault.Unreachable;

    /// <summary>What an error number means.</summary>
    public static Fault Classify(int number) => number switch
    {
        1205 or 1222 or 3960 => Fault.Busy,
        10928 or 10929 or 40501 or 49918 or 49919 or 49920 => Fault.Throttled,
        18456 or 18452 or 229 or 230 or 297 or 300 or 916 => Fault.Unauthorized,
        4060 or 208 or 207 or 102 or 137 or 156 or 2812 or 4104 or 319 => Fault.Misconfigured,
        547 or 220 or 245 or 515 or 2601 or 2627 or 2628 or 3609 or 8114 or 8115 or 8152 or >= 50000 => Fault.Row,
        _ => Fault.Unreachable,
    };

    public override string In(DbCommand command, string expression, string typeSql, string name, IReadOnlyList<object> values) =>
        $"{expression} IN (SELECT _value FROM OPENJSON({Add(command, name, Json(values))}) WITH (_value {typeSql} '$.v'))";

    public override async Task<int> UpdateAsync(DbCommand command, Table table, IReadOnlyList<Write> writes, CancellationToken cancellationToken)
    {
        command.CommandText = UpdateSql(command, table, writes);
        return Convert.ToInt32(await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false), CultureInfo.InvariantCulture);
    }

    // OUTPUT counts truly where a trigger says SET NOCOUNT ON; it needs INTO on a table that has triggers.
    internal string UpdateSql(DbCommand command, Table table, IReadOnlyList<Write> writes)
    {
        string rows = Add(command, "_rows", JsonSerializer.Serialize(writes.Select(
            w => new Dictionary<string, object> { ["k"] = w.KeyText, ["q"] = w.QuantityText, ["p"] = w.Quantity > 0 })));
        string set = string.Join(",\n    ", Companions(command, table, "_new._positive = 1").Prepend(
            $"{table.Quantity.Sql} = _new._quantity"));
        return
            $"""
            DECLARE @_met TABLE (_key {table.Key.TypeSql});
            UPDATE {table.Sql}
            SET {set}
            OUTPUT inserted.{table.Key.Sql} INTO @_met
            FROM {table.Sql}
            INNER JOIN OPENJSON({rows})
                WITH (_key {table.Key.TypeSql} '$.k', _quantity nvarchar(64) '$.q', _positive bit '$.p') AS _new
                ON {table.Key.Sql} = _new._key
            WHERE ({table.Where ?? "1 = 1"}
            );
            SELECT COUNT(*) FROM @_met;
            """;
    }

    private static string Json(IReadOnlyList<object> values) =>
        JsonSerializer.Serialize(values.Select(v => new Dictionary<string, string> { ["v"] = KeyText.Of(v) }));

    private Column Column(DbDataReader reader)
    {
        string name = reader.GetString(0), type = reader.GetString(1).ToLowerInvariant();
        int? length = (int?)Whole(reader, 2);
        int precision = (int)(Whole(reader, 3) ?? 0), scale = (int)(Whole(reader, 4) ?? 0);
        int bits = type switch { "tinyint" => 8, "smallint" => 16, "int" => 32, "bigint" => 64, _ => 0 };
        decimal half = bits == 0 ? 0 : (decimal)Math.Pow(2, bits - 1);
        bool isText = type is "nvarchar" or "varchar" or "nchar" or "char";
        return new Column
        {
            Name = name,
            Sql = Quote(name),
            // The collation too: OPENJSON gives the database's, and two different ones cannot be compared.
            TypeSql = type switch
            {
                _ when isText => $"{type}({(length is null or < 0 ? "max" : length.Value.ToString(CultureInfo.InvariantCulture))}) COLLATE {Text(reader, 5)}",
                "decimal" or "numeric" => string.Create(CultureInfo.InvariantCulture, $"{type}({precision},{scale})"),
                _ => type,
            },
            Kind = type switch
            {
                _ when bits > 0 => ColumnKind.Integer,
                _ when isText => ColumnKind.Text,
                "decimal" or "numeric" or "money" or "smallmoney" => ColumnKind.Decimal,
                "real" or "float" => ColumnKind.Float,
                "uniqueidentifier" => ColumnKind.Uuid,
                "bit" => ColumnKind.Boolean,
                _ => ColumnKind.Other,
            },
            // tinyint is the one that has no sign.
            Min = bits == 8 ? 0 : -half,
            Max = bits == 8 ? 255 : half - 1,
            Precision = type switch { "real" => 6, "float" => 15, _ => precision },
            Scale = scale,
            MaxLength = length is < 0 ? null : length,
            IsComputed = Whole(reader, 6) == 1,
        };
    }
}
