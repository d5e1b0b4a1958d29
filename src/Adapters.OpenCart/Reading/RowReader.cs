using System.Globalization;
using System.Runtime.CompilerServices;
using Connector.Adapters.OpenCart.Database;
using Connector.Adapters.OpenCart.Schema;
using MySqlConnector;

namespace Connector.Adapters.OpenCart.Reading;

/// <summary>Reads rows with stock numbers, page by page along the primary key or by their ids. SKUs are never compared by the database.</summary>
internal sealed class RowReader(ShopDatabase database, ShopSchema schema)
{
    /// <summary>Rows in one statement: about 20 ms of a lock on MyISAM, and ten statements for 100,000 products.</summary>
    internal const int PageSize = 10_000;

    /// <summary>All rows of a kind that carry a SKU (products: all), each page whole in memory before the first row of it is seen.</summary>
    public async IAsyncEnumerable<StockRow> ReadAllAsync(StockTable table, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // The lowest bigint: ids are positive, yet nothing is left out should one not be.
        var after = long.MinValue;
        while (true)
        {
            var statement = new Statement(
                $"""
                {Select(table)}
                WHERE {table.Key} > @after AND {table.InUse} AND {table.HasSku}
                ORDER BY {table.Key}
                LIMIT @limit
                """,
                ("@after", after), ("@limit", PageSize));
            var page = await database.QueryAsync($"reading {table.Called}", statement, Row, cancellationToken).ConfigureAwait(false);
            if (page.Count == 0)
                yield break;

            var last = page[^1].Id;
            if (Codes(table) is { } codes)
            {
                var rows = new Statement(
                    $"""
                    {codes} AND c.`product_id` > @after AND c.`product_id` <= @last
                    """,
                    ("@after", after), ("@last", last));
                page = ProductCodes.Join(page, await ReadCodesAsync(rows, cancellationToken).ConfigureAwait(false));
            }

            foreach (var row in page)
                yield return row;
            if (page.Count < PageSize)
                yield break;
            after = last;
        }
    }

    /// <summary>The rows with these ids that are there, whether or not they carry a SKU.</summary>
    public async Task<List<StockRow>> ReadAsync(StockTable table, IReadOnlyCollection<long> ids, CancellationToken cancellationToken)
    {
        if (ids.Count == 0)
            return [];
        var (list, parameters) = Statement.List("id", ids);
        var rows = await database.QueryAsync(
            $"reading {table.Called}",
            new Statement(
                $"""
                {Select(table)}
                WHERE {table.Key} IN ({list}) AND {table.InUse}
                """,
                parameters),
            Row,
            cancellationToken).ConfigureAwait(false);
        if (Codes(table) is not { } codes)
            return rows;

        var found = new Statement(
            $"""
            {codes} AND c.`product_id` IN ({list})
            """,
            parameters);
        return ProductCodes.Join(rows, await ReadCodesAsync(found, cancellationToken).ConfigureAwait(false));
    }

    private string? Codes(StockTable table) => table.Kind is StockKind.Product ? schema.Sku.Codes : null;

    private Task<List<(long Product, string? Sku)>> ReadCodesAsync(Statement statement, CancellationToken cancellationToken) =>
        database.QueryAsync("reading SKUs", statement, row => (row.GetInt64(0), Text(row, 1)), cancellationToken);

    private static string Select(StockTable table) =>
        $"""
        SELECT {table.Key}, {table.Parent ?? "0"}, {table.Sku ?? "NULL"}, `quantity`, {table.Subtract ?? "1"}
        FROM {table.Table}
        """;

    private static StockRow Row(MySqlDataReader row) => new()
    {
        Id = row.GetInt64(0),
        Parent = row.IsDBNull(1) ? 0 : row.GetInt64(1),
        Sku = SkuText.Decode(Text(row, 2)),
        Quantity = Number(row, 3),
        Subtracts = !row.IsDBNull(4) && Convert.ToInt64(row.GetValue(4), CultureInfo.InvariantCulture) != 0,
    };

    /// <summary>A number of any type; <see langword="null"/> stays so and never becomes a zero.</summary>
    internal static decimal? Number(MySqlDataReader row, int column) =>
        row.IsDBNull(column) ? null : Convert.ToDecimal(row.GetValue(column), CultureInfo.InvariantCulture);

    private static string? Text(MySqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
