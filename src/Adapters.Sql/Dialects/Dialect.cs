using System.Data.Common;
using System.Globalization;
using Connector.Abstractions;
using Connector.Adapters.Sql.Options;
using Connector.Adapters.Sql.Schema;
using Connector.Adapters.Sql.Values;

namespace Connector.Adapters.Sql.Dialects;

/// <summary>
/// What differs between databases: names, types, the shapes of statements, the meaning of errors. Names in SQL come from the
/// catalogue and are quoted; values are parameters. Our parameters begin with an underscore, the operator's never do.
/// </summary>
internal abstract class Dialect
{
    /// <summary>Rows of one page of a reading.</summary>
    public const int PageSize = 2000;

    /// <summary>The dialect an adapter's options name.</summary>
    /// <exception cref="StoreException">The connection string is not one.</exception>
    public static Dialect Of(StoreContext context, SqlOptions options)
    {
        try
        {
            return options.Provider switch
            {
                "mysql" => new MySqlDialect(options),
                "postgres" => new PostgresDialect(options),
                "sqlserver" => new SqlServerDialect(options),
                "sqlite" => new SqliteDialect(options, context.ConfigurationFolder),
                _ => throw new StoreException(StoreFailure.Misconfigured, $"{context.StoreId}: provider must be mysql, postgres, sqlserver or sqlite."),
            };
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or OverflowException or KeyNotFoundException or InvalidOperationException)
        {
            // Not the driver's own words: they quote the string, and what follows a stray ';' is often a part of the password.
            throw new StoreException(
                StoreFailure.Misconfigured,
                $"{context.StoreId}: connectionString is not one for {options.Provider}. It is name=value pairs parted by ';'. "
                + "A value that itself holds ; or = or quotes stands in double quotes.");
        }
    }

    /// <summary>The name for a person: <c>"PostgreSQL"</c>.</summary>
    public abstract string Product { get; }

    /// <summary>Whether names of tables and columns are the same in any case.</summary>
    public abstract bool IgnoresCase { get; }

    /// <summary>A SELECT of one value: the server's version.</summary>
    public abstract string VersionSql { get; }

    /// <summary>The password of the connection string, so that it can be kept out of messages; empty if none.</summary>
    public abstract string Password { get; }

    /// <summary>A closed connection.</summary>
    public abstract DbConnection Connection();

    /// <summary>Run on each opened connection: how long it waits for locks.</summary>
    public abstract string? SessionSql { get; }

    /// <summary>Lets go of pooled connections.</summary>
    public abstract void Clear(DbConnection connection);

    /// <summary>Quotes a name.</summary>
    public abstract string Quote(string name);

    /// <summary>Tables and views that the login may see, in a schema or in the ones searched by default.</summary>
    public abstract Task<IReadOnlyList<TableName>> TablesAsync(DbConnection connection, string? schema, CancellationToken cancellationToken);

    /// <summary>Columns of a table that the login may see.</summary>
    public abstract Task<IReadOnlyList<Column>> ColumnsAsync(DbConnection connection, TableName table, CancellationToken cancellationToken);

    /// <summary>What the login may do.</summary>
    public abstract Task<Rights> RightsAsync(DbConnection connection, Table table, IReadOnlyList<Column> written, CancellationToken cancellationToken);

    /// <summary>What an error means.</summary>
    public abstract Fault Classify(Exception exception);

    /// <summary>A condition that is true where the expression is one of the values, which become parameters.</summary>
    public abstract string In(DbCommand command, string expression, string typeSql, string name, IReadOnlyList<object> values);

    /// <summary>The statement that writes many rows of a table at once. Its scalar, or its affected rows, tell how many rows it met.</summary>
    public abstract Task<int> UpdateAsync(DbCommand command, Table table, IReadOnlyList<Write> writes, CancellationToken cancellationToken);

    /// <summary>Adds a parameter whose type the database may infer from its place: an operator's value, a companion's, a custom form's.</summary>
    public abstract void AddFree(DbCommand command, string name, object value);

    /// <summary>A text expression of a column that is not text.</summary>
    public abstract string AsText(string expression);

