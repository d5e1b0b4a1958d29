using Connector.Adapters.PrestaShop.Api;

namespace Connector.Adapters.PrestaShop.Listings;

/// <summary>Reads stock rows by their numbers.</summary>
internal static class StockRows
{
    /// <summary>The rows with all their fields, by id; rows that are not there any more are missing.</summary>
    /// <param name="client">The shop.</param>
    /// <param name="ids">At most some hundreds.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    public static async Task<Dictionary<int, StockRow>> ReadAsync(ShopClient client, IEnumerable<int> ids, CancellationToken cancellationToken)
    {
        var wanted = ids.ToHashSet();
        // An empty filter is refused with error 33, or means everything.
        if (wanted.Count == 0)
            return [];
        var rows = await client.ListAsync(StockRow.Resource, "full", [Filters.Any("id", wanted)], StockRow.ReadWhole, cancellationToken).ConfigureAwait(false);
        return rows.Where(row => wanted.Contains(row.Id)).DistinctBy(row => row.Id).ToDictionary(row => row.Id);
    }
}
