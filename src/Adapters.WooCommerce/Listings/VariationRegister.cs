using System.Collections.Concurrent;
using Connector.Adapters.WooCommerce.Api;

namespace Connector.Adapters.WooCommerce.Listings;

/// <summary>Which parent each variation was last read with, and when.</summary>
internal sealed class VariationRegister(ShopClient client, TimeProvider time)
{
    // Longer than a batch takes, shorter than anybody needs to move a variation by hand.
    private static readonly TimeSpan Freshness = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<long, ReadVariation> known = new();

    /// <summary>Notes a row that was read; rows that are no variation are passed over.</summary>
    public void Note(ProductRow row)
    {
        if (ReadVariation.Of(row, time.GetTimestamp()) is { } variation)
            known[variation.Id] = variation;
    }

    /// <summary>
    /// The variations with their parents, as read from this shop within the last minutes; those that were not are read now.
    /// One that the shop does not have any more is missing.
    /// </summary>
    public async Task<Dictionary<long, ReadVariation>> FreshAsync(IReadOnlyList<long> ids, CancellationToken cancellationToken)
    {
        var stale = ids.Where(id => !(known.TryGetValue(id, out var variation) && time.GetElapsedTime(variation.ReadAt) < Freshness)).ToList();
        foreach (var id in stale)
            known.TryRemove(id, out _);
        foreach (var row in await Rows.OfVariationsAsync(client, stale, cancellationToken).ConfigureAwait(false))
            Note(row);
        return ids.Where(known.ContainsKey).ToDictionary(id => id, id => known[id]);
    }
}
