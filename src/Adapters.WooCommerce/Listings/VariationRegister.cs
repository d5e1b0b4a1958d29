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

    /// <summary>Lets go of what is too old to be of use.</summary>
    public void Forget()
    {
        foreach (var old in known.Where(pair => !IsFresh(pair.Value)))
            known.TryRemove(old);
    }

    /// <summary>
    /// The variations with their parents, as read from this shop within the last minutes; those that were not, or did not count
    /// their stock then, are read now. One that the shop does not have any more is missing.
    /// </summary>
    public async Task<Dictionary<long, ReadVariation>> FreshAsync(IReadOnlyList<long> ids, CancellationToken cancellationToken)
    {
        var fresh = new Dictionary<long, ReadVariation>(ids.Count);
        var missing = new List<long>();
        foreach (var id in ids)
        {
            if (known.TryGetValue(id, out var variation) && IsFresh(variation) && variation.Keeping == StockKeeping.Own)
                fresh[id] = variation;
            else
                missing.Add(id);
        }

        foreach (var row in await Rows.OfVariationsAsync(client, missing, cancellationToken).ConfigureAwait(false))
        {
            if (ReadVariation.Of(row, time.GetTimestamp()) is { } variation)
                known[variation.Id] = fresh[variation.Id] = variation;
        }

        return fresh;
    }

    private bool IsFresh(ReadVariation variation) => time.GetElapsedTime(variation.ReadAt) < Freshness;
}
