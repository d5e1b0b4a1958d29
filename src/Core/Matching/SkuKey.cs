using System.Text;

namespace Connector.Core.Matching;

/// <summary>Turns SKUs into the keys by which they are compared: ordinally, never by a store's collation.</summary>
public static class SkuKey
{
    private static readonly MatchRule LoosestRule = new() { Trim = true, IgnoreCase = true };

    /// <summary>The key under the loosest rule there is: SKUs that any store takes for the same have the same one.</summary>
    /// <returns>The key, or <see langword="null"/> for a SKU that is empty or blank.</returns>
    public static string? Loosest(string? sku) => Of(sku, LoosestRule);

    /// <summary>The key of a SKU.</summary>
    /// <param name="sku">As keyCRM or the store has it.</param>
    /// <param name="rule">How the store compares.</param>
    /// <returns>The key, or <see langword="null"/> for a SKU that is empty or blank: such a SKU never matches.</returns>
    public static string? Of(string? sku, MatchRule rule)
    {
        if (string.IsNullOrWhiteSpace(sku))
            return null;
        var key = rule.Trim ? sku.Trim() : sku;
        if (!System.Text.Ascii.IsValid(key))
            key = Normalized(key);
        return rule.IgnoreCase ? key.ToUpperInvariant() : key;
    }

    // A lone surrogate cannot be normalised; such a SKU is compared as it is.
    private static string Normalized(string key)
    {
        try
        {
            return key.IsNormalized(NormalizationForm.FormC) ? key : key.Normalize(NormalizationForm.FormC);
        }
        catch (ArgumentException)
        {
            return key;
        }
    }
}
