using System.Text;

namespace Connector.Adapters.Http.Template.Urls;

/// <summary>Characters of addresses.</summary>
internal static class UrlText
{
    /// <summary>
    /// Any text as one part of a path or one value of a query: everything but letters, digits and <c>-_.~</c> is percent-encoded,
    /// so that <c>/</c>, <c>?</c>, <c>#</c>, <c>&amp;</c> and <c>+</c> of a SKU stay part of the SKU.
    /// </summary>
    public static string Escape(string value) => Uri.EscapeDataString(value);

    /// <summary>Text that the template's author wrote: what is encoded or has a meaning stays, what no address may hold is encoded.</summary>
    public static string Literal(string text)
    {
        var result = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.IsAscii && rune.Value > ' ' && rune.Value is not ('"' or '<' or '>' or '\\' or '^' or '`' or '{' or '|' or '}' or 0x7F))
                result.Append(rune);
            else
                result.Append(Uri.EscapeDataString(rune.ToString()));
        }

        return result.ToString();
    }

    /// <summary>Whether a part of a path would be taken for "here" or "one up" on the way, and so lead elsewhere.</summary>
    public static bool IsDots(string part) => part is "." or "..";
}
