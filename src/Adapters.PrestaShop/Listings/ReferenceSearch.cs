using System.Net;
using Connector.Abstractions;
using Connector.Adapters.PrestaShop.Api;

namespace Connector.Adapters.PrestaShop.Listings;

/// <summary>
/// Finds listings by SKU with <c>filter[reference]</c>, then their stock rows. The database compares, blind to case, accents and
/// Ё/Е: what comes back is only a proposal.
/// </summary>
internal sealed class ReferenceSearch(ShopClient client, ShopScope scope, Register register, ShopIndex index)
{
    // Fewer cost two requests at most, however large the shop is.
    private const int AlwaysSearched = 200;

    /// <summary>The listings that carry any of the SKUs, and perhaps others.</summary>
    public async Task<List<Listing>> FindAsync(IReadOnlyList<string> skus, CancellationToken cancellationToken)
    {
        var wanted = skus.Where(sku => sku.Trim().Length > 0).ToList();
        var keys = wanted.Select(Loosely).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var queries = ReferenceQueries.For(wanted, client.MostQueryBytes);
        if (!queries.IsPossible || await IsMostOfTheShopAsync(wanted.Count, cancellationToken).ConfigureAwait(false))
            return await ReadWholeAsync(keys, cancellationToken).ConfigureAwait(false);

        var products = new Dictionary<int, ProductRow>();
        var combinations = new Dictionary<int, CombinationRow>();
        foreach (var query in queries.Filters)
        {
            if (await SearchAsync(ProductRow.Resource, ProductRow.WithFamily, query, ProductRow.Read, cancellationToken).ConfigureAwait(false) is not { } foundProducts
                || await SearchAsync(CombinationRow.Resource, CombinationRow.Display, query, CombinationRow.Read, cancellationToken).ConfigureAwait(false) is not { } foundCombinations)
            {
                return await ReadWholeAsync(keys, cancellationToken).ConfigureAwait(false);
            }

            foreach (var product in foundProducts.Where(product => keys.Contains(Loosely(product.Reference))))
                products[product.Id] = product;
            foreach (var combination in foundCombinations.Where(combination => keys.Contains(Loosely(combination.Reference))))
                combinations[combination.Id] = combination;
        }

        if (products.Count + combinations.Count == 0)
            return [];
        var stock = await ReadStockAsync(products.Values, combinations.Values, cancellationToken).ConfigureAwait(false);
        var maker = new ListingMaker(stock, register);
        return
        [
            .. products.Values.Where(product => !product.HasCombinations).Select(product => maker.OfProduct(product.Id, product.Reference)),
            .. combinations.Values.Select(maker.Of),
        ];
    }

    // Searching costs by the SKU, listing by the product; a third of the catalogue is where they meet.
    private async Task<bool> IsMostOfTheShopAsync(int wanted, CancellationToken cancellationToken) =>
        wanted > AlwaysSearched && wanted * 3L > await index.SizeAsync(cancellationToken).ConfigureAwait(false);

    // null: the address is too long for this web server.
    private async Task<List<T>?> SearchAsync<T>(string resource, string display, string filter, Func<RowReader, T> read, CancellationToken cancellationToken)
    {
        var answer = await client.GetAsync(resource, [new("display", display), new("filter[reference]", filter), new("sort", "[id_ASC]")], cancellationToken).ConfigureAwait(false);
        if (answer.Status == HttpStatusCode.RequestUriTooLong)
            return null;
        return answer.IsJson ? ShopRows.Of(answer.Body, resource, read) : throw client.Failure(answer);
    }

    private async Task<StockTable> ReadStockAsync(
        IReadOnlyCollection<ProductRow> products, IReadOnlyCollection<CombinationRow> combinations, CancellationToken cancellationToken)
    {
        var ids = products.Select(product => product.Id).Concat(combinations.Select(combination => combination.ProductId)).ToHashSet();
        var rows = new List<StockRow>();
        foreach (var filter in Filters.AnyInParts("id_product", ids, client.MostQueryBytes))
            rows.AddRange(await client.ListAsync(StockRow.Resource, StockRow.Display, [filter, .. scope.Filter()], StockRow.Read, cancellationToken).ConfigureAwait(false));

        var named = products.SelectMany(product => product.Stock).Select(stock => stock.RowId).ToHashSet();
        scope.Owner ??= rows.Find(row => named.Contains(row.Id))?.Owner;
        var owner = scope.Owner ?? await scope.ResolveAsync(cancellationToken).ConfigureAwait(false);
        var table = new StockTable();
        foreach (var row in rows.Where(row => row.Owner == owner && ids.Contains(row.ProductId)))
            table.Add(row);
        return table;
    }

    private async Task<List<Listing>> ReadWholeAsync(HashSet<string> keys, CancellationToken cancellationToken)
    {
        var found = new List<Listing>();
        await foreach (var listing in index.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            if (keys.Contains(Loosely(listing.Sku)))
                found.Add(listing);
        }

        return found;
    }

    // The host decides what is the same SKU; nothing that could be may be left out.
    private static string Loosely(string sku) => sku.Normalize().Trim();
}
