using System.Data.Common;
using System.Globalization;
using Connector.Adapters.Sql.Options;
using Connector.Adapters.Sql.Schema;
using Connector.Adapters.Sql.Values;
using Npgsql;
using NpgsqlTypes;

namespace Connector.Adapters.Sql.Dialects;

/// <summary>PostgreSQL 12 and later.</summary>
internal sealed class PostgresDialect : Dialect
{
    private const string TablesSql =
        """
        SELECT table_schema, table_name
        FROM information_schema.tables
        WHERE table_schema = ANY(CASE WHEN @schema::text IS NULL THEN current_schemas(false)::text[] ELSE ARRAY[@schema::text] END)
        ORDER BY array_position(current_schemas(false)::text[], table_schema::text)
        """;

    private const string ColumnsSql =
        """
        SELECT column_name, data_type, udt_schema, udt_name, character_maximum_length, numeric_precision, numeric_scale,
               is_generated = 'ALWAYS' OR identity_generation = 'ALWAYS'
        FROM information_schema.columns
        WHERE table_schema = @schema AND table_name = @table
        ORDER BY ordinal_position
        """;

    private const string RightsSql =
        """
        SELECT has_table_privilege(@table::regclass, 'DELETE'),
               has_table_privilege(@table::regclass, 'TRUNCATE')
        """;

    private readonly NpgsqlConnectionStringBuilder _connection;

    public PostgresDialect(SqlOptions options)
    {
        _connection = new NpgsqlConnectionStringBuilder(options.ConnectionString!)
        {
            CommandTimeout = (int)options.CommandTimeout.TotalSeconds,
            // The values of rows are nobody's business in an error message.
            IncludeErrorDetail = false,
        };
        _connection.ApplicationName ??= "Connector";
        string milliseconds = ((long)options.LockTimeout.TotalMilliseconds).ToString(CultureInfo.InvariantCulture);
        SessionSql = $"SET lock_timeout = {milliseconds}";
    }

    public override string Product => "PostgreSQL";

    public override bool IgnoresCase => false;

    public override string VersionSql => "SHOW server_version";

    public override string Password => _connection.Password ?? "";

    public override string? SessionSql { get; }

    public override string LockClause => "FOR UPDATE";

    public override DbConnection Connection() => new NpgsqlConnection(_connection.ConnectionString);

    public override void Clear(DbConnection connection) => NpgsqlConnection.ClearPool((NpgsqlConnection)connection);

    public override string Quote(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    public override string AsText(string expression) => $"CAST({expression} AS text)";

    public override string Now(Column column) => column.Kind switch
    {
        ColumnKind.Integer => "CAST(EXTRACT(epoch FROM now()) AS bigint)",
        ColumnKind.Text => "CAST(now() AS text)",
        _ => "now()",
    };

    public override string TypeOf(ColumnKind kind) => kind switch
    {
        ColumnKind.Integer => "bigint",
        ColumnKind.Decimal => "numeric",
        ColumnKind.Uuid => "uuid",
        _ => "text",
    };

    public override string Typed(Column column, string parameter) => $"CAST({parameter} AS {column.TypeSql})";

    // An untyped parameter takes its type from its place, as a literal would.
    public override void AddFree(DbCommand command, string name, object value) => command.Parameters.Add(new NpgsqlParameter
    {
        ParameterName = name,
        NpgsqlDbType = NpgsqlDbType.Unknown,
        Value = value is DBNull ? value : KeyText.Of(value),
    });

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
        (bool deletes, bool truncates) = (await QueryAsync(
            connection, RightsSql, r => (r.GetBoolean(0), r.GetBoolean(1)), cancellationToken, ("table", table.Sql)).ConfigureAwait(false))[0];
        var missing = new List<string>();
        foreach (Column column in written)
        {
            IReadOnlyList<bool> may = await QueryAsync(
                connection,
                "SELECT has_column_privilege(@table::regclass, @column, 'UPDATE')",
                r => r.GetBoolean(0),
                cancellationToken,
                ("table", table.Sql),
                ("column", column.Name)).ConfigureAwait(false);
            if (!may[0])
                missing.Add(column.Name);
        }

        string?[] excess = [deletes ? "DELETE" : null, truncates ? "TRUNCATE" : null];
        return new Rights(missing, [.. excess.OfType<string>()]);
    }

