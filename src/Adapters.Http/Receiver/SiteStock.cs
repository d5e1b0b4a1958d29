using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Connector.Abstractions;

namespace Connector.Adapters.Http.Receiver;

/// <summary>Reads a site's stock: whole, page by page, or by SKU.</summary>
internal sealed class SiteStock(ReceiverClient client)
{
    private const int PageSize = 500;
    private const int MostSkus = 100;

    // Web servers take addresses of 8 KB.
    private const int MostBytes = 6000;

    /// <summary>Every item. Counts only if there are as many as the site says, and no page comes twice.</summary>
    /// <exception cref="StoreException">A page could not be read, or items are missing.</exception>
    public async IAsyncEnumerable<Listing> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var refs = new HashSet<string>(StringComparer.Ordinal);
        var cursors = new HashSet<string>(StringComparer.Ordinal);
        string? cursor = null;
        int? total = null;
        do
        {
            var page = await PageAsync($"stock?limit={PageSize}{(cursor is null ? "" : "&cursor=" + Uri.EscapeDataString(cursor))}", cancellationToken).ConfigureAwait(false);
            foreach (var item in page.GetProperty("items").EnumerateArray())
                yield return ToListing(item, refs);
            var told = page.TryGetProperty("total", out var count) && count.TryGetInt32(out var number) ? number : (int?)null;
            if (total is not null && told != total)
                throw new StoreException(StoreFailure.Protocol, $"The site's stock changed while it was read (from {total} to {told} items); the reading is made again.");
            total = told;
            cursor = page.TryGetProperty("next", out var next) && next.ValueKind == JsonValueKind.String ? next.GetString() : null;
            if (cursor is not null && !cursors.Add(cursor))
                throw new StoreException(StoreFailure.Protocol, "The site's list of stock goes round in a circle: “next” names a page that was read already.");
        }
        while (!string.IsNullOrEmpty(cursor));

        if (total is not null && total != refs.Count)
            throw new StoreException(StoreFailure.Protocol, $"The site says it has {total} items and showed {refs.Count}; the reading does not count.");
    }

    /// <summary>The items that carry any of the SKUs, and perhaps others.</summary>
    public async Task<List<Listing>> FindAsync(IEnumerable<string> skus, CancellationToken cancellationToken)
    {
        var found = new List<Listing>();
        var refs = new HashSet<string>(StringComparer.Ordinal);
        foreach (var query in Queries(skus))
        {
            foreach (var item in (await PageAsync($"stock?{query}", cancellationToken).ConfigureAwait(false)).GetProperty("items").EnumerateArray())
                found.Add(ToListing(item, refs));
        }

        return found;
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

    private static Listing ToListing(JsonElement item, HashSet<string> refs)
    {
        if (item.ValueKind != JsonValueKind.Object || !item.TryGetProperty("sku", out var sku) || sku.ValueKind is not (JsonValueKind.String or JsonValueKind.Number))
            throw new StoreException(StoreFailure.Protocol, "GET stock shows an item without “sku”; the reading does not count.");
        var text = sku.ValueKind == JsonValueKind.String ? sku.GetString()! : sku.GetRawText();
        var reference = item.TryGetProperty("ref", out var told) && told.ValueKind == JsonValueKind.String && told.GetString()!.Length > 0 ? told.GetString()! : "sku:" + text;
        // The same SKU on several goods is the site's affair; the host reports it.
        var unique = reference;
        for (var i = 2; !refs.Add(unique); i++)
            unique = string.Create(CultureInfo.InvariantCulture, $"{reference}#{i}");
        return new Listing
        {
            Ref = new ListingRef(unique),
            Sku = text,
            Quantity = Number(item),
            TracksStock = !item.TryGetProperty("tracked", out var tracked) || tracked.ValueKind != JsonValueKind.False,
            Name = item.TryGetProperty("name", out var name) && name.ValueKind == JsonValueKind.String ? name.GetString() : null,
        };
    }

    private static decimal? Number(JsonElement item)
    {
        if (!item.TryGetProperty("quantity", out var quantity) || quantity.ValueKind == JsonValueKind.Null)
            return null;
        if (quantity.ValueKind == JsonValueKind.Number && quantity.TryGetDecimal(out var number))
            return number;
        return quantity.ValueKind == JsonValueKind.String && decimal.TryParse(quantity.GetString(), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number)
            ? number
            : throw new StoreException(StoreFailure.Protocol, $"GET stock shows a quantity that is no number ({quantity.GetRawText()}); the reading does not count.");
    }
}
