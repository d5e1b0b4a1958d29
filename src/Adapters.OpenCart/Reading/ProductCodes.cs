namespace Connector.Adapters.OpenCart.Reading;

/// <summary>Puts the SKU rows of <c>product_code</c> on their products.</summary>
internal static class ProductCodes
{
    /// <summary>
    /// A product with one SKU, however often it is written down, carries it. A product with several different SKUs carries none: it holds
    /// one number, and which of several offers that should be is not for the connector to guess.
    /// </summary>
    public static List<StockRow> Join(List<StockRow> products, List<(long Product, string? Sku)> codes)
    {
        var byProduct = codes
            .Select(code => (code.Product, Sku: SkuText.Decode(code.Sku)))
            .Where(code => !string.IsNullOrWhiteSpace(code.Sku))
            .ToLookup(code => code.Product, code => code.Sku);

        return products.ConvertAll(product =>
        {
            var skus = byProduct[product.Id].ToList();
            if (skus.Count == 0)
                return product;
            return skus.TrueForAll(sku => SkuText.Same(sku, skus[0]))
                ? product with { Sku = skus[0] }
                : product with { Several = [.. skus.Select(sku => sku.Trim()).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)] };
        });
    }
}
