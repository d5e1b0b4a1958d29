using System.Text.RegularExpressions;
using Connector.Abstractions;
using Connector.Adapters.WooCommerce.Api;

namespace Connector.Adapters.WooCommerce.Listings;

/// <summary>
/// Finds listings by SKU with <c>products?sku=</c>, which brings products and variations alike, drafts included. The shop splits
/// the parameter at commas, cleans it, and compares by its collation: what comes back is only a proposal.
/// </summary>
internal sealed partial class SkuSearch(ShopClient client, Catalogue catalogue, VariationRegister variations, TimeProvider time)
{
    private const int MostSkus = 100;

    // Web servers take addresses of 8 KB; the route, the signature and the rest of the query need some of it.
    private const int MostBytes = 6000;

    private const int AtOnce = 2;

    // Copies made by translation plug-ins carry one SKU in every language.
    private const int MostOfOneSku = 20;

    private static readonly HashSet<long> NoParents = [];

    // Long enough for one pass to ask again for what its own reading has just shown.
    private static readonly TimeSpan Remembrance = TimeSpan.FromMinutes(1);

    private (long At, List<Listing> Listings)? unsearchable;

    /// <summary>Passes listings of a whole reading on, and remembers those that no search can find.</summary>
    public async IAsyncEnumerable<Listing> WatchAsync(IAsyncEnumerable<Listing> listings)
    {
        var odd = new List<Listing>();
        await foreach (var listing in listings.ConfigureAwait(false))
        {
            if (listing.Sku.Length > 0 && !IsSearchable(listing.Sku))
                odd.Add(listing);
            yield return listing;
        }

        unsearchable = (time.GetTimestamp(), odd);
    }

    /// <summary>The listings that carry any of the SKUs, and perhaps others.</summary>
    public async Task<List<Listing>> FindAsync(IReadOnlyList<string> skus, CancellationToken cancellationToken)
    {
        var wanted = skus.Where(sku => sku.Trim().Length > 0).ToList();
        // Searching costs by the SKU, listing by the product; a third of the catalogue is where they meet.
        if (wanted.Count > MostSkus && wanted.Count * 3L > await catalogue.SizeAsync(cancellationToken).ConfigureAwait(false))
            return await MatchingAsync(catalogue.ReadEverythingAsync(cancellationToken), wanted).ConfigureAwait(false);

        var found = new Dictionary<ListingRef, Listing>();
        var odd = wanted.Where(sku => !IsSearchable(sku)).ToList();
        foreach (var listing in odd.Count == 0 ? [] : await UnsearchableAsync(odd, cancellationToken).ConfigureAwait(false))
            found[listing.Ref] = listing;
        foreach (var pair in Queries(wanted.Where(IsSearchable)).Chunk(AtOnce))
        {
            foreach (var rows in await Task.WhenAll(pair.Select(query => SearchAsync(query, cancellationToken))).ConfigureAwait(false))
            {
                if (rows is null)
                    return await MatchingAsync(catalogue.ReadEverythingAsync(cancellationToken), wanted).ConfigureAwait(false);
                foreach (var listing in ToListings(rows))
                    found[listing.Ref] = listing;
            }
        }

        return [.. found.Values];
    }

    // As in a whole reading, a parent wins over its variation with the same SKU, and is no listing itself where it keeps no stock.
    private IEnumerable<Listing> ToListings(List<ProductRow> rows)
    {
        var skus = rows.Where(row => !row.IsVariation).ToDictionary(row => row.Id!.Value, row => row.Sku);
        foreach (var row in rows)
        {
            variations.Note(row);
            if (row.IsVariation ? skus.GetValueOrDefault(row.ParentId) != row.Sku : !Catalogue.IsFrame(row, NoParents))
                yield return Catalogue.ToListing(row);
        }
    }

    private async Task<List<Listing>> UnsearchableAsync(List<string> skus, CancellationToken cancellationToken)
    {
        if (unsearchable is not { } known || time.GetElapsedTime(known.At) > Remembrance)
        {
            await foreach (var _ in WatchAsync(catalogue.ReadAsync(cancellationToken)).ConfigureAwait(false))
            {
            }
        }

        return await MatchingAsync(unsearchable!.Value.Listings.ToAsyncEnumerable(), skus).ConfigureAwait(false);
    }

    private static async Task<List<Listing>> MatchingAsync(IAsyncEnumerable<Listing> listings, List<string> wanted)
    {
        var keys = wanted.Select(Loosely).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var found = new List<Listing>();
        await foreach (var listing in listings.ConfigureAwait(false))
        {
            if (keys.Contains(Loosely(listing.Sku)))
                found.Add(listing);
        }

        return found;
    }

    // The host decides what is the same SKU; nothing that could be may be left out.
    private static string Loosely(string sku) => sku.Normalize().Trim();

    private static IEnumerable<string> Queries(IEnumerable<string> skus)
    {
        var query = new List<string>();
        var bytes = 0;
        foreach (var sku in skus)
        {
            // Found only alone: together with others it is taken for several SKUs.
            if (sku.Contains(',', StringComparison.Ordinal))
            {
                yield return sku;
                continue;
            }

            var length = Uri.EscapeDataString(sku).Length + "%2C".Length;
            if (query.Count == MostSkus || (query.Count > 0 && bytes + length > MostBytes))
            {
                yield return string.Join(',', query);
                query.Clear();
                bytes = 0;
            }

            query.Add(sku);
            bytes += length;
        }

        if (query.Count > 0)
            yield return string.Join(',', query);
    }

    // null: the shop pays no heed to the SKUs and brings everything, as where a plug-in has switched SKUs off.
    private async Task<List<ProductRow>?> SearchAsync(string query, CancellationToken cancellationToken)
    {
        var pages = await Pages.OpenAsync(client, "/wc/v3/products", [new("sku", query)], ProductRow.Fields, cancellationToken).ConfigureAwait(false)
            ?? throw new StoreException(StoreFailure.Misconfigured, $"The shop at {client.Address.Base} has no list of products (wc/v3). Check that WooCommerce is active.");
        return pages.Total > (query.Count(letter => letter == ',') + 1) * MostOfOneSku ? null : await pages.ToListAsync(cancellationToken).ConfigureAwait(false);
    }

    // WordPress cleans the parameter (sanitize_text_field) before it looks: what it would change can never be found. “0” and
    // blanks switch the filter off, and the whole catalogue would come; nothing between two commas finds all that have no SKU.
    private static bool IsSearchable(string sku) => sku != "0" && sku == sku.Trim() && !Cleaned().IsMatch(sku);

    [GeneratedRegex(@"\s\s|[\t\r\n\f\v]|%[0-9A-Fa-f]{2}|<|(^|,)\s*(,|$)")]
    private static partial Regex Cleaned();
}
