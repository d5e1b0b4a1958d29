using System.Globalization;
using Connector.Abstractions;
using Connector.Adapters.PrestaShop.Api;

namespace Connector.Adapters.PrestaShop.Listings;

/// <summary>
/// Which stock rows are this shop's. The list of rows shows those of all shops whatever is asked for (PHP 8.1 and newer), and
/// stock may be shared in a group of shops; the associations of a product show exactly the rows of the context.
/// </summary>
internal sealed class ShopScope(WebserviceLists lists, bool isChosen)
{
    private (long Shop, long Group)? own;

    /// <summary>The filter for lists of stock rows, as far as it is known.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Filter =>
        own is { } pair ? [new("filter[id_shop]", $"[{pair.Shop.ToString(CultureInfo.InvariantCulture)}]")] : [];

    /// <summary>Whether the shop is known; a single shop needs no asking.</summary>
    public bool IsKnown => own is not null;

    /// <summary>Whether the options name a shop, so that it must be found before rows are read.</summary>
    public bool MustBeFound => isChosen && own is null;

    /// <summary>Whether a row is this shop's.</summary>
    public bool Holds(StockRow row) => own is not { } pair || (row.Shop == pair.Shop && row.ShopGroup == pair.Group);

    /// <summary>Finds out by the rows of a product.</summary>
    /// <exception cref="StoreException">The shop shows no row of any product.</exception>
    public async Task FindAsync(CancellationToken cancellationToken)
    {
        var products = await lists.ListAsync("products", "[id,stock_availables[id,id_product_attribute]]", [new("limit", "0,20")], cancellationToken).ConfigureAwait(false);
        var ids = products
            .Where(product => product.TryGetProperty("associations", out var associations) && associations.TryGetProperty("stock_availables", out var rows) && rows.ValueKind == System.Text.Json.JsonValueKind.Array)
            .SelectMany(product => product.GetProperty("associations").GetProperty("stock_availables").EnumerateArray())
            .Select(row => WebserviceLists.Number(row, "id").ToString(CultureInfo.InvariantCulture))
            .Take(50)
            .ToList();
        var found = ids.Count == 0 ? [] : await lists.ListAsync("stock_availables", StockRow.Fields, [new("filter[id]", $"[{string.Join('|', ids)}]")], cancellationToken).ConfigureAwait(false);
        own = found.Count == 0
            ? throw new StoreException(StoreFailure.Misconfigured, "The shop of the multistore shows no stock of any product. Check shopId, and that products are assigned to that shop.")
            : found.Select(StockRow.Of).GroupBy(row => (row.Shop, row.ShopGroup)).MaxBy(group => group.Count())!.Key;
    }
}
