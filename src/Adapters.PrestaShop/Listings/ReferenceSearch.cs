using Connector.Abstractions;
using Connector.Adapters.PrestaShop.Api;

namespace Connector.Adapters.PrestaShop.Listings;

/// <summary>
/// Finds listings by reference. The shop compares by its collation, so what comes back is a proposal; and it gives some
/// characters of a filter a meaning of their own.
/// </summary>
internal sealed class ReferenceSearch(WebserviceLists lists, Catalogue catalogue)
{
    // What PrestaShop itself refuses in a reference.
    private static readonly System.Buffers.SearchValues<char> Impossible = System.Buffers.SearchValues.Create("<>;={}");

    /// <summary>The listings that carry any of the references, and perhaps others.</summary>
    public async Task<List<Listing>> FindAsync(IReadOnlyList<string> skus, CancellationToken cancellationToken)
    {
        var wanted = skus.Where(sku => sku.Trim().Length > 0 && !sku.AsSpan().ContainsAny(Impossible)).ToList();
        // A bracket takes the filter away, and the whole shop would come: then it is better asked for at once.
        if (wanted.Exists(sku => sku.IndexOfAny(['[', ']']) >= 0) || (catalogue.Size is { } size && wanted.Count * 3L > size))
            return await FromWholeAsync(wanted, cancellationToken).ConfigureAwait(false);

        var names = new Catalogue.Names();
        foreach (var filter in Filters(wanted))
        {
            foreach (var row in await lists.ListAsync("products", "[id,reference]", [new("filter[reference]", filter)], cancellationToken).ConfigureAwait(false))
                names.AddProduct(row);
            foreach (var row in await lists.ListAsync("combinations", "[id,id_product,reference]", [new("filter[reference]", filter)], cancellationToken).ConfigureAwait(false))
                names.AddCombination(row);
        }

        return names.Products.Count == 0 ? [] : await catalogue.OfAsync(names, names.Products, cancellationToken).ConfigureAwait(false);
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

    // A bar parts a list and a comma alone in brackets is a range: bare, both are what they are.
    private static IEnumerable<string> Filters(List<string> wanted) => wanted.Where(IsPlain).ToList() is [_, _, ..] plain
        ? wanted.Where(sku => !IsPlain(sku)).Concat(Queries.Of(plain).Select(list => list.Contains('|', StringComparison.Ordinal) ? $"[{list}]" : list))
        : wanted;

    private static bool IsPlain(string sku) => sku.IndexOfAny(['|', ',']) < 0;

    // The host decides what is the same SKU; nothing that could be may be left out.
    private static string Loosely(string sku) => sku.Normalize().Trim();
}
