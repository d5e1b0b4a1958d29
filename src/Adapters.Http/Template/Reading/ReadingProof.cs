using System.Text.Json;
using Connector.Abstractions;
using Connector.Adapters.Http.Template.Paths;

namespace Connector.Adapters.Http.Template.Reading;

/// <summary>
/// What must hold for a reading to count: one total on every page, as many products as it says, no product twice, and no page
/// that repeats the one before.
/// </summary>
internal sealed class ReadingProof
{
    private readonly HashSet<string> _refs = new(StringComparer.Ordinal);
    private int? _total;
    private string? _edges;

    /// <summary>What was seen of the products.</summary>
    public ItemSight Sight { get; } = new();

    /// <summary>Products so far, as the site counts them.</summary>
    public int Counted { get; private set; }

    /// <summary>The total, where the template says where it is.</summary>
    public int? Total => _total;

    /// <summary>Takes a page.</summary>
    /// <exception cref="PathMissingException">It contradicts the pages before.</exception>
    public void Page(PathMatches matches, int? total)
    {
        if (matches.IsNull && total is null)
            throw new PathMissingException("null stands where the list of products should be; only a total (paging.total) can prove that there are none");
        if (_total is { } before && total != before)
            throw new PathMissingException($"the site counted {before} products, and {total} on a later page: it changed while it was read");
        _total = total;
        Counted += matches.Outer;
        var edges = matches.All.Count == 0 ? null : $"{matches.All.Count}\n{Raw(matches.All[0].Node)}\n{Raw(matches.All[^1].Node)}";
        if (edges is not null && edges == _edges)
            throw new PathMissingException("a page brought the same products as the one before: the site does not turn the page. Check the names of the parameters in path and body");
        _edges = edges;
    }

    /// <summary>Takes a listing.</summary>
    /// <exception cref="PathMissingException">It came before.</exception>
    public void Listing(Listing listing)
    {
        if (!_refs.Add(listing.Ref.Value))
            throw new PathMissingException($"the product {listing.Sku} ({listing.Ref}) came twice: the site changed while it was read, does not turn the page, or ref does not tell products apart");
    }

    /// <summary>Ends the reading.</summary>
    /// <exception cref="PathMissingException">Something is missing.</exception>
    public void Finish()
    {
        if (_total is { } total && Counted != total)
            throw new PathMissingException($"the site counts {total} products and {Counted} came: the reading is not whole");
        if (Sight.Count > 0 && !Sight.HasSku)
            throw new PathMissingException($"none of {Sight.Count} products has anything where the path sku leads: check it");
        if (Sight.Count > 0 && Sight.WithoutRef == Sight.Count)
            throw new PathMissingException($"none of {Sight.Count} products has anything where the path ref leads: check it");
    }

    private static string Raw(JsonElement node) => node.GetRawText();
}
