using System.Globalization;
using Connector.Adapters.OpenCart.Database;
using Connector.Adapters.OpenCart.Reading;
using Connector.Adapters.OpenCart.Schema;
using MySqlConnector;

namespace Connector.Adapters.OpenCart.RollUps;

/// <summary>Reads which products are sums of others, as far as this shop's options ask for roll-ups.</summary>
internal sealed class FamilyReader(ShopDatabase database, ShopSchema schema)
{
    private sealed record Row(long Product, decimal? Current, FamilyMember Member);

    /// <summary>All families of the shop, page by page along the members' primary key.</summary>
    public async Task<Families> ReadAllAsync(CancellationToken cancellationToken)
    {
        var families = new Dictionary<(FamilyKind, long), Family>();
        foreach (var (kind, table) in Tables())
        {
            var after = long.MinValue;
            while (true)
            {
                var page = await ReadPageAsync(kind, table, after, cancellationToken).ConfigureAwait(false);
                Collect(families, kind, page);
                if (page.Count < RowReader.PageSize)
                    break;
                after = page[^1].Member.Id;
            }
        }

        return new Families(families.Values, schema.Products.Range);
    }

    /// <summary>The families of some products, with what each variant is made of.</summary>
    public async Task<Families> ReadAsync(IReadOnlyCollection<long> products, CancellationToken cancellationToken)
    {
        var families = new Dictionary<(FamilyKind, long), Family>();
        if (products.Count == 0)
            return new Families([], schema.Products.Range);
        var (list, parameters) = Statement.List("p", products);
        foreach (var (kind, table) in Tables())
        {
            var variant = kind is FamilyKind.Variants && schema.RollUps.VariantsToOptions ? "t.`variant`" : "NULL";
            var statement = new Statement(
                $"""
                {Select(table, variant)}
                WHERE t.{table.Parent} IN ({list}) AND {table.InUse}
                """,
                parameters);
            Collect(families, kind, await QueryAsync(table, statement, cancellationToken).ConfigureAwait(false));
        }

        return new Families(families.Values, schema.Products.Range);
    }

    private IEnumerable<(FamilyKind Kind, StockTable Table)> Tables()
    {
        if (schema.RollUps.Variants)
            yield return (FamilyKind.Variants, schema.Products);
        if (schema.RollUps.Combinations)
            yield return (FamilyKind.Combinations, schema.Combinations!);
        if (schema.RollUps.Options)
            yield return (FamilyKind.Options, schema.Options!);
    }

    private Task<List<Row>> ReadPageAsync(FamilyKind kind, StockTable table, long after, CancellationToken cancellationToken)
    {
        // Combinations without a SKU count in their product's sum, option values without one do not.
        var members = kind is FamilyKind.Options ? table.HasSku : "TRUE";
        var statement = new Statement(
            $"""
            {Select(table, "NULL")}
            WHERE t.{table.Key} > @after AND t.{table.Parent} <> 0 AND {table.InUse} AND {members}
            ORDER BY t.{table.Key}
            LIMIT @limit
            """,
            ("@after", after), ("@limit", RowReader.PageSize));
        return QueryAsync(table, statement, cancellationToken);
    }

    private Task<List<Row>> QueryAsync(StockTable table, Statement statement, CancellationToken cancellationToken) =>
        database.QueryAsync($"reading what {table.Called} add up to", statement, Read, cancellationToken);

    // The product is read beside its members under a name of its own, so that conditions on the members' columns stay unambiguous.
    private string Select(StockTable table, string variant) =>
        $"""
        SELECT t.{table.Key}, t.{table.Parent}, t.`quantity`, {Of(table.Subtract, "1")}, {Of(table.Group, "0")}, {table.HasSku}, m.held, {variant}
        FROM {table.Table} t
        JOIN (SELECT `product_id` AS parent_id, `quantity` AS held FROM {schema.Products.Table}) m ON m.parent_id = t.{table.Parent}
        """;

    private static string Of(string? column, string otherwise) => column is null ? otherwise : $"t.{column}";

    private static void Collect(Dictionary<(FamilyKind, long), Family> families, FamilyKind kind, List<Row> rows)
    {
        foreach (var row in rows)
        {
            if (!families.TryGetValue((kind, row.Product), out var family))
                families.Add((kind, row.Product), family = new Family(kind, row.Product, row.Current));
            family.Members.Add(row.Member);
        }
    }

    private static Row Read(MySqlDataReader row) => new(
        row.GetInt64(1),
        RowReader.Number(row, 6),
        new FamilyMember(
            row.GetInt64(0),
            RowReader.Number(row, 2) ?? 0,
            IsTrue(row, 3),
            row.IsDBNull(4) ? 0 : Convert.ToInt64(row.GetValue(4), CultureInfo.InvariantCulture),
            IsTrue(row, 5),
            row.IsDBNull(7) ? null : row.GetString(7)));

    private static bool IsTrue(MySqlDataReader row, int column) =>
        !row.IsDBNull(column) && Convert.ToInt64(row.GetValue(column), CultureInfo.InvariantCulture) != 0;
}
