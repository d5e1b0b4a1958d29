namespace Connector.Adapters.PrestaShop.Listings;

/// <summary>
/// Which filters find a set of SKUs. The filter's syntax is that of the SKUs too: a bar inside parts a list, and one bracket pair
/// takes the filter away and brings the whole shop.
/// </summary>
internal sealed class ReferenceQueries
{
    private ReferenceQueries(IReadOnlyList<string> filters, bool isPossible)
    {
        Filters = filters;
        IsPossible = isPossible;
    }

    /// <summary>The values of <c>filter[reference]</c>, each for a request of its own.</summary>
    public IReadOnlyList<string> Filters { get; }

    /// <summary>Whether they find all; otherwise only the whole index does.</summary>
    public bool IsPossible { get; }

    /// <summary>Plans the search.</summary>
    /// <param name="skus">None empty.</param>
    /// <param name="mostBytes">What one filter's value may take of an address.</param>
    public static ReferenceQueries For(IEnumerable<string> skus, int mostBytes)
    {
        var listed = new List<string>();
        var filters = new List<string>();
        foreach (var sku in skus.SelectMany(Spellings).Distinct(StringComparer.Ordinal))
        {
            if (sku.LastIndexOf(']') is var close and >= 0 && sku.LastIndexOf('[', close) >= 0)
                return new ReferenceQueries([], isPossible: false);
            if (sku.AsSpan().IndexOfAny("|[]") >= 0)
                filters.Add(sku);
            else
                listed.Add(sku);
        }

        // A list of one is given twice: alone, “10,20” in brackets is a range, and a bare number is compared with LIKE, which sees
        // the spaces at a reference's end.
        filters.AddRange(Listings.Filters.InParts(listed, mostBytes).Select(part => $"[{string.Join('|', part.Count == 1 ? [part[0], part[0]] : part)}]"));
        return new ReferenceQueries(filters, isPossible: true);
    }

    // The database knows no Unicode forms, and sees spaces before a reference; the host compares without either.
    private static IEnumerable<string> Spellings(string sku)
    {
        var trimmed = sku.Trim();
        yield return sku;
        yield return trimmed;
        yield return trimmed.Normalize();
        yield return trimmed.Normalize(System.Text.NormalizationForm.FormD);
    }
}
