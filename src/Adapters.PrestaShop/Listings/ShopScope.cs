using System.Globalization;
using Connector.Abstractions;
using Connector.Adapters.PrestaShop.Api;

namespace Connector.Adapters.PrestaShop.Listings;

/// <summary>
/// Knows whose stock rows are the shop's. <c>stock_availables</c> lists the rows of all shops whatever shop is asked, while the
/// stock rows that products name in their associations are exactly those of the shop asked, its own or its group's (measured
/// on 8.2.1 with three shops).
/// </summary>
internal sealed class ShopScope(ShopClient client, int? shopId)
{
    private const int SmallPage = 100;
    private const int Witnesses = 20;

    /// <summary>The owner, once it is known.</summary>
    public StockOwner? Owner { get; set; }

    /// <summary>Whether a shop was named in the options.</summary>
    public bool IsNamed => shopId is not null;

    /// <summary>What keeps other shops' rows out of a list, as far as the owner is known.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Filter() => (Owner, shopId) switch
    {
        ({ } owner, _) => [Filters.Any("id_shop", [owner.ShopId])],
        (null, { } shop) => [new("filter[id_shop]", string.Create(CultureInfo.InvariantCulture, $"[0|{shop}]"))],
        _ => [],
    };

    /// <summary>Finds the owner by the stock rows that the shop's products name, and keeps it.</summary>
    /// <returns><see langword="null"/> if no product of the shop has a stock row.</returns>
    public async Task<StockOwner?> ResolveAsync(CancellationToken cancellationToken)
    {
        var pages = PagedList.PagesAsync(
            client, ProductRow.Resource, () => ProductRow.WithStock, [], ProductRow.Read, product => product.Id, cancellationToken, SmallPage);
        await foreach (var page in pages.ConfigureAwait(false))
        {
            var ids = page.Where(product => product.Stock.Count > 0).Select(product => product.Stock[0].RowId).Take(Witnesses).ToList();
            var rows = await StockRows.ReadAsync(client, ids, cancellationToken).ConfigureAwait(false);
            var owners = rows.Values.Select(row => row.Owner).Distinct().ToList();
            if (owners.Count > 1)
                throw PagedList.Changed(StockRow.Resource, "they belong to several shops at once");
            if (owners.Count == 1)
                return Owner = owners[0];
        }

        return null;
    }

    /// <summary>The failure of a shop whose products have no stock rows of their own, while other shops' have.</summary>
    public static StoreException NoStock() => new(StoreFailure.Misconfigured,
        "The products of this shop have no stock of the shop's own; only other shops of the installation have. Check the url and shopId, and that the shop has stock (Advanced parameters → Multistore). Nothing is written.");
}
