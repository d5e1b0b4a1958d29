using System.Globalization;

namespace Connector.Adapters.Http.Template.Paths;

/// <summary>Reads paths: <c>$.a['b c'][0][-1][*].*</c>, <c>^.id</c>, <c>@key</c>, and JSON Pointers (RFC 6901).</summary>
internal static class JsonPathParser
{
    /// <summary>Reads a path.</summary>
    /// <param name="text">As the template has it.</param>
    /// <param name="fault">What is wrong with it; null where nothing is.</param>
    public static JsonPath? Parse(string text, out string? fault)
    {
        fault = null;
        if (text.Length == 0)
        {
            fault = "a path is missing";
            return null;
        }

        if (text == "@key")
            return new JsonPath(text, PathRoot.Key, []);
        if (text[0] == '/')
            return Pointer(text, ref fault);
        var steps = new List<PathStep>();
        if (text[0] is not ('$' or '^'))
            fault = $"“{text}” must begin with $, ^ or /";
        for (var at = 1; at < text.Length && fault is null;)
            at = text[at] == '.' ? Dot(text, at + 1, steps, ref fault) : Bracket(text, at, steps, ref fault);
        return fault is null ? new JsonPath(text, text[0] == '$' ? PathRoot.Here : PathRoot.Enclosing, steps) : null;
    }

    private static JsonPath? Pointer(string text, ref string? fault)
    {
        var steps = new List<PathStep>();
        foreach (var part in text[1..].Split('/'))
        {
            if (part.Replace("~0", "", StringComparison.Ordinal).Replace("~1", "", StringComparison.Ordinal).Contains('~', StringComparison.Ordinal))
            {
                fault = $"in the pointer “{text}” a ~ must be written ~0, and a / in a name ~1";
                return null;
            }

            var name = part.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
            var isIndex = name.Length > 0 && name.All(char.IsAsciiDigit) && (name == "0" || name[0] != '0');
            steps.Add(isIndex && int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
                ? new PathStep(PathStepKind.Either, name, index)
                : new PathStep(PathStepKind.Name, name));
        }

        return new JsonPath(text, PathRoot.Here, steps);
    }

    private static int Dot(string text, int at, List<PathStep> steps, ref string? fault)
    {
        var end = at;
        while (end < text.Length && text[end] is not ('.' or '[' or ']' or '*' or '\'' or '"' or '(' or ')' or '?' or '@') && !char.IsWhiteSpace(text[end]))
            end++;
        if (end == at && at < text.Length && text[at] == '*')
        {
            steps.Add(new PathStep(PathStepKind.Members));
            return at + 1;
        }

        if (end == at)
            fault = at < text.Length && text[at] == '.' ? $"“..” in “{text}” is not known: name every step" : $"a name is missing after the point in “{text}”";
        steps.Add(new PathStep(PathStepKind.Name, text[at..end]));
        return end;
    }

    private static int Bracket(string text, int at, List<PathStep> steps, ref string? fault)
    {
        if (text[at] != '[')
        {
            fault = $"“{text[at]}” in “{text}” was not expected: a step is .name, ['name'], [0], [*] or .*";
            return text.Length;
        }

        var quote = at + 1 < text.Length && text[at + 1] is '\'' or '"' ? text[at + 1] : '\0';
        var end = quote == '\0' ? text.IndexOf(']', at) : text.IndexOf($"{quote}]", at + 2, StringComparison.Ordinal);
        if (end < 0)
        {
            fault = $"“[” in “{text}” is not closed";
            return text.Length;
        }

        if (quote != '\0')
        {
            steps.Add(new PathStep(PathStepKind.Name, text[(at + 2)..end]));
            return end + 2;
        }

        var inside = text[(at + 1)..end];
        if (inside == "*")
            steps.Add(new PathStep(PathStepKind.Elements));
        else if (int.TryParse(inside, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var index) && inside[0] != '+')
            steps.Add(new PathStep(PathStepKind.Index, "", index));
        else
            fault = $"“[{inside}]” in “{text}” is not known: filters and scripts are not, [0], [-1], [*] and ['name'] are";
        return end + 1;
    }
}
