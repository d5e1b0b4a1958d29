using System.Runtime.CompilerServices;
using Connector.Abstractions;
using Connector.Adapters.PrestaShop.Api;

namespace Connector.Adapters.PrestaShop.Listings;

/// <summary>
/// Reads the whole shop by three paged lists: stock rows first, which are quick and are kept, then combinations, then products,
/// each of which becomes a listing as it comes. A product with combinations is none: its number is the shop's own sum.
/// </summary>
internal sealed class ShopIndex(ShopClient client, ShopScope scope, Register register)
{
    private static readonly KeyValuePair<string, string>[] Unfiltered = [];

    private int? size;

    /// <summary>About how many products and combinations there are: as at the last reading; before the first, what their newest numbers allow.</summary>
    public async Task<int> SizeAsync(CancellationToken cancellationToken) => size ??=
        await NewestAsync(ProductRow.Resource, cancellationToken).ConfigureAwait(false) + await NewestAsync(CombinationRow.Resource, cancellationToken).ConfigureAwait(false);

    /// <summary>Every listing.</summary>
    /// <exception cref="StoreException">A page could not be read, or the shop changed in between: no listing counts.</exception>
    public async IAsyncEnumerable<Listing> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        register.Clear();
        var stock = await ReadStockAsync(cancellationToken).ConfigureAwait(false);
        var maker = new ListingMaker(stock, register);
        var parents = new HashSet<int>();
        var count = 0;
        var combinations = PagedList.PagesAsync(
            client, CombinationRow.Resource, static () => CombinationRow.Display, Unfiltered, CombinationRow.Read, static row => row.Id, cancellationToken);
        await foreach (var page in combinations.ConfigureAwait(false))
        {
            count += page.Count;
            foreach (var combination in page)
            {
                cancellationToken.ThrowIfCancellationRequested();
                parents.Add(combination.ProductId);
                yield return maker.Of(combination);
            }
        }

        var isProven = false;
        var products = PagedList.PagesAsync(
            client, ProductRow.Resource, () => isProven ? ProductRow.Plain : ProductRow.WithStock, Unfiltered, ProductRow.Read, static row => row.Id, cancellationToken);
        await foreach (var page in products.ConfigureAwait(false))
        {
            count += page.Count;
            isProven = isProven || await IsOfThisShopAsync(page, stock, cancellationToken).ConfigureAwait(false);
            foreach (var product in page.Where(product => !parents.Contains(product.Id)))
            {
                cancellationToken.ThrowIfCancellationRequested();
                yield return maker.OfProduct(product.Id, product.Reference);
            }
        }

        size = count;
    }

    // The rows of other shops come too; those of the one in question are kept.
    private async Task<StockTable> ReadStockAsync(CancellationToken cancellationToken)
    {
        var owner = scope.Owner;
        var filter = scope.Filter();
        var tables = new Dictionary<StockOwner, StockTable>();
        await foreach (var page in PagedList.PagesAsync(client, StockRow.Resource, static () => StockRow.Display, filter, StockRow.Read, static row => row.Id, cancellationToken).ConfigureAwait(false))
        {
            foreach (var row in page.Where(row => !row.Owner.IsNobody && (owner is null || row.Owner == owner)))
            {
                if (!tables.TryGetValue(row.Owner, out var table))
                    tables[row.Owner] = table = new StockTable();
                table.Add(row);
            }

            if (owner is not null || tables.Count < 2)
                continue;
            owner = await scope.ResolveAsync(cancellationToken).ConfigureAwait(false) ?? throw ShopScope.NoStock();
            // Several shops' rows without a filter: from here on only one's are asked for.
            if (!scope.IsNamed && page.Count == PagedList.Size)
                return await ReadStockAsync(cancellationToken).ConfigureAwait(false);
            foreach (var other in tables.Keys.Where(other => other != owner).ToList())
                tables.Remove(other);
        }

        if (owner is null && tables.Count == 1)
            scope.Owner = tables.Keys.First();
        return tables.Values.SingleOrDefault() ?? new StockTable();
    }

    // Whether products name the rows that were taken for theirs. Of a busy shop a single row may come or go in between.
    private async Task<bool> IsOfThisShopAsync(List<ProductRow> page, StockTable stock, CancellationToken cancellationToken)
    {
        var (agreed, contradicted) = (0, 0);
        foreach (var product in page)
        {
            var row = stock.Find(product.Id, 0)?.RowId;
            var named = product.Stock.FirstOrDefault(named => named.CombinationId == 0).RowId;
            if (row == named)
                agreed++;
            else if (row is not null || named != 0)
                contradicted++;
        }

        if (contradicted == 0 || agreed > 0)
            return agreed > 0;
        scope.Owner = null;
        _ = await scope.ResolveAsync(cancellationToken).ConfigureAwait(false) ?? throw ShopScope.NoStock();
        throw PagedList.Changed(StockRow.Resource, "they are not those that the products name");
    }

    private async Task<int> NewestAsync(string resource, CancellationToken cancellationToken)
    {
        var answer = await client.GetAsync(resource, [new("display", "[id]"), new("sort", "[id_DESC]"), new("limit", "0,1")], cancellationToken).ConfigureAwait(false);
        return answer.IsJson ? ShopRows.Of(answer.Body, resource, static row => row.Number("id")).FirstOrDefault() : throw client.Failure(answer);
    }
}
