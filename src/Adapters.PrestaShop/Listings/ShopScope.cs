using System.Globalization;
using System.Text.Json;
using Connector.Abstractions;
using Connector.Adapters.PrestaShop.Api;

namespace Connector.Adapters.PrestaShop.Listings;

/// <summary>
/// Which stock rows are this shop's. The list of rows shows those of all shops whatever is asked for (PHP 8.1 and newer), and
/// stock may be shared in a group of shops; the associations of a product show exactly the rows of the context. An
/// installation whose rows all have one owner is a single shop, and is never asked.
/// </summary>
internal sealed class ShopScope(WebserviceLists lists, bool isChosen)
{
    private bool isOneOfSeveral = isChosen;
    private StockOwner? own;

    /// <summary>Takes the rows of other shops away at the shop, as far as it is known.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Filter =>
        own is { } owner ? [new("filter[id_shop]", $"[{owner.Shop.ToString(CultureInfo.InvariantCulture)}]")] : [];

    /// <summary>Before a whole reading: shops are added, and begin to share their stock, while the connector runs.</summary>
    public Task RenewAsync(CancellationToken cancellationToken)
    {
        own = null;
        return EnsureAsync(cancellationToken);
    }

    /// <summary>Before single rows are read: one of several shops must know which it is.</summary>
    public async Task EnsureAsync(CancellationToken cancellationToken)
    {
        if (isOneOfSeveral)
            own ??= await FindAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Which of the owners that were met is this shop.</summary>
    /// <returns><see langword="null"/> if none was met.</returns>
    public async Task<StockOwner?> AmongAsync(IReadOnlyCollection<StockOwner> owners, CancellationToken cancellationToken)
    {
        isOneOfSeveral |= owners.Count > 1;
        await EnsureAsync(cancellationToken).ConfigureAwait(false);
        return own ?? (owners.Count == 1 ? owners.First() : null);
    }

    private async Task<StockOwner?> FindAsync(CancellationToken cancellationToken)
    {
        var products = await lists.ListAsync("products", "[id,stock_availables[id,id_product_attribute]]", [new("limit", "0,20")], cancellationToken).ConfigureAwait(false);
        if (products.Count == 0)
            return null;
        var ids = products.SelectMany(RowsOf).Select(row => WebserviceLists.Number(row, "id").ToString(CultureInfo.InvariantCulture)).Take(50).ToList();
        var found = ids.Count == 0 ? [] : await lists.ListAsync("stock_availables", StockRow.Fields, [new("filter[id]", $"[{string.Join('|', ids)}]")], cancellationToken).ConfigureAwait(false);
        return found.Count == 0
            ? throw new StoreException(StoreFailure.Misconfigured, "The shop of the multistore shows no stock of its products. Check shopId, and that the products' stock was saved in that shop.")
            : found.Select(StockRow.Of).GroupBy(row => row.Owner).MaxBy(group => group.Count())!.Key;
    }

    private static IEnumerable<JsonElement> RowsOf(JsonElement product) =>
        product.TryGetProperty("associations", out var associations) && associations.ValueKind == JsonValueKind.Object
        && associations.TryGetProperty("stock_availables", out var rows) && rows.ValueKind == JsonValueKind.Array
            ? rows.EnumerateArray()
            : [];
}
