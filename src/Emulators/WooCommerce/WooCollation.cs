using System.Globalization;
using System.Text;

namespace Connector.Emulators.WooCommerce;

/// <summary>
/// How WordPress' usual collation (utf8mb4_unicode_520_ci) compares SKUs: without regard to case, accents, trailing spaces and a
/// few more, among them Ґ and Ё, but not й and ї.
/// </summary>
internal static class WooCollation
{
    /// <summary>Texts that the collation takes for equal have the same key.</summary>
    public static string Key(string text)
    {
        var key = new StringBuilder(text.Length);
        foreach (var rune in text.TrimEnd(' ').Replace('\u00a0', ' ').Replace("²", "2", StringComparison.Ordinal).Replace("№", "no", StringComparison.Ordinal).EnumerateRunes())
        {
            // Beyond the first plane: emoji differ from each other, and from everything else.
            if (!rune.IsBmp)
            {
                key.Append(rune.ToString());
                continue;
            }

            var letter = (char)rune.Value;
            if (letter is '\u200b' or '\u200c' or '\u200d' or '\ufeff')
                continue;
            key.Append(letter switch
            {
                'й' or 'Й' => "й",
                'ї' or 'Ї' => "ї",
                'ґ' or 'Ґ' => "г",
                'ł' or 'Ł' => "l",
                _ => Plain(letter),
            });
        }

        return key.ToString();
    }

    private static string Plain(char letter)
    {
        var decomposed = letter.ToString().Normalize(NormalizationForm.FormD);
        return new string([.. decomposed.Where(part => CharUnicodeInfo.GetUnicodeCategory(part) != UnicodeCategory.NonSpacingMark)]).ToLowerInvariant();
    }
}
