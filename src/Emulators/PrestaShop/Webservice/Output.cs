using System.Text;

namespace Connector.Emulators.PrestaShop.Webservice;

/// <summary>One of the two forms of an answer.</summary>
internal abstract class Output
{
    public abstract string ContentType { get; }

    /// <summary>A list with fields.</summary>
    public abstract string List(Resource resource, IReadOnlyList<OutputRow> rows);

    /// <summary>A list without <c>display</c>: ids alone.</summary>
    public abstract string Ids(Resource resource, IReadOnlyList<string> ids);

    /// <summary>Single rows, one or those of a write, which are not wrapped as a list.</summary>
    /// <param name="resource">Of what.</param>
    /// <param name="rows">None after an empty write.</param>
    /// <param name="hasDisplay">Whether the request has a <c>display</c>.</param>
    public abstract string Details(Resource resource, IReadOnlyList<OutputRow> rows, bool hasDisplay);

    public abstract string Errors(ErrorList errors);

    /// <summary>PHP's <c>json_encode</c> with letters beyond ASCII as they are, and slashes escaped.</summary>
    protected static void AppendJson(StringBuilder json, string text)
    {
        json.Append('"');
        foreach (var letter in text)
        {
            _ = letter switch
            {
                '"' => json.Append("\\\""),
                '\\' => json.Append("\\\\"),
                '/' => json.Append("\\/"),
                '\n' => json.Append("\\n"),
                '\r' => json.Append("\\r"),
                '\t' => json.Append("\\t"),
                '\b' => json.Append("\\b"),
                '\f' => json.Append("\\f"),
                < ' ' or '\u2028' or '\u2029' => json.Append(System.Globalization.CultureInfo.InvariantCulture, $"\\u{(int)letter:x4}"),
                _ => json.Append(letter),
            };
        }

        json.Append('"');
    }
}