    /// <summary>The database's time, for a column of this kind.</summary>
    public abstract string Now(Column column);

    /// <summary>The type that a list of texts has, where <see cref="In"/> needs one.</summary>
    public virtual string TypeOf(ColumnKind kind) => "";

    /// <summary>The words after ORDER BY that end a page; empty for no limit.</summary>
    public virtual string Limit(int rows) => $"LIMIT {rows.ToString(CultureInfo.InvariantCulture)}";

    /// <summary>The words after the table's name that lock the rows read.</summary>
    public virtual string LockHint => "";

    /// <summary>The words at the end of a SELECT that lock the rows read.</summary>
    public virtual string LockClause => "";

    /// <summary>The table, quoted.</summary>
    public virtual string QuoteTable(TableName table) => $"{Quote(table.Schema)}.{Quote(table.Name)}";

    /// <summary>A parameter for a column, with the column's type where the database would not infer it.</summary>
    public virtual string Typed(Column column, string parameter) => parameter;

    /// <summary>A number column as SELECT should give it: as text where the driver's number could not hold every value.</summary>
    public string Readable(Column column) => column.Kind == ColumnKind.Decimal ? AsText(column.Sql) : column.Sql;

    /// <summary>Adds a parameter of the value's own type.</summary>
    public static string Add(DbCommand command, string name, object value)
    {
        DbParameter parameter = command.CreateParameter();
        parameter.ParameterName = "@" + name;
        parameter.Value = value;
        command.Parameters.Add(parameter);
        return "@" + name;
    }

    /// <summary>The SET list of a table's companion columns.</summary>
    /// <param name="command">Takes the parameters.</param>
    /// <param name="table">Whose companions.</param>
    /// <param name="positive">A condition that is true where the new number is above zero.</param>
    protected IEnumerable<string> Companions(DbCommand command, Table table, string positive)
    {
        for (int i = 0; i < table.Companions.Count; i++)
        {
            Companion companion = table.Companions[i];
            Column column = companion.Column;
            string Value(string name, string text)
            {
                AddFree(command, name, Literal(column, text));
                return Typed(column, "@" + name);
            }

            string value = companion.IsNow
                ? Now(column)
                : $"CASE WHEN {positive} THEN {Value($"_t{i}", companion.True!)} ELSE {Value($"_f{i}", companion.False!)} END";
            string[] replaceable = [.. companion.OnlyIf.Select((text, j) => Value($"_o{i}_{j}", text))];
            yield return replaceable.Length == 0
                ? $"{column.Sql} = {value}"
                : $"{column.Sql} = CASE WHEN {column.Sql} IN ({string.Join(", ", replaceable)}) THEN {value} ELSE {column.Sql} END";
        }
    }

    // A number goes to a number's column as a number: text would stay text in a column that takes anything.
    private static object Literal(Column column, string text) =>
        column.Kind is not ColumnKind.Text && KeyText.Parse(ColumnKind.Integer, text) is { } number ? number : text;

    /// <summary>Reads a small result of the catalogue.</summary>
    protected static async Task<IReadOnlyList<T>> QueryAsync<T>(
        DbConnection connection,
        string sql,
        Func<DbDataReader, T> read,
        CancellationToken cancellationToken,
        params (string Name, object Value)[] parameters)
    {
        await using DbCommand command = connection.CreateCommand();
        command.CommandText = sql;
        foreach ((string name, object value) in parameters)
            Add(command, name, value);
        await using DbDataReader reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        var rows = new List<T>();
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            rows.Add(read(reader));
        return rows;
    }

    /// <summary>A text cell; <see langword="null"/> for NULL.</summary>
    protected static string? Text(DbDataReader reader, int ordinal) =>
        reader.IsDBNull(ordinal) ? null : Convert.ToString(reader.GetValue(ordinal), CultureInfo.InvariantCulture);

    /// <summary>A whole number cell; <see langword="null"/> for NULL.</summary>
    protected static long? Whole(DbDataReader reader, int ordinal) =>
        reader.IsDBNull(ordinal) ? null : Convert.ToInt64(reader.GetValue(ordinal), CultureInfo.InvariantCulture);
}
