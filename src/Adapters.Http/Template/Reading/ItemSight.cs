namespace Connector.Adapters.Http.Template.Reading;

/// <summary>What was seen in one reading.</summary>
internal sealed class ItemSight
{
    private readonly Dictionary<string, int> _skus = new(StringComparer.Ordinal);

    /// <summary>Products so far.</summary>
    public int Count { get; set; }

    /// <summary>Products so far that the site gave no id.</summary>
    public int WithoutRef { get; set; }

    /// <summary>Whether any product had a SKU at all.</summary>
    public bool HasSku { get; set; }

    /// <summary>Which one with this SKU the next is, from 1.</summary>
    public int TimesSeen(string sku) => _skus[sku] = _skus.GetValueOrDefault(sku) + 1;
}
