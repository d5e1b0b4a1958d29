using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace Connector.Adapters.PrestaShop.Api;

/// <summary>Makes what a shop says readable: its messages hold entities and paths, its pages are HTML.</summary>
internal static partial class PlainText
{
    private const int Longest = 200;

    /// <summary>A message without tags and entities, in one line.</summary>
    public static string Of(string message)
    {
        var text = Key().Replace(Spaces().Replace(WebUtility.HtmlDecode(Tags().Replace(message, " ")), " ").Trim(), "ws_key=…");
        return text.Length <= Longest ? text : text[..Longest] + "…";
    }

    /// <summary>The title of a page, or its first words.</summary>
    public static string OfPage(ReadOnlySpan<byte> body)
    {
        var text = Encoding.UTF8.GetString(body[..Math.Min(body.Length, 20_000)]);
        var title = Title().Match(text);
        return Of(title.Success ? title.Groups[1].Value : Hidden().Replace(text, " "));
    }

    // A page may show the address that was asked for.
    [GeneratedRegex(@"ws_key=[^&\s""'<>]*")]
    private static partial Regex Key();

    [GeneratedRegex("</?[a-zA-Z!][^>]*>")]
    private static partial Regex Tags();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex("<title[^>]*>(.*?)</title>", RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex Title();

    [GeneratedRegex("<(script|style)[^>]*>.*?</\\1>", RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex Hidden();
}
