using System.Globalization;
using Connector.Abstractions;
using Connector.Adapters.OpenCart.Database;
using Connector.Adapters.OpenCart.Schema;
using Connector.Adapters.OpenCart.Writing;

namespace Connector.Adapters.OpenCart.Health;

/// <summary>Says what was found in a shop's database, and whether it would take a write now.</summary>
internal sealed class HealthCheck(ShopDatabase database, SchemaDetection detection, OpenCartOptions options)
{
    public async Task<StoreHealth> RunAsync(ShopSchema schema, CancellationToken cancellationToken)
    {
        var (version, engines) = await detection.ReadServerAsync(cancellationToken).ConfigureAwait(false);
        var details = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["shop"] = schema.Generation,
            ["server"] = version,
            ["database"] = database.Place,
            ["sku"] = schema.Sku.Name,
            ["products"] = Text(await CountAsync($"SELECT COUNT(*) FROM {schema.Products.Table}", cancellationToken).ConfigureAwait(false)),
        };
        await CountMoreAsync(schema, details, cancellationToken).ConfigureAwait(false);
        if (engines.GetValueOrDefault("product") is { Length: > 0 } engine)
        {
            details["engine"] = engine.Equals("MyISAM", StringComparison.OrdinalIgnoreCase)
                ? "MyISAM (works; each statement holds the whole table for some milliseconds, and a run that is cut short is half written until the next)"
                : engine;
        }

        var problem = Problem(schema);
        details["rights"] = problem is null ? "read and write" : problem;
        return new StoreHealth
        {
            IsHealthy = problem is null,
            Summary = problem ?? $"{schema.Generation}, {details["products"]} products, SKUs from {schema.Sku.Name}, {database.Place}.",
            Details = details,
        };
    }

    private string? Problem(ShopSchema schema)
    {
        var written = new[] { schema.Products, schema.Options, schema.Combinations }.OfType<StockTable>();
        if (WriteRights.Missing(written, options) is { Count: > 0 } missing)
            return WriteRights.Say(missing, options);
        return options.Fractions && schema.Products.Range.Scale == 0
            ? "fractions is true, but the shop's quantity column holds whole numbers. Leave fractions out."
            : null;
    }

    private async Task CountMoreAsync(ShopSchema schema, Dictionary<string, string> details, CancellationToken cancellationToken)
    {
        if (schema.Products.Parent is { } master)
        {
            details["variants"] = Text(await CountAsync(
                $"SELECT COUNT(*) FROM {schema.Products.Table} WHERE {master} <> 0", cancellationToken).ConfigureAwait(false));
        }

        foreach (var table in new[] { schema.Options, schema.Combinations }.OfType<StockTable>())
        {
            details[table.Called + " with SKUs"] = Text(await CountAsync(
                $"SELECT COUNT(*) FROM {table.Table} WHERE {table.InUse} AND {table.HasSku}", cancellationToken).ConfigureAwait(false));
        }

        if (schema.OptionValues is { } values)
        {
            // Such a product is sold only while an option value has stock too, whatever the product's own number says.
            details["products with subtracting options"] = Text(await CountAsync(
                $"SELECT COUNT(DISTINCT `product_id`) FROM {values} WHERE `subtract` = 1", cancellationToken).ConfigureAwait(false));
        }

        if (schema.Sku.Codes is { } codes)
        {
            details["products with several SKU rows"] = Text(await CountAsync(
                $"SELECT COUNT(*) FROM (SELECT s.`product_id` FROM ({codes}) s GROUP BY s.`product_id` HAVING COUNT(*) > 1) several",
                cancellationToken).ConfigureAwait(false));
        }
    }

    private async Task<long> CountAsync(string sql, CancellationToken cancellationToken) =>
        (await database.QueryAsync("counting", new Statement(sql), row => row.GetInt64(0), cancellationToken).ConfigureAwait(false))[0];

    private static string Text(long count) => count.ToString(CultureInfo.InvariantCulture);
}
