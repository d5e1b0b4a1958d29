using System.Runtime.CompilerServices;
using Connector.Abstractions;
using Connector.Adapters.PrestaShop.Api;

namespace Connector.Adapters.PrestaShop.Listings;

/// <summary>
/// Reads a list whole, page by page, in the order of ids. Every page but the first begins with the last row of the one before:
/// where that is not so, rows were deleted in between, and one would be left out unnoticed. A short page ends the list.
/// </summary>
internal static class PagedList
{
    /// <summary>Rows of a page; other sizes took about the same time in all.</summary>
    public const int Size = 1000;

    /// <summary>The pages.</summary>
    /// <param name="client">The shop.</param>
    /// <param name="resource"><c>products</c>, …</param>
    /// <param name="display">The fields, asked anew for each page.</param>
    /// <param name="filter">None for everything.</param>
    /// <param name="read">Makes a row.</param>
    /// <param name="idOf">A row's number.</param>
    /// <param name="cancellationToken">Ends the reading early.</param>
    /// <param name="size">Rows of a page.</param>
    /// <exception cref="StoreException">A page could not be read, or the list changed while it was read: no row counts.</exception>
    public static async IAsyncEnumerable<List<T>> PagesAsync<T>(
        ShopClient client,
        string resource,
        Func<string> display,
        IReadOnlyList<KeyValuePair<string, string>> filter,
        Func<RowReader, T> read,
        Func<T, int> idOf,
        [EnumeratorCancellation] CancellationToken cancellationToken,
        int size = Size)
    {
        var last = 0;
        for (var offset = 0; ; offset += size)
        {
            var repeated = offset == 0 ? 0 : 1;
            var limit = FormattableString.Invariant($"{offset - repeated},{size + repeated}");
            var rows = await client.ListAsync(resource, display(), [.. filter, new("limit", limit)], read, cancellationToken).ConfigureAwait(false);
            if (rows.Count > size + repeated)
                throw Changed(resource, "a page brought more rows than were asked for");
            if (repeated == 1 && (rows.Count == 0 || idOf(rows[0]) != last))
                throw Changed(resource, $"the row {last} is not where it was");
            var isLast = rows.Count < size + repeated;
            if (repeated == 1)
                rows.RemoveAt(0);
            foreach (var row in rows)
            {
                if (idOf(row) <= last)
                    throw Changed(resource, $"row {idOf(row)} came behind row {last}");
                last = idOf(row);
            }

            yield return rows;
            if (isLast)
                yield break;
        }
    }

    /// <summary>The failure of a reading that does not hold together.</summary>
    public static StoreException Changed(string resource, string how) =>
        new(StoreFailure.Protocol, $"The shop's {resource} changed while they were read ({how}); the reading does not count and is made again.");
}
