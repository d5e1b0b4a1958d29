using System.Globalization;
using Connector.Abstractions;

namespace Connector.Adapters.WooCommerce.Listings;

/// <summary>References as the host keeps them: <c>product/10</c>, <c>variation/229</c>.</summary>
internal static class ProductRef
{
    private const string ProductPrefix = "product/";
    private const string VariationPrefix = "variation/";

    public static ListingRef Product(long id) => new(string.Create(CultureInfo.InvariantCulture, $"{ProductPrefix}{id}"));

    public static ListingRef Variation(long id) => new(string.Create(CultureInfo.InvariantCulture, $"{VariationPrefix}{id}"));

    /// <summary>The id in a reference; 0 if it is none of ours.</summary>
    public static (long Id, bool IsVariation) Parse(ListingRef reference)
    {
        var isVariation = reference.Value.StartsWith(VariationPrefix, StringComparison.Ordinal);
        if (!isVariation && !reference.Value.StartsWith(ProductPrefix, StringComparison.Ordinal))
            return (0, false);
        var text = reference.Value.AsSpan(isVariation ? VariationPrefix.Length : ProductPrefix.Length);
        return (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0, isVariation);
    }
}