    public override Fault Classify(Exception exception) => exception is not PostgresException error ? Fault.Unreachable : error.SqlState switch
    {
        "40P01" or "40001" or "55P03" => Fault.Busy,
        "53300" or "53400" => Fault.Throttled,
        "42501" => Fault.Unauthorized,
        "3D000" or "3F000" => Fault.Misconfigured,
        "P0001" => Fault.Row,
        { } state when state.StartsWith("28", StringComparison.Ordinal) => Fault.Unauthorized,
        { } state when state.StartsWith("42", StringComparison.Ordinal) => Fault.Misconfigured,
        { } state when state.StartsWith("22", StringComparison.Ordinal) || state.StartsWith("23", StringComparison.Ordinal) => Fault.Row,
        _ => Fault.Unreachable,
    };

    public override string In(DbCommand command, string expression, string typeSql, string name, IReadOnlyList<object> values) =>
        $"{expression} = ANY(CAST({Texts(command, name, values)} AS {typeSql}[]))";

    public override async Task<int> UpdateAsync(DbCommand command, Table table, IReadOnlyList<Write> writes, CancellationToken cancellationToken)
    {
        string keys = Texts(command, "_k", [.. writes.Select(w => w.Key)]);
        string quantities = Texts(command, "_q", [.. writes.Select(w => w.QuantityText)]);
        string positives = Add(command, "_p", writes.Select(w => w.Quantity > 0).ToArray());
        string set = string.Join(",\n    ", Companions(command, table, "_new._positive").Prepend(
            $"{table.Quantity.Sql} = CAST(_new._quantity AS {table.Quantity.TypeSql})"));
        command.CommandText =
            $"""
            UPDATE {table.Sql}
            SET {set}
            FROM unnest(CAST({keys} AS {table.Key.TypeSql}[]), CAST({quantities} AS text[]), {positives}) AS _new (_key, _quantity, _positive)
            WHERE {table.Key.Sql} = _new._key
              AND ({table.Where ?? "TRUE"}
            )
            RETURNING {table.Key.Sql}
            """;
        int met = 0;
        await using DbDataReader reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            met++;
        return met;
    }

    private static string Texts(DbCommand command, string name, IReadOnlyList<object> values) =>
        Add(command, name, values.Select(KeyText.Of).ToArray());

    private Column Column(DbDataReader reader)
    {
        string name = reader.GetString(0), type = reader.GetString(1), udt = reader.GetString(3);
        int bits = type switch { "smallint" => 16, "integer" => 32, "bigint" => 64, _ => 0 };
        decimal half = bits == 0 ? 0 : (decimal)Math.Pow(2, bits - 1);
        int? precision = (int?)Whole(reader, 5);
        return new Column
        {
            Name = name,
            Sql = Quote(name),
            TypeSql = $"{Quote(reader.GetString(2))}.{Quote(udt)}",
            Kind = type switch
            {
                _ when bits > 0 => ColumnKind.Integer,
                "numeric" => ColumnKind.Decimal,
                "real" or "double precision" => ColumnKind.Float,
                "text" or "character varying" or "character" => ColumnKind.Text,
                _ when udt == "citext" => ColumnKind.Text,
                "uuid" => ColumnKind.Uuid,
                "boolean" => ColumnKind.Boolean,
                _ => ColumnKind.Other,
            },
            Min = -half,
            Max = half - 1,
            // numeric without precision holds more than a decimal of ours can.
            Precision = type switch { "real" => 6, "double precision" => 15, _ => precision ?? 56 },
            Scale = (int?)Whole(reader, 6) ?? 28,
            MaxLength = (int?)Whole(reader, 4),
            IsComputed = !reader.IsDBNull(7) && reader.GetBoolean(7),
        };
    }
}
