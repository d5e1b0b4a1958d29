using Connector.Abstractions;
using Connector.Adapters.OpenCart.Database;

namespace Connector.Adapters.OpenCart.Schema;

/// <summary>Decides where products' SKUs are: see the table of versions in docs/adapters/opencart.md.</summary>
internal sealed class SkuSourceDetection(ShopDatabase database, OpenCartOptions options)
{
    public async Task<SkuSource> DetectAsync(
        Dictionary<string, CatalogueTable> tables, CatalogueTable product, CancellationToken cancellationToken)
    {
        var codes = Codes(tables);
        switch (options.Sku)
        {
            case SkuChoice.ProductCode:
                return codes is not null ? new SkuSource("product_code", null, codes) : throw NotThere("product_code", "a readable table product_code");
            case SkuChoice.Sku:
                return Column(product, "sku") ?? throw NotThere("sku", "a readable column product.sku");
            case SkuChoice.Model:
                return Column(product, "model") ?? throw NotThere("model", "a readable column product.model");
        }

        // 4.1.0.1 to 4.1.0.3 still ship product.sku, which nothing writes any more: rows in product_code come first.
        if (codes is not null && await AnyAsync(codes, cancellationToken).ConfigureAwait(false))
            return new SkuSource("product_code", null, codes);
        return Column(product, "sku") ?? Column(product, "model")
            ?? throw NotThere("auto", "a readable product_code with SKU rows, product.sku or product.model");
    }

    private async Task<bool> AnyAsync(string codes, CancellationToken cancellationToken)
    {
        var found = await database.QueryAsync(
            "looking for SKU rows", new Statement($"{codes} LIMIT 1"), _ => true, cancellationToken).ConfigureAwait(false);
        return found.Count > 0;
    }

    /// <summary>The SKU rows of <c>product_code</c>. UPC, EAN… stand there too; the 4.1 upgrade writes the code in lower case.</summary>
    private static string? Codes(Dictionary<string, CatalogueTable> tables)
    {
        if (!tables.TryGetValue("product_code", out var codes) || !codes.CanRead("product_id", "value"))
            return null;
        if (codes.CanRead("code"))
        {
            return $"""
                SELECT c.`product_id`, c.`value`
                FROM {codes.Quoted} c
                WHERE LOWER(c.`code`) = 'sku'
                """;
        }

        if (!codes.CanRead("identifier_id") || !tables.TryGetValue("identifier", out var names) || !names.CanRead("identifier_id", "code"))
            return null;
        return $"""
            SELECT c.`product_id`, c.`value`
            FROM {codes.Quoted} c
            WHERE c.`identifier_id` IN (SELECT i.`identifier_id` FROM {names.Quoted} i WHERE LOWER(i.`code`) = 'sku')
            """;
    }

    private static SkuSource? Column(CatalogueTable product, string name) =>
        product.CanRead(name) ? new SkuSource(name, CatalogueTable.Quote(name), null) : null;

    private StoreException NotThere(string choice, string needed) => new(
        StoreFailure.Misconfigured,
        $"sku is {choice}, but this user finds no such thing under the prefix '{options.Prefix}': {needed}. "
        + "Grant it (docs/adapters/opencart.md), or choose another sku.");
}
