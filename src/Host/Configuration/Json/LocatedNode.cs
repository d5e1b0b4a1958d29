using System.Text.Json;

namespace Connector.Host.Configuration.Json;

/// <summary>A JSON value that knows where it stands, so that every mistake can be shown to the person who made it.</summary>
internal sealed class LocatedNode
{
    /// <summary>The file, absolute.</summary>
    public required string File { get; init; }

    /// <summary>The line, from 1.</summary>
    public required int Line { get; init; }

    /// <summary>The column, from 1.</summary>
    public required int Column { get; init; }

    /// <summary>The path inside the file; see <see cref="LocatedPath"/>.</summary>
    public required string Path { get; init; }

    /// <summary>What the value is; <see cref="JsonValueKind.Undefined"/> when it is broken and the mistake has been told already.</summary>
    public required JsonValueKind Kind { get; init; }

    /// <summary>A string's value with variables and files put in, or a number as written. May be secret.</summary>
    public string Text { get; init; } = "";

    /// <summary>A string as the file has it, before anything was put in.</summary>
    public string Written { get; init; } = "";

    /// <summary>An object's members in the order of the file.</summary>
    public IReadOnlyList<LocatedMember> Members { get; init; } = [];

    /// <summary>An array's items.</summary>
    public IReadOnlyList<LocatedNode> Items { get; init; } = [];

    /// <summary>The folder that relative paths in this value are relative to.</summary>
    public string Folder => System.IO.Path.GetDirectoryName(File) ?? "/";

    /// <summary>The values directly below.</summary>
    public IEnumerable<LocatedNode> Children => Kind == JsonValueKind.Array ? Items : Members.Select(member => member.Value);

    /// <summary>The member of that exact name.</summary>
    public LocatedNode? Find(string name) =>
        Members.FirstOrDefault(member => string.Equals(member.Name, name, StringComparison.Ordinal))?.Value;

    /// <summary>A path of the configuration, absolute.</summary>
    public string Absolute() => System.IO.Path.GetFullPath(Text, Folder);

    /// <summary>What the value is, for a person; never the value itself.</summary>
    public string Describe() => Kind switch
    {
        JsonValueKind.Object => "an object {…}",
        JsonValueKind.Array => "a list […]",
        JsonValueKind.String => "a text",
        JsonValueKind.Number => "a number",
        JsonValueKind.True or JsonValueKind.False => "true or false",
        _ => "null",
    };

    /// <summary>An object laid over another: its members win, objects on both sides are merged key by key.</summary>
    /// <param name="below">The defaults.</param>
    public LocatedNode Over(LocatedNode? below)
    {
        if (Kind != JsonValueKind.Object || below?.Kind != JsonValueKind.Object)
            return this;
        var own = Members.Select(member => below.Find(member.Name) is { } other ? member with { Value = member.Value.Over(other) } : member);
        var inherited = below.Members.Where(member => Find(member.Name) is null);
        return With([.. own, .. inherited]);
    }

    /// <summary>The same object, in the same place, with other members.</summary>
    public LocatedNode With(IReadOnlyList<LocatedMember> members) =>
        new() { File = File, Line = Line, Column = Column, Path = Path, Kind = JsonValueKind.Object, Members = members };

    /// <summary>Where it stands; never the value, which may be secret.</summary>
    public override string ToString() => $"{File}:{Line}: {Path}";
}
