using System.Globalization;
using System.Runtime.CompilerServices;
using Connector.Abstractions;
using Connector.Adapters.PrestaShop.Api;

namespace Connector.Adapters.PrestaShop.Listings;

/// <summary>
/// Reads the shop's listings from three lists: <c>stock_availables</c> has the numbers, combinations and products carry the
/// references. The row of a product that has combinations is their sum, kept by the shop, and no listing.
/// </summary>
internal sealed class Catalogue(WebserviceLists lists, ShopScope scope, RecentRows recent)
{
    /// <summary>Listings at the last reading; <see langword="null"/> before the first.</summary>
    public int? Size { get; private set; }

    /// <summary>
    /// Everything that the shop sells. Combinations come before products, so that one that is made meanwhile turns its product
    /// into a parent, not its sum into a listing.
    /// </summary>
    public async IAsyncEnumerable<Listing> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        recent.Clear();
        var readAt = recent.Now;
        await scope.RenewAsync(cancellationToken).ConfigureAwait(false);
        var maker = new ListingMaker(await StockAsync(cancellationToken).ConfigureAwait(false), recent, readAt);
        var count = 0;
        var parents = new HashSet<long>();
        await foreach (var row in lists.ReadAsync("combinations", "[id,id_product,reference]", [], cancellationToken).ConfigureAwait(false))
        {
            var product = WebserviceLists.Number(row, "id_product");
            parents.Add(product);
            count++;
            yield return maker.OfCombination(product, WebserviceLists.Number(row, "id"), WebserviceLists.Text(row, "reference"));
        }

        await foreach (var row in lists.ReadAsync("products", "[id,reference]", [], cancellationToken).ConfigureAwait(false))
        {
            var product = WebserviceLists.Number(row, "id");
            if (parents.Contains(product))
                continue;
            count++;
            yield return maker.OfProduct(product, WebserviceLists.Text(row, "reference"));
        }

        Size = count;
    }

    /// <summary>The listings among what a search by reference has found.</summary>
    public async Task<List<Listing>> OfAsync(FoundReferences found, CancellationToken cancellationToken)
    {
        var readAt = recent.Now;
        var stock = new StockTable();
        foreach (var row in await RowsOfAsync(found.ProductsOfAll, StockRow.Fields, cancellationToken).ConfigureAwait(false))
            stock.Add(row);

        // Rows of combinations may be left over from deleted ones: only the list of combinations tells a parent.
        var parents = found.Parents;
        foreach (var ids in Queries.Of(found.Products.Keys.Where(product => stock.HasCombinations(product) && !parents.Contains(product)).Select(Text)))
        {
            foreach (var row in await lists.ListAsync("combinations", "[id,id_product]", [new("filter[id_product]", $"[{ids}]")], cancellationToken).ConfigureAwait(false))
                parents.Add(WebserviceLists.Number(row, "id_product"));
        }

        var maker = new ListingMaker(stock, recent, readAt);
        return
        [
            .. found.Combinations.Select(one => maker.OfCombination(one.Value.Product, one.Key, one.Value.Reference)),
            .. found.Products.Where(product => !parents.Contains(product.Key)).Select(product => maker.OfProduct(product.Key, product.Value)),
        ];
    }

    /// <summary>This shop's rows of these products, those of their combinations among them.</summary>
    public async Task<List<StockRow>> RowsOfAsync(IReadOnlyCollection<long> products, string fields, CancellationToken cancellationToken)
    {
        await scope.EnsureAsync(cancellationToken).ConfigureAwait(false);
        var rows = new List<StockRow>();
        foreach (var ids in Queries.Of(products.Select(Text)))
        {
            foreach (var row in await lists.ListAsync("stock_availables", fields, [.. scope.Filter, new("filter[id_product]", $"[{ids}]")], cancellationToken).ConfigureAwait(false))
                rows.Add(StockRow.Of(row));
        }

        var own = await scope.AmongAsync(rows.Select(row => row.Owner).ToHashSet(), cancellationToken).ConfigureAwait(false);
        return rows.FindAll(row => row.Owner == own && products.Contains(row.Product));
    }

    private async Task<StockTable> StockAsync(CancellationToken cancellationToken)
    {
        var tables = new Dictionary<StockOwner, StockTable>();
        await foreach (var json in lists.ReadAsync("stock_availables", StockRow.Fields, scope.Filter, cancellationToken).ConfigureAwait(false))
        {
            var row = StockRow.Of(json);
            if (!tables.TryGetValue(row.Owner, out var table))
                tables.Add(row.Owner, table = new StockTable());
            table.Add(row);
        }

        return await scope.AmongAsync(tables.Keys, cancellationToken).ConfigureAwait(false) is { } own ? tables.GetValueOrDefault(own) ?? new StockTable() : new StockTable();
    }

    private static string Text(long id) => id.ToString(CultureInfo.InvariantCulture);
}
