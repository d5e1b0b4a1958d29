using System.Globalization;
using System.Text;

namespace Connector.Emulators.PrestaShop.Webservice;

/// <summary>
/// How the database compares text (utf8mb4_general_ci): whatever the case, the accents, Ё or Е, and the spaces at the end. Й is
/// no И.
/// </summary>
internal static class Collation
{
    /// <summary>Equal for texts that <c>=</c> calls equal.</summary>
    public static string Key(string text) => LikeKey(text.TrimEnd(' '));

    /// <summary>Equal for texts that <c>LIKE</c> calls equal: there spaces at the end count.</summary>
    public static string LikeKey(string text)
    {
        if (Ascii.IsValid(text))
            return text.ToUpperInvariant();
        var key = new StringBuilder(text.Length);
        foreach (var letter in text.ToUpperInvariant())
        {
            if (letter is 'Й')
            {
                key.Append(letter);
                continue;
            }

            foreach (var part in letter.ToString().Normalize(NormalizationForm.FormD))
            {
                if (CharUnicodeInfo.GetUnicodeCategory(part) != UnicodeCategory.NonSpacingMark)
                    key.Append(part);
            }
        }

        return key.ToString();
    }
}
