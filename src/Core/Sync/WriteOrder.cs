using Connector.Abstractions;

namespace Connector.Core.Sync;

/// <summary>
/// Packs changes into batches: what stands alone first, then the variants of each parent side by side. Shops keep a sum or a
/// status on the parent without a lock, so the variants of one parent go in one call where they fit, and never in two calls at
/// a time.
/// </summary>
internal static class WriteOrder
{
    /// <summary>The product that shops lock, sum up or save: the parent of a variant, else the listing itself.</summary>
    public static ListingRef Family(WriteItem item) => item.Change.Parent ?? item.Change.Ref;

    /// <summary>Packs items.</summary>
    /// <param name="items">Each for another listing.</param>
    /// <param name="size">Most items of a batch, 1 or more.</param>
    public static IEnumerable<WriteBatch> Pack(IReadOnlyList<WriteItem> items, int size)
    {
        var parents = items.Select(item => item.Change.Parent).OfType<ListingRef>().ToHashSet();
        var alone = parents.Count == 0 ? items : [.. items.Where(item => !parents.Contains(Family(item)))];
        foreach (var chunk in alone.Chunk(size))
            yield return new WriteBatch(chunk);

        var batch = new List<WriteItem>(size);
        foreach (var family in items.Where(item => parents.Contains(Family(item))).GroupBy(Family))
        {
            var members = family.ToList();
            if (batch.Count > 0 && batch.Count + members.Count > size && members.Count <= size)
            {
                yield return new WriteBatch(batch);
                batch = new List<WriteItem>(size);
            }

            foreach (var item in members)
            {
                batch.Add(item);
                if (batch.Count < size)
                    continue;
                yield return new WriteBatch(batch);
                batch = new List<WriteItem>(size);
            }
        }

        if (batch.Count > 0)
            yield return new WriteBatch(batch);
    }
}
