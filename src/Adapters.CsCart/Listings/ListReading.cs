using System.Runtime.CompilerServices;

namespace Connector.Adapters.CsCart.Listings;

/// <summary>Reads one list to its end, each row once, and knows afterwards whether it was whole.</summary>
internal sealed class ListReading(Pages pages, string entity, ItemKind kind, IReadOnlyList<KeyValuePair<string, string>> query)
{
    private readonly HashSet<string> ids = new(StringComparer.Ordinal);
    private bool totalMoved;

    /// <summary>Rows that the shop says there are; <see langword="null"/> where it does not tell.</summary>
    public int? Total { get; private set; }

    /// <summary>Requests that gave a page.</summary>
    public int Requests { get; private set; }

    /// <summary>The ids seen.</summary>
    public IReadOnlySet<string> Ids => ids;

    /// <summary>
    /// Whether every row was seen: as many as the shop said on every page. Where it never says, an end that was seen must do.
    /// </summary>
    public bool IsWhole => !totalMoved && (Total is null || ids.Count >= Total);

    /// <summary>Whether the rows of this and another reading are together as many as the shop said throughout.</summary>
    public bool CompletedBy(ListReading other) =>
        other.IsWhole || (!totalMoved && !other.totalMoved && Total == other.Total && ids.Union(other.ids).Count() >= Total);

    /// <summary>The rows, page by page.</summary>
    public async IAsyncEnumerable<IReadOnlyList<ShopRow>> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var position = 0;
        var most = Pages.Largest;
        while (true)
        {
            var (page, start, size) = await pages.ReadAsync(entity, kind, query, position, most, cancellationToken).ConfigureAwait(false);
            Requests++;
            if (Requests > 1 && page.Total != Total)
                totalMoved = true;
            Total = page.Total;
            var fresh = page.Rows.Where(row => ids.Add(row.Ref.Id)).ToList();
            yield return fresh;
            position = start + size;
            most = Math.Min(most, size);
            // Behind its last page a shop gives nothing, or the last one again.
            if (page.Rows.Count == 0 || (Total is { } total ? position >= total : fresh.Count == 0))
                yield break;
        }
    }
}
