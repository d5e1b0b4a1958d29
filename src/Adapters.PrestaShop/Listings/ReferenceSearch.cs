using Connector.Abstractions;
using Connector.Adapters.PrestaShop.Api;

namespace Connector.Adapters.PrestaShop.Listings;

/// <summary>
/// Finds listings by reference. The shop compares by its collation, so what comes back is a proposal; and it gives some
/// characters of a filter a meaning of their own.
/// </summary>
internal sealed class ReferenceSearch(WebserviceLists lists, Catalogue catalogue)
{
    // What PrestaShop itself refuses in a reference; firewalls take some of it for an attack.
    private static readonly System.Buffers.SearchValues<char> Impossible = System.Buffers.SearchValues.Create("<>;={}");

    /// <summary>The listings that carry any of the references, and perhaps others.</summary>
    public async Task<List<Listing>> FindAsync(IReadOnlyList<string> skus, CancellationToken cancellationToken)
    {
        var wanted = skus.Where(sku => sku.Trim().Length > 0 && !sku.AsSpan().ContainsAny(Impossible)).ToList();
        // A bracket takes the filter away, and the whole shop would come: then it is better asked for at once.
        if (wanted.Exists(sku => sku.IndexOfAny(['[', ']']) >= 0) || (catalogue.Size is { } size && wanted.Count * 3L > size))
            return await FromWholeAsync(wanted, cancellationToken).ConfigureAwait(false);

        var found = new FoundReferences();
        foreach (var filter in Filters(wanted))
        {
            foreach (var row in await lists.ListAsync("products", "[id,reference]", [new("filter[reference]", filter)], cancellationToken).ConfigureAwait(false))
                found.AddProduct(row);
            foreach (var row in await lists.ListAsync("combinations", "[id,id_product,reference]", [new("filter[reference]", filter)], cancellationToken).ConfigureAwait(false))
                found.AddCombination(row);
        }

        return found.ProductsOfAll.Count == 0 ? [] : await catalogue.OfAsync(found, cancellationToken).ConfigureAwait(false);
    }

    private async Task<List<Listing>> FromWholeAsync(List<string> wanted, CancellationToken cancellationToken)
    {
        var keys = wanted.Select(Loosely).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var found = new List<Listing>();
        await foreach (var listing in catalogue.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            if (keys.Contains(Loosely(listing.Sku)))
                found.Add(listing);
        }

        return found;
    }

    // A bar parts a list, so that a reference which holds one goes bare and alone, where it means itself. All others go into lists,
    // a single one twice: alone in brackets “10,20” is a range, and bare a number is compared otherwise than a text.
    private static IEnumerable<string> Filters(List<string> wanted) =>
        wanted.Where(HasBar).Concat(Queries.Of(wanted.Where(sku => !HasBar(sku))).Select(list => HasBar(list) ? $"[{list}]" : $"[{list}|{list}]"));

    private static bool HasBar(string text) => text.Contains('|', StringComparison.Ordinal);

    // The host decides what is the same SKU; nothing that could be may be left out.
    private static string Loosely(string sku) => sku.Normalize().Trim();
}
