using System.Globalization;
using System.Text.Json;
using Connector.Adapters.Http.Template.Paths;
using Connector.Adapters.Http.Template.Site;

namespace Connector.Adapters.Http.Template.Reading;

/// <summary>A count that an answer gives in its body or in a header.</summary>
/// <param name="Path">Where in the body.</param>
/// <param name="Header">Which header.</param>
internal sealed record ValueSource(JsonPath? Path, string? Header)
{
    /// <summary>The prefix of a header.</summary>
    public const string HeaderPrefix = "header:";

    /// <summary>The count.</summary>
    /// <exception cref="PathMissingException">It is not there, or is no count.</exception>
    public int Read(SiteAnswer answer, JsonElement root)
    {
        var where = Header is null ? Path!.Text : $"the header {Header}";
        string? text;
        if (Header is not null)
            text = answer.Headers.GetValueOrDefault(Header);
        else
            text = Path!.TryFind(PathMatch.Of(root), out var found) ? Scalars.Text(found) : null;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            ? count
            : throw new PathMissingException($"{where} is no count ({(text is null ? "it is missing" : "it is something else")})");
    }
}
