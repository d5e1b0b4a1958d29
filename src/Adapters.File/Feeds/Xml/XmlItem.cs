using System.Security;

namespace Connector.Adapters.File.Feeds.Xml;

/// <summary>One offer of an XML feed: the places of its values.</summary>
internal sealed class XmlItem
{
    private readonly Dictionary<string, (string Value, int Start, int Length, bool IsEmptyTag)> values = new(StringComparer.Ordinal);

    /// <summary>Behind the name of the start tag, where an attribute may be put in.</summary>
    public required int AfterName { get; init; }

    /// <summary>Before the end tag's <c>&lt;/</c>, where a child may be put in; -1 for an offer without content.</summary>
    public int BeforeEnd { get; set; } = -1;

    /// <summary>The white space before the first child, which a new child gets too.</summary>
    public string Indent { get; set; } = "";

    /// <summary>The white space before the end tag, which stays before it.</summary>
    public int TrailingSpace { get; set; }

    /// <summary>Whether anything was put in at all.</summary>
    public bool HasContent => BeforeEnd >= 0;

    /// <summary>Notes a value; of several alike the first one counts.</summary>
    public void Note(string place, string value, int start, int length, bool isEmptyTag = false) =>
        values.TryAdd(place, (value, start, length, isEmptyTag));

    /// <summary>The value at a place, trimmed; empty if it is not there.</summary>
    public string Value(string place) => values.TryGetValue(place, out var found) ? found.Value.Trim() : "";

    /// <summary>The edit that makes a place say a value, whether it is there or not.</summary>
    public TextEdit Set(string place, string value)
    {
        var escaped = SecurityElement.Escape(value);
        var name = place.TrimStart('@');
        if (values.TryGetValue(place, out var found))
            return new TextEdit(found.Start, found.Length, found.IsEmptyTag ? $"<{name}>{escaped}</{name}>" : escaped);
        return place[0] == '@'
            ? new TextEdit(AfterName, 0, $" {name}=\"{escaped}\"")
            : new TextEdit(BeforeEnd - TrailingSpace, 0, $"{Indent}<{name}>{escaped}</{name}>");
    }
}
