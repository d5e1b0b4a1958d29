using System.Collections.Concurrent;

namespace Connector.Adapters.PrestaShop.Listings;

/// <summary>
/// Rows that were read in the last minutes and found to be writable: not the sum of combinations, not kept by the old advanced
/// stock. Only those are sent without being read again; writing them proves nothing about their product, and so does not renew them.
/// </summary>
internal sealed class RecentRows(TimeProvider time)
{
    private static readonly TimeSpan Freshness = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<long, (StockRef Ref, long ReadAt)> rows = new();

    /// <summary>Now, for <see cref="Add"/>: taken before the reading begins.</summary>
    public long Now => time.GetTimestamp();

    public void Add(StockRef row, long readAt) => rows[row.Row] = (row, readAt);

    public void Forget(long row) => rows.TryRemove(row, out _);

    public void Clear() => rows.Clear();

    /// <summary>Whether this row, of this product and combination, was read just now and may be written.</summary>
    public bool Holds(StockRef reference) =>
        rows.TryGetValue(reference.Row, out var known) && known.Ref == reference && time.GetElapsedTime(known.ReadAt) < Freshness;
}
