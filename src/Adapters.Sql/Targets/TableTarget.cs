using System.Data.Common;
using System.Runtime.CompilerServices;
using Connector.Abstractions;
using Connector.Adapters.Sql.Dialects;
using Connector.Adapters.Sql.Options;
using Connector.Adapters.Sql.Schema;
using Connector.Adapters.Sql.Values;

namespace Connector.Adapters.Sql.Targets;

/// <summary>A table named by its columns.</summary>
internal sealed class TableTarget(string prefix, string? parentPrefix, Table table, Dialect dialect, SqlOptions options)
    : Target(prefix, dialect, options)
{
    private readonly string _columns = string.Join(
        ", ",
        new[] { table.Key.Sql, table.Sku.Sql, dialect.Readable(table.Quantity), table.Label?.Sql, table.Parent?.Sql }.OfType<string>());

    private readonly int _name = table.Label is null ? -1 : 3;
    private readonly int _parent = table.Parent is null ? -1 : table.Label is null ? 3 : 4;

    /// <summary>The table.</summary>
    public Table Table { get; } = table;

    private string Where => $"({Table.Where ?? "1 = 1"}\n)";

    public override object? ParseKey(string text) => KeyText.Parse(Table.Key.Kind, text);

    public override StoreError? Check(decimal quantity) => QuantityFit.Check(Table.Quantity, quantity, Options.Fractions);

    public override Listing ToListing(Row row) => new()
    {
        Ref = new ListingRef(Prefix + row.KeyText),
        Sku = row.Sku,
        Quantity = row.Quantity,
        TracksStock = !row.IsNoNumber,
        Name = row.Name,
        Parent = row.Parent is { } parent && parentPrefix is not null ? new ListingRef(parentPrefix + parent) : null,
    };

    public override async IAsyncEnumerable<Row> ReadAsync(DbConnection connection, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        object? last = null;
        while (true)
        {
            IReadOnlyList<Row> page = await PageAsync(connection, last, cancellationToken).ConfigureAwait(false);
            string? before = last is null ? null : KeyText.Of(last);
            bool isBoundary = before is not null;
            foreach (Row row in page)
            {
                string key = row.KeyText;
                if (key == before && !isBoundary)
                    throw new KeyNotUniqueException(key);
                // A page begins with the last row of the one before, to see whether its key comes again.
                if (key != before)
                    yield return row;
                isBoundary = false;
                before = key;
            }

            if (page.Count < Dialect.PageSize)
                yield break;
            last = page[^1].Key;
        }
    }

    public override async Task<IReadOnlyList<Row>> FindAsync(
        DbConnection connection, IReadOnlyList<string> skus, CancellationToken cancellationToken)
    {
        await using DbCommand command = Command(connection);
        string sku = Table.Sku.Kind == ColumnKind.Text ? Table.Sku.AnyText ?? Table.Sku.Sql : Dialect.AsText(Table.Sku.Sql);
        // SQL Server compares in the column's own collation; PostgreSQL's trimmed text is text whatever the column was.
        string type = Table.Sku is { Kind: ColumnKind.Text, ComparedAs: null } ? Table.Sku.TypeSql : Dialect.TypeOf(ColumnKind.Text);
        string trimmed = Dialect.TypeOf(ColumnKind.Text) == "text" ? "text" : type;
        string carries = Dialect.In(command, $"LTRIM(RTRIM({sku}))", trimmed, "_s", [.. skus.Select(s => s.Trim())]);
        string exactly = Dialect.In(command, sku, type, "_x", [.. skus]);
        command.CommandText =
            $"""
            SELECT {_columns}
            FROM {Table.Sql}
            WHERE {Table.Key.Sql} IS NOT NULL
              AND ({exactly} OR {carries})
              AND {Where}
            ORDER BY {Table.Key.Sql}
            """;
        AddParams(command, Table.Where);
        return await RowsAsync(command, _name, _parent, cancellationToken).ConfigureAwait(false);
    }

    public override Task<IReadOnlyList<Row>> LockAsync(
        DbConnection connection, DbTransaction transaction, IReadOnlyList<object> keys, CancellationToken cancellationToken) =>
        ByKeyAsync(connection, transaction, keys, Where, cancellationToken);

    // Without the condition: a trigger may have taken the row out of it, and the truth is asked for.
    public override Task<IReadOnlyList<Row>> ReadBackAsync(DbConnection connection, IReadOnlyList<object> keys, CancellationToken cancellationToken) =>
        ByKeyAsync(connection, null, keys, "(1 = 1)", cancellationToken);

    public override async Task<int> WriteAsync(
        DbConnection connection, DbTransaction transaction, IReadOnlyList<Write> writes, CancellationToken cancellationToken)
    {
        await using DbCommand command = Command(connection, transaction);
        AddParams(command, Table.Where);
        int met = await Dialect.UpdateAsync(command, Table, writes, cancellationToken).ConfigureAwait(false);
        return met > writes.Count ? throw new KeyNotUniqueException($"of {writes.Count} rows ({met} were met)") : met;
    }

    public override async Task<long> CountAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        await using DbCommand command = Command(connection);
        // The columns too, so that a missing right on one of them shows here and not in the middle of the night.
        command.CommandText =
            $"""
            SELECT COUNT({Table.Key.Sql}) + 0 * COUNT({Table.Sku.Sql}) + 0 * COUNT({Table.Quantity.Sql})
            FROM {Table.Sql}
            WHERE {Where}
            """;
        AddParams(command, Table.Where);
        return await ScalarAsync(command, cancellationToken).ConfigureAwait(false);
    }

    private async Task<IReadOnlyList<Row>> PageAsync(DbConnection connection, object? from, CancellationToken cancellationToken)
    {
        await using DbCommand command = Command(connection);
        string after = from is null ? "1 = 1" : $"{Table.Key.Sql} >= {Dialect.Add(command, "_from", from)}";
        command.CommandText =
            $"""
            SELECT {_columns}
            FROM {Table.Sql}
            WHERE {Table.Key.Sql} IS NOT NULL
              AND {after}
              AND {Where}
            ORDER BY {Table.Key.Sql}
            {Dialect.Limit(Dialect.PageSize)}
            """;
        AddParams(command, Table.Where);
        return await RowsAsync(command, _name, _parent, cancellationToken).ConfigureAwait(false);
    }

    private async Task<IReadOnlyList<Row>> ByKeyAsync(
        DbConnection connection, DbTransaction? transaction, IReadOnlyList<object> keys, string where, CancellationToken cancellationToken)
    {
        await using DbCommand command = Command(connection, transaction);
        bool locks = transaction is not null;
        command.CommandText =
            $"""
            SELECT {_columns}
            FROM {Table.Sql} {(locks ? Dialect.LockHint : "")}
            WHERE {Dialect.In(command, Table.Key.Sql, Table.Key.ComparedAs ?? Table.Key.TypeSql, "_k", keys)}
              AND {where}
            ORDER BY {Table.Key.Sql}
            {(locks ? Dialect.LockClause : "")}
            """;
        if (locks)
            AddParams(command, Table.Where);
        return await RowsAsync(command, _name, _parent, cancellationToken).ConfigureAwait(false);
    }
}
