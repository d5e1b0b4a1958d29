using System.Data.Common;
using System.Globalization;
using Connector.Abstractions;
using Connector.Adapters.Sql.Dialects;
using Connector.Adapters.Sql.Options;
using Connector.Adapters.Sql.Values;

namespace Connector.Adapters.Sql.Targets;

/// <summary>Where listings live: a table, or what the operator's own SQL reads.</summary>
internal abstract class Target(string prefix, Dialect dialect, SqlOptions options)
{
    /// <summary>What references of this target begin with, so that two targets cannot be mixed up.</summary>
    public string Prefix { get; } = prefix;

    protected Dialect Dialect { get; } = dialect;

    protected SqlOptions Options { get; } = options;

    /// <summary>The key of a reference, or <see langword="null"/> where no row can have such a key.</summary>
    public abstract object? ParseKey(string text);

    /// <summary>Why the number cannot be stored, or <see langword="null"/>.</summary>
    public abstract StoreError? Check(decimal quantity);

    /// <summary>Reads everything, in no order.</summary>
    public abstract IAsyncEnumerable<Row> ReadAsync(DbConnection connection, CancellationToken cancellationToken);

    /// <summary>Rows that carry any of the SKUs, perhaps with spaces around; may bring more.</summary>
    public abstract Task<IReadOnlyList<Row>> FindAsync(DbConnection connection, IReadOnlyList<string> skus, CancellationToken cancellationToken);

    /// <summary>Rows of these keys that belong to the store, locked until the transaction ends where the database can.</summary>
    public abstract Task<IReadOnlyList<Row>> LockAsync(
        DbConnection connection, DbTransaction transaction, IReadOnlyList<object> keys, CancellationToken cancellationToken);

    /// <summary>Rows of these keys as they are now.</summary>
    public abstract Task<IReadOnlyList<Row>> ReadBackAsync(DbConnection connection, IReadOnlyList<object> keys, CancellationToken cancellationToken);

    /// <summary>Writes the numbers. Gives how many rows were met; less than zero where the database does not say.</summary>
    /// <exception cref="KeyNotUniqueException">One write met several rows.</exception>
    public abstract Task<int> WriteAsync(
        DbConnection connection, DbTransaction transaction, IReadOnlyList<Write> writes, CancellationToken cancellationToken);

    /// <summary>Runs the operator's statement after the writes of a batch.</summary>
    public async Task AfterAsync(DbConnection connection, DbTransaction transaction, string sql, CancellationToken cancellationToken)
    {
        await using DbCommand command = Command(connection, transaction);
        command.CommandText = sql;
        AddParams(command, sql);
        await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The listing of a row.</summary>
    public abstract Listing ToListing(Row row);

    /// <summary>A command, in a transaction if there is one.</summary>
    protected static DbCommand Command(DbConnection connection, DbTransaction? transaction = null)
    {
        DbCommand command = connection.CreateCommand();
        command.Transaction = transaction;
        return command;
    }

    /// <summary>Adds the operator's parameters that the SQL names.</summary>
    protected void AddParams(DbCommand command, string? sql) => AddParams(command, Dialect, Options, sql);

    /// <inheritdoc cref="AddParams(DbCommand, string?)" />
    protected static void AddParams(DbCommand command, Dialect dialect, SqlOptions options, string? sql)
    {
        foreach ((string name, object value) in options.Params)
        {
            // Each statement gets the parameters it names, and no others.
            if (sql?.Contains("@" + name, StringComparison.Ordinal) != true)
                continue;
            string text = Scalar.Text(value)!;
            dialect.AddFree(command, name, KeyText.Parse(Schema.ColumnKind.Integer, text) ?? text);
        }
    }

    /// <summary>Reads key, SKU, quantity, and name and parent where they are given an ordinal.</summary>
    protected static Row ToRow(DbDataReader reader, int name, int parent)
    {
        string? Text(int ordinal) =>
            ordinal < 0 || reader.IsDBNull(ordinal) ? null : KeyText.Of(reader.GetValue(ordinal));
        bool isNumber = Number.TryRead(reader.GetValue(2), out decimal? quantity);
        return new Row
        {
            Key = reader.GetValue(0),
            Sku = Text(1) ?? "",
            Quantity = quantity,
            IsNoNumber = !isNumber,
            Name = Text(name),
            Parent = Text(parent),
        };
    }

    /// <summary>Runs a command and reads all rows.</summary>
    protected static async Task<IReadOnlyList<Row>> RowsAsync(DbCommand command, int name, int parent, CancellationToken cancellationToken)
    {
        await using DbDataReader reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        var rows = new List<Row>();
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            rows.Add(ToRow(reader, name, parent));
        return rows;
    }

    /// <summary>Counts the rows of the store.</summary>
    public abstract Task<long> CountAsync(DbConnection connection, CancellationToken cancellationToken);

    protected static async Task<long> ScalarAsync(DbCommand command, CancellationToken cancellationToken) =>
        Convert.ToInt64(await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false), CultureInfo.InvariantCulture);
}
