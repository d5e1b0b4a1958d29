using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace Connector.Adapters.CsCart.Api;

/// <summary>Makes what a shop says fit for a message: no tags, one line, short.</summary>
internal static partial class PlainText
{
    private const int Longest = 200;

    /// <summary>Text without tags and entities.</summary>
    public static string Of(string text)
    {
        var plain = Spaces().Replace(WebUtility.HtmlDecode(Tags().Replace(text, " ")), " ").Trim();
        return plain.Length <= Longest ? plain : plain[..Longest] + "…";
    }

    /// <summary>The title of a page, or its first words.</summary>
    public static string OfPage(ReadOnlySpan<byte> body)
    {
        var text = Encoding.UTF8.GetString(body[..Math.Min(body.Length, 20_000)]);
        return Title().Match(text) is { Success: true } title ? Of(title.Groups[1].Value) : Of(text);
    }

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tags();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex("<title[^>]*>(.*?)</title>", RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex Title();
}
