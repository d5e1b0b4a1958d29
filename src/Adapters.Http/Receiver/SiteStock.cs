using System.Runtime.CompilerServices;
using System.Text.Json;
using Connector.Abstractions;

namespace Connector.Adapters.Http.Receiver;

/// <summary>Reads a site's stock: whole, page by page, or by SKU.</summary>
internal sealed class SiteStock(ReceiverClient client)
{
    private const int PageSize = 500;
    private const int MostSkus = 100;
    private const int MostEmptyPages = 3;

    // Web servers take addresses of 8 KB.
    private const int MostBytes = 6000;

    /// <summary>Every item. Counts only if there are as many as the site says, and no page and no article comes twice.</summary>
    /// <exception cref="StoreException">A page could not be read, or items are missing.</exception>
    public async IAsyncEnumerable<Listing> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var refs = new HashSet<string>(StringComparer.Ordinal);
        int? total = null;
        var isFirst = true;
        await foreach (var page in PagesAsync($"limit={PageSize}", cancellationToken).ConfigureAwait(false))
        {
            foreach (var item in page.GetProperty("items").EnumerateArray())
                yield return SiteListing.Of(item, refs) ?? throw new StoreException(StoreFailure.Protocol, $"The site's list of stock shows “{item.Text("ref")}” twice; it changed while it was read, and the reading is made again.");
            var told = page.Whole("total");
            if (!isFirst && told != total)
                throw new StoreException(StoreFailure.Protocol, $"The site's stock changed while it was read (from {total} to {told} items); the reading is made again.");
            (total, isFirst) = (told, false);
            if (told is null && !page.TryGetProperty("next", out _))
                throw new StoreException(StoreFailure.Protocol, "The site's list of stock has neither “next” nor “total”: whether it is whole cannot be known. Let “next” be null on the last page.");
        }

        if (total is not null && total != refs.Count)
            throw new StoreException(StoreFailure.Protocol, $"The site says it has {total} items and showed {refs.Count}; the reading does not count.");
    }

    /// <summary>The items that carry any of the SKUs, and perhaps others.</summary>
    /// <exception cref="StoreException">The site could not be asked.</exception>
    public async Task<List<Listing>> FindAsync(IEnumerable<string> skus, CancellationToken cancellationToken)
    {
        var found = new List<Listing>();
        var refs = new HashSet<string>(StringComparer.Ordinal);
        foreach (var query in Queries(skus))
        {
            // A site may page its answer, or show everything because it does not know ?sku=: to its end either is right.
            await foreach (var page in PagesAsync(query, cancellationToken).ConfigureAwait(false))
            {
                // The same article may answer two questions, where the site compares more loosely than the host.
                found.AddRange(page.GetProperty("items").EnumerateArray().Select(item => SiteListing.Of(item, refs)).OfType<Listing>());
            }
        }

        return found;
    }

    private async IAsyncEnumerable<JsonElement> PagesAsync(string query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var cursors = new HashSet<string>(StringComparer.Ordinal);
        string? cursor = null;
        var empty = 0;
        do
        {
            var page = await PageAsync($"stock?{query}{(cursor is null ? "" : "&cursor=" + Uri.EscapeDataString(cursor))}", cancellationToken).ConfigureAwait(false);
            yield return page;
            cursor = NextOf(page);
            if (cursor is not null && !cursors.Add(cursor))
                throw new StoreException(StoreFailure.Protocol, "The site's list of stock goes round in a circle: “next” names a page that was read already.");
            empty = page.GetProperty("items").GetArrayLength() == 0 ? empty + 1 : 0;
            if (cursor is not null && empty > MostEmptyPages)
                throw new StoreException(StoreFailure.Protocol, "The site's list of stock has no end: one empty page leads to another. Let “next” be null on the last page.");
        }
        while (cursor is not null);
    }

    private static IEnumerable<string> Queries(IEnumerable<string> skus)
    {
        var query = new List<string>();
        foreach (var part in skus.Select(sku => "sku=" + Uri.EscapeDataString(sku)))
        {
            if (query.Count == MostSkus || (query.Count > 0 && query.Sum(other => other.Length + 1) + part.Length > MostBytes))
            {
                yield return string.Join('&', query);
                query.Clear();
            }

            query.Add(part);
        }

        if (query.Count > 0)
            yield return string.Join('&', query);
    }

    private async Task<JsonElement> PageAsync(string route, CancellationToken cancellationToken)
    {
        var answer = await client.GetAsync(route, cancellationToken).ConfigureAwait(false);
        if ((int)answer.Status != 200)
            throw ReceiverFailures.Of(answer, "GET stock");
        return answer.Json is { ValueKind: JsonValueKind.Object } json && json.TryGetProperty("items", out var items) && items.ValueKind == JsonValueKind.Array
            ? json
            : throw new StoreException(StoreFailure.Protocol, $"GET stock is not answered with {{\"items\": […]}} but with “{answer.Text}”. Nothing of it counts.");
    }

    private static string? NextOf(JsonElement page) =>
        !page.TryGetProperty("next", out var next) || next.ValueKind == JsonValueKind.Null ? null
        : page.Text("next") is { } cursor ? (cursor.Length > 0 ? cursor : null)
        : throw new StoreException(StoreFailure.Protocol, "“next” in the site's list of stock is neither a text nor null; the reading does not count.");
}
