using System.Data.Common;
using System.Runtime.CompilerServices;
using Connector.Abstractions;
using Connector.Adapters.Sql.Dialects;
using Connector.Adapters.Sql.Options;
using Connector.Adapters.Sql.Schema;
using Connector.Adapters.Sql.Values;

namespace Connector.Adapters.Sql.Targets;

/// <summary>What the operator's own SQL reads and writes.</summary>
internal sealed class CustomTarget : Target
{
    private static readonly string[] Required = ["ref", "sku", "quantity"];
    private static readonly string[] Optional = ["name", "parent"];

    private readonly string _read;
    private readonly string _write;
    private readonly ColumnKind _key;
    private readonly string _keyType;
    private readonly string _columns;
    private readonly int _name;
    private readonly int _parent;

    private CustomTarget(Dialect dialect, SqlOptions options, IReadOnlyList<string> columns, ColumnKind key)
        : base("", dialect, options)
    {
        _read = Subquery(options);
        _write = options.Custom!.Write!;
        _key = key;
        string[] wanted = [.. Required, .. Optional.Where(c => columns.Contains(c, StringComparer.OrdinalIgnoreCase))];
        _columns = string.Join(", ", wanted);
        _name = Array.IndexOf(wanted, "name");
        _parent = Array.IndexOf(wanted, "parent");
        _keyType = dialect.TypeOf(key);
    }

    /// <summary>Asks the database what <c>read</c> would give, without reading a row.</summary>
    /// <exception cref="StoreException">It gives no ref, sku or quantity.</exception>
    public static async Task<CustomTarget> ResolveAsync(
        DbConnection connection, StoreId store, Dialect dialect, SqlOptions options, CancellationToken cancellationToken)
    {
        await using DbCommand command = connection.CreateCommand();
        command.CommandText = $"SELECT * FROM ({Subquery(options)}\n) _custom WHERE 1 = 0";
        AddParams(command, dialect, options, command.CommandText);
        await using DbDataReader reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);

        string[] columns = [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetName)];
        string[] missing = [.. Required.Where(c => !columns.Contains(c, StringComparer.OrdinalIgnoreCase))];
        if (missing.Length > 0)
        {
            throw new StoreException(
                StoreFailure.Misconfigured,
                $"{store}: custom.read gives no column {string.Join(", ", missing)}; it gives {string.Join(", ", columns)}. Name them with AS.");
        }

        int key = reader.GetOrdinal("ref");
        return new CustomTarget(dialect, options, columns, Kind(reader.GetFieldType(key), reader.GetDataTypeName(key)));
    }

    public override object? ParseKey(string text) => KeyText.Parse(_key, text);

    public override StoreError? Check(decimal quantity) => QuantityFit.Check(null, quantity, Options.Fractions);

    public override Listing ToListing(Row row) => new()
    {
        Ref = new ListingRef(row.KeyText),
        Sku = row.Sku,
        Quantity = row.Quantity,
        TracksStock = !row.IsNoNumber,
        Name = row.Name,
        Parent = row.Parent is { } parent ? new ListingRef(parent) : null,
    };

    public override async IAsyncEnumerable<Row> ReadAsync(DbConnection connection, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using DbCommand command = Select(connection, null, "1 = 1");
        await using DbDataReader reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            if (!reader.IsDBNull(0))
                yield return ToRow(reader, _name, _parent);
        }
    }

    // Reads all and lets the host choose: what the operator's SQL computes cannot be searched by an index anyway.
    public override async Task<IReadOnlyList<Row>> FindAsync(
        DbConnection connection, IReadOnlyList<string> skus, CancellationToken cancellationToken)
    {
        var wanted = skus.Select(s => s.Trim()).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var found = new List<Row>();
        await foreach (Row row in ReadAsync(connection, cancellationToken).ConfigureAwait(false))
        {
            if (wanted.Contains(row.Sku.Trim()))
                found.Add(row);
        }

        return found;
    }

    public override Task<IReadOnlyList<Row>> LockAsync(
        DbConnection connection, DbTransaction transaction, IReadOnlyList<object> keys, CancellationToken cancellationToken) =>
        ByKeyAsync(connection, transaction, keys, cancellationToken);

    public override Task<IReadOnlyList<Row>> ReadBackAsync(DbConnection connection, IReadOnlyList<object> keys, CancellationToken cancellationToken) =>
        ByKeyAsync(connection, null, keys, cancellationToken);

    public override async Task<int> WriteAsync(
        DbConnection connection, DbTransaction transaction, IReadOnlyList<Write> writes, CancellationToken cancellationToken)
    {
        int met = 0;
        foreach (Write write in writes)
        {
            await using DbCommand command = Command(connection, transaction);
            command.CommandText = _write;
            AddParams(command, _write);
            Dialect.AddFree(command, "ref", write.Key);
            Dialect.AddFree(command, "quantity", write.QuantityFor(null));
            if (_write.Contains("@sku", StringComparison.Ordinal))
                Dialect.AddFree(command, "sku", write.Sku);
            int rows = await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
            met += rows > 1 ? throw new KeyNotUniqueException(write.KeyText) : rows;
        }

        return met;
    }

    public override async Task<long> CountAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        await using DbCommand command = Command(connection);
        command.CommandText = $"SELECT COUNT(*) FROM ({_read}\n) _custom";
        AddParams(command, _read);
        return await ScalarAsync(command, cancellationToken).ConfigureAwait(false);
    }

    private async Task<IReadOnlyList<Row>> ByKeyAsync(
        DbConnection connection, DbTransaction? transaction, IReadOnlyList<object> keys, CancellationToken cancellationToken)
    {
        await using DbCommand command = Select(connection, transaction, null);
        command.CommandText += Dialect.In(command, "_custom.ref", _keyType, "_k", keys);
        return await RowsAsync(command, _name, _parent, cancellationToken).ConfigureAwait(false);
    }

    private DbCommand Select(DbConnection connection, DbTransaction? transaction, string? condition)
    {
        DbCommand command = Command(connection, transaction);
        command.CommandText = $"SELECT {_columns} FROM ({_read}\n) _custom WHERE {condition}";
        AddParams(command, _read);
        return command;
    }

    private static string Subquery(SqlOptions options) => options.Custom!.Read!.TrimEnd().TrimEnd(';');

    private static ColumnKind Kind(Type type, string declared) =>
        type == typeof(Guid) ? ColumnKind.Uuid
        : type == typeof(decimal) ? ColumnKind.Decimal
        : type == typeof(string) || declared.Contains("char", StringComparison.OrdinalIgnoreCase) ? ColumnKind.Text
        : type.IsPrimitive && type != typeof(bool) && type != typeof(double) && type != typeof(float) ? ColumnKind.Integer
        : ColumnKind.Text;
}
