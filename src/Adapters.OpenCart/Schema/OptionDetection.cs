using Connector.Adapters.OpenCart.Database;

namespace Connector.Adapters.OpenCart.Schema;

/// <summary>Finds option values and combinations that carry a SKU of their own. Core OpenCart has none; shop modules add them.</summary>
internal sealed class OptionDetection(ShopDatabase database, OpenCartOptions options)
{
    private static readonly string[] SkuColumns = ["sku", "model", "optsku"];

    public async Task<StockTable?> OptionsAsync(CatalogueTable? values, CancellationToken cancellationToken)
    {
        if (values is null || !values.CanRead("product_option_value_id", "product_id", "quantity"))
            return null;
        var sku = await SkuColumnAsync(values, cancellationToken).ConfigureAwait(false);
        return sku is null ? null : AllValues(values) with { Sku = sku };
    }

    public async Task<StockTable?> CombinationsAsync(Dictionary<string, CatalogueTable> tables, CancellationToken cancellationToken)
    {
        if (!tables.TryGetValue("relatedoptions", out var related) || !related.CanRead("relatedoptions_id", "product_id", "quantity"))
            return null;
        var sku = await SkuColumnAsync(related, cancellationToken).ConfigureAwait(false);
        if (sku is null)
            return null;

        // A product keeps its combinations when the merchant switches their use off; they are not for sale then.
        var inUse = tables.TryGetValue("relatedoptions_variant_product", out var use) && use.CanRead("product_id", "relatedoptions_use")
            ? $"`product_id` IN (SELECT u.`product_id` FROM {use.Quoted} u WHERE u.`relatedoptions_use` = 1)"
            : "TRUE";
        return new StockTable
        {
            Kind = StockKind.Combination,
            Table = related.Quoted,
            Called = "related options",
            Key = "`relatedoptions_id`",
            Parent = "`product_id`",
            Sku = sku,
            InUse = inUse,
            Range = SchemaDetection.Range(related),
            CanWrite = related.CanUpdate("quantity"),
        };
    }

    /// <summary>Every option value, with or without a SKU.</summary>
    public static StockTable AllValues(CatalogueTable values) => new()
    {
        Kind = StockKind.Option,
        Table = values.Quoted,
        Called = "option values",
        Key = "`product_option_value_id`",
        Parent = "`product_id`",
        Subtract = values.CanRead("subtract") ? "`subtract`" : null,
        Group = values.CanRead("product_option_id") ? "`product_option_id`" : null,
        Range = SchemaDetection.Range(values),
        CanWrite = values.CanUpdate("quantity"),
    };

    /// <summary>The configured column, or the first that exists and is not empty; quoted.</summary>
    private async Task<string?> SkuColumnAsync(CatalogueTable table, CancellationToken cancellationToken)
    {
        if (options.OptionSku is "none")
            return null;
        if (options.OptionSku is not "auto")
            return table.Readable(options.OptionSku) is { } named ? CatalogueTable.Quote(named.Name) : null;

        foreach (var candidate in SkuColumns.Where(column => table.CanRead(column)))
        {
            var quoted = CatalogueTable.Quote(candidate);
            var filled = await database.QueryAsync(
                "looking for SKUs of options",
                new Statement($"SELECT 1 FROM {table.Quoted} WHERE {StockTable.Filled(quoted)} LIMIT 1"),
                _ => true,
                cancellationToken).ConfigureAwait(false);
            if (filled.Count > 0)
                return quoted;
        }

        return null;
    }
}
