using System.Data.Common;
using Connector.Abstractions;
using Connector.Adapters.Sql.Dialects;
using Connector.Adapters.Sql.Options;

namespace Connector.Adapters.Sql.Schema;

/// <summary>
/// Finds the configured names in the database's own catalogue. Only names that came from there are ever put into SQL.
/// </summary>
internal sealed class Catalogue(Dialect dialect, StoreId store, DbConnection connection)
{
    /// <summary>Finds a table and its columns.</summary>
    /// <exception cref="StoreException">A name is not there, or a column cannot do what it is for.</exception>
    public async Task<Table> ResolveAsync(SqlTableOptions options, string path, CancellationToken cancellationToken)
    {
        TableName table = await TableAsync(options.Table!, path, cancellationToken).ConfigureAwait(false);
        IReadOnlyList<Column> columns = await dialect.ColumnsAsync(connection, table, cancellationToken).ConfigureAwait(false);

        Column Find(string name, string option) =>
            Match(columns, c => c.Name, name)
            ?? throw Wrong($"{path}{option}: {options.Table} has no column \"{name}\" that this login may see.{Meant(name, columns.Select(c => c.Name))}");

        Column key = Find(options.Key!, "key");
        if (key.Kind is not (ColumnKind.Integer or ColumnKind.Text or ColumnKind.Uuid) && key is not { Kind: ColumnKind.Decimal, Scale: 0 })
            throw Wrong($"{path}key: {key.Name} is of type {key.TypeSql}. A key must be a whole number, text or a uuid; name another unique column.");
        Column quantity = Find(options.Quantity!, "quantity");
        if (quantity.IsComputed)
            throw Wrong($"{path}quantity: {quantity.Name} is computed by the database and cannot be written. Name the column it is computed from.");
        if (quantity.Kind is ColumnKind.Other or ColumnKind.Uuid or ColumnKind.Boolean)
            throw Wrong($"{path}quantity: {quantity.Name} is of type {quantity.TypeSql}, which holds no number. Name the column with the stock number.");

        return new Table
        {
            Name = options.Table!,
            Sql = dialect.QuoteTable(table),
            Key = key,
            Sku = Find(options.Sku!, "sku"),
            Quantity = quantity,
            Label = options.Name is { Length: > 0 } name ? Find(name, "name") : null,
            Parent = options is SqlVariantsOptions { Parent: { Length: > 0 } parent } ? Find(parent, "parent") : null,
            Where = string.IsNullOrWhiteSpace(options.Where) ? null : options.Where,
            Engine = table.Engine,
            Companions =
            [
                .. options.Set.Select((companion, i) => new Companion
                {
                    Column = Find(companion.Column!, $"set[{i}].column"),
                    IsNow = companion.From == "now",
                    True = Scalar.Text(companion.True),
                    False = Scalar.Text(companion.False),
                    OnlyIf = [.. companion.OnlyIf.Select(v => Scalar.Text(v)!)],
                }),
            ],
        };
    }

    private async Task<TableName> TableAsync(string wanted, string path, CancellationToken cancellationToken)
    {
        int dot = wanted.IndexOf('.', StringComparison.Ordinal);
        IReadOnlyList<TableName> own = await dialect.TablesAsync(connection, null, cancellationToken).ConfigureAwait(false);
        // A name with a dot is a schema and a table, unless there is a table that is really called so.
        if (Match(own, t => t.Name, wanted) is { } plain)
            return plain;

        IReadOnlyList<TableName> there = dot < 0
            ? own
            : await dialect.TablesAsync(connection, wanted[..dot], cancellationToken).ConfigureAwait(false);
        string name = wanted[(dot + 1)..];
        return Match(there, t => t.Name, name)
            ?? throw Wrong($"{path}table: there is no table \"{wanted}\" that this login may see.{Meant(name, there.Select(t => t.Name))}");
    }

    private T? Match<T>(IReadOnlyList<T> all, Func<T, string> nameOf, string name)
        where T : class
    {
        if (all.FirstOrDefault(x => nameOf(x) == name) is { } exact)
            return exact;
        if (!dialect.IgnoresCase)
            return null;
        T[] alike = [.. all.Where(x => string.Equals(nameOf(x), name, StringComparison.OrdinalIgnoreCase))];
        return alike.Length == 1 ? alike[0] : null;
    }

    private StoreException Wrong(string message) => new(StoreFailure.Misconfigured, $"{store}: {message}");

    private static string Meant(string wanted, IEnumerable<string> names)
    {
        string[] all = [.. names];
        return Nearest.To(wanted, all) is { } nearest ? $" Did you mean \"{nearest}\"?"
            : all.Length == 0 ? " It may see none at all: check the schema's name and the grants."
            : $" There are: {string.Join(", ", all.Take(12))}{(all.Length > 12 ? ", …" : "")}.";
    }
}
