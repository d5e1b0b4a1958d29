using System.Globalization;
using System.Net;

namespace Connector.Adapters.OpenCart.Reading;

/// <summary>SKUs as OpenCart stores them, and as the merchant typed them.</summary>
internal static class SkuText
{
    /// <summary>
    /// OpenCart's admin stores <c>&amp; &lt; &gt; "</c> as HTML entities, importers store them raw; either way this is what was typed.
    /// </summary>
    public static string Decode(string? stored) => stored is null ? "" : WebUtility.HtmlDecode(stored);

    /// <summary>Whether two decoded SKUs are one and the same for a row that is to be written: no case folding here.</summary>
    public static bool Same(string one, string other) =>
        string.Equals(one.Trim().Normalize(), other.Trim().Normalize(), StringComparison.Ordinal);

    /// <summary>
    /// A test for "carries any of these", at least as wide as any way in which the host compares (trim, NFC, case). A SKU that may be in
    /// decomposed form is let through whenever a comparison would need Unicode tables that a slim installation lacks.
    /// </summary>
    public static Func<string, bool> MatchAny(IEnumerable<string> wanted)
    {
        var keys = new HashSet<string>(wanted.Select(Key), StringComparer.OrdinalIgnoreCase);
        var anyDecomposed = keys.Any(IsDecomposed);
        return sku =>
        {
            var key = Key(sku);
            return key.Length > 0 && (keys.Contains(key) || IsDecomposed(key) || (anyDecomposed && !IsAscii(key)));
        };
    }

    private static string Key(string sku) => sku.Trim().Normalize().ToUpperInvariant();

    private static bool IsAscii(string text) => text.All(char.IsAscii);

    private static bool IsDecomposed(string text) =>
        text.Any(character => CharUnicodeInfo.GetUnicodeCategory(character) is UnicodeCategory.NonSpacingMark);
}
