using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Connector.Host.Configuration.Json;

/// <summary>Reads a JSON file (comments and trailing commas allowed) into located nodes. Mistakes are gathered, never thrown.</summary>
internal sealed partial class LocatedParser(ProblemList problems, Interpolator interpolator)
{
    private const string Syntax = "look at this line and the one above for a missing comma, quote or bracket";

    /// <summary>Reads a file.</summary>
    /// <param name="file">The file, absolute.</param>
    /// <param name="missingCure">What to say when there is no such file.</param>
    /// <returns>The file's value, or <see langword="null"/> when it could not be read; the reason is among the problems.</returns>
    public LocatedNode? ReadFile(string file, string missingCure)
    {
        try
        {
            return Parse(File.ReadAllBytes(file), file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            var missing = exception is FileNotFoundException or DirectoryNotFoundException;
            problems.Add(new ConfigurationProblem(
                file,
                0,
                LocatedPath.Root,
                missing ? "there is no such file" : $"the file cannot be read ({exception.Message})",
                missing ? missingCure : "let the account that runs the connector read it"));
            return null;
        }
    }

    /// <summary>Reads a document.</summary>
    /// <param name="utf8">The document's bytes, with or without a byte order mark.</param>
    /// <param name="file">The file to name in problems, absolute.</param>
    public LocatedNode? Parse(byte[] utf8, string file)
    {
        if (utf8 is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
        {
            problems.Add(new ConfigurationProblem(file, 1, LocatedPath.Root, "the file is UTF-16 text", "save it as UTF-8"));
            return null;
        }

        var text = utf8 is [0xEF, 0xBB, 0xBF, ..] ? utf8[3..] : utf8;
        var lines = new LineMap(text);
        var reader = new Utf8JsonReader(text, new JsonReaderOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
        try
        {
            reader.Read();
            var root = Value(ref reader, file, LocatedPath.Root, lines);
            while (reader.Read())
            {
                // A second value is a mistake that the reader itself reports.
            }

            return root;
        }
        catch (JsonException exception)
        {
            var line = (int)(exception.LineNumber ?? 0) + 1;
            problems.Add(new ConfigurationProblem(file, line, LocatedPath.Root, "this is not JSON: " + Reason(exception), Syntax));
            return null;
        }
    }

    private LocatedNode Value(ref Utf8JsonReader reader, string file, string path, LineMap lines)
    {
        var (line, column) = lines.Locate((int)reader.TokenStartIndex);
        var kind = reader.TokenType switch
        {
            JsonTokenType.StartObject => JsonValueKind.Object,
            JsonTokenType.StartArray => JsonValueKind.Array,
            JsonTokenType.String => JsonValueKind.String,
            JsonTokenType.Number => JsonValueKind.Number,
            JsonTokenType.True => JsonValueKind.True,
            JsonTokenType.False => JsonValueKind.False,
            _ => JsonValueKind.Null,
        };
        var node = new LocatedNode { File = file, Line = line, Column = column, Path = path, Kind = kind };
        return kind switch
        {
            JsonValueKind.Object => node.With(Members(ref reader, file, path, lines)),
            JsonValueKind.Array => Located(node, kind, items: Items(ref reader, file, path, lines)),
            JsonValueKind.String => Text(ref reader, node),
            JsonValueKind.Number => Located(node, kind, Encoding.UTF8.GetString(reader.ValueSpan)),
            _ => node,
        };
    }

    private List<LocatedMember> Members(ref Utf8JsonReader reader, string file, string path, LineMap lines)
    {
        var members = new List<LocatedMember>();
        var firstLines = new Dictionary<string, int>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var (line, column) = lines.Locate((int)reader.TokenStartIndex);
            var name = Decoded(ref reader);
            var memberPath = LocatedPath.Member(path, name ?? "?");
            reader.Read();
            var value = Value(ref reader, file, memberPath, lines);
            if (name is null)
                problems.Add(new ConfigurationProblem(file, line, memberPath, "the key is not valid UTF-8 text", "save the file as UTF-8"));
            else if (!firstLines.TryAdd(name, line))
                problems.Add(new ConfigurationProblem(file, line, memberPath, $"the key stands here twice, first on line {firstLines[name]}", "remove one of the two"));
            else
                members.Add(new LocatedMember(name, line, column, memberPath, value));
        }

        return members;
    }

    private List<LocatedNode> Items(ref Utf8JsonReader reader, string file, string path, LineMap lines)
    {
        var items = new List<LocatedNode>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            items.Add(Value(ref reader, file, LocatedPath.Item(path, items.Count), lines));
        return items;
    }

    private LocatedNode Text(ref Utf8JsonReader reader, LocatedNode node)
    {
        if (Decoded(ref reader) is { } written)
        {
            if (!interpolator.TryExpand(written, node, out var text))
                return Located(node, JsonValueKind.Undefined, written: written);
            if (!text.Contains('\0'))
                return Located(node, JsonValueKind.String, text, written);
            problems.Add(node, "the text holds a NUL character", "take it out: no name, path or key has one");
            return Located(node, JsonValueKind.Undefined, written: written);
        }

        problems.Add(node, "the text is not valid UTF-8", "save the file as UTF-8");
        return Located(node, JsonValueKind.Undefined);
    }

    private static LocatedNode Located(LocatedNode at, JsonValueKind kind, string text = "", string written = "", IReadOnlyList<LocatedNode>? items = null) =>
        new() { File = at.File, Line = at.Line, Column = at.Column, Path = at.Path, Kind = kind, Text = text, Written = written, Items = items ?? [] };

    private static string? Decoded(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString();
        }
        catch (InvalidOperationException)
        {
            // Broken UTF-8, or half of a surrogate pair in an escape.
            return null;
        }
    }

    // The framework's sentence, without its own zero-based position and without words of the file, which may be secret.
    private static string Reason(JsonException exception)
    {
        var reason = Position().Replace(exception.Message, "");
        return Quoted().Replace(reason, "“…”").TrimEnd('.', ' ');
    }

    [GeneratedRegex(@"( Path: .*)?(\. | )?LineNumber: .*$", RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex Position();

    [GeneratedRegex("^'[^']{2,}'", RegexOptions.CultureInvariant)]
    private static partial Regex Quoted();
}
