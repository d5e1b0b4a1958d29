using System.Globalization;
using System.Text.Json;
using Connector.Abstractions;

namespace Connector.Adapters.Http.Receiver;

/// <summary>One item of <c>GET stock</c> as a listing.</summary>
internal static class SiteListing
{
    /// <summary>Reads an item.</summary>
    /// <param name="item"><c>{"sku":…,"quantity":…,"ref":…,"tracked":…,"name":…}</c>; only the first two are mandatory.</param>
    /// <param name="refs">The references shown so far; takes this one.</param>
    /// <returns><see langword="null"/> if an article with this <c>ref</c> was shown already.</returns>
    /// <exception cref="StoreException">The item has no SKU, or a quantity that is no number.</exception>
    public static Listing? Of(JsonElement item, HashSet<string> refs)
    {
        if (item.ValueKind != JsonValueKind.Object || item.Text("sku") is not { } sku)
            throw new StoreException(StoreFailure.Protocol, "GET stock shows an item without “sku”; the reading does not count.");
        var reference = item.Text("ref");
        if (reference is { Length: > 0 })
        {
            if (!refs.Add(reference))
                return null;
        }
        else
        {
            // The same SKU on several goods is the site's affair; the host reports it.
            reference = "sku:" + sku;
            for (var i = 2; !refs.Add(reference); i++)
                reference = string.Create(CultureInfo.InvariantCulture, $"sku:{sku}#{i}");
        }

        return new Listing
        {
            Ref = new ListingRef(reference),
            Sku = sku,
            Quantity = QuantityOf(item),
            TracksStock = !item.TryGetProperty("tracked", out var tracked) || tracked.ValueKind != JsonValueKind.False,
            Name = item.Text("name"),
        };
    }

    private static decimal? QuantityOf(JsonElement item) =>
        !item.TryGetProperty("quantity", out var quantity) || quantity.ValueKind == JsonValueKind.Null
            ? null
            : item.Number("quantity") ?? throw new StoreException(StoreFailure.Protocol, $"GET stock shows a quantity that is no number ({quantity.GetRawText()}); the reading does not count.");
}
