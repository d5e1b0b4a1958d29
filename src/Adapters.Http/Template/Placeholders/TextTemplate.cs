using System.Text.RegularExpressions;
using Connector.Adapters.Http.Template.Compiling;

namespace Connector.Adapters.Http.Template.Placeholders;

/// <summary>A text with placeholders in it.</summary>
internal sealed partial class TextTemplate(IReadOnlyList<TextPart> parts)
{
    /// <summary>Its parts, in order; no two literals follow each other.</summary>
    public IReadOnlyList<TextPart> Parts { get; } = parts;

    /// <summary>The placeholder that is the whole text, if one is.</summary>
    public Placeholder? Only => Parts is [{ Placeholder: { } placeholder }] ? placeholder : null;

    /// <summary>The placeholders in it.</summary>
    public IEnumerable<Placeholder> Placeholders => Parts.Select(static part => part.Placeholder).OfType<Placeholder>();

    /// <summary>Reads a text.</summary>
    /// <param name="text">As the template has it.</param>
    /// <param name="at">Where it stands.</param>
    /// <param name="names">What may be used there.</param>
    /// <param name="faults">Takes its mistakes.</param>
    public static TextTemplate Parse(string text, string at, PlaceholderNames names, TemplateFaults faults)
    {
        var parts = new List<TextPart>();
        for (var from = 0; from < text.Length;)
        {
            var open = text.IndexOf("{{", from, StringComparison.Ordinal);
            var close = open < 0 ? -1 : text.IndexOf("}}", open, StringComparison.Ordinal);
            if (open >= 0 && close < 0)
                faults.Add(at, $"“{{{{” in “{text}” is not closed", "close it with “}}”");
            var end = close < 0 ? text.Length : open;
            if (end > from)
                parts.Add(new TextPart(text[from..end], null));
            if (close >= 0 && Read(text[(open + 2)..close].Trim(), at, names, faults) is { } placeholder)
                parts.Add(new TextPart("", placeholder));
            from = close < 0 ? text.Length : close + 2;
        }

        return new TextTemplate(parts);
    }

    /// <summary>The text with values put in as they are; <see langword="null"/> where one of them has none.</summary>
    public string? Render(TemplateScope scope)
    {
        var texts = Parts.Select(part => part.Placeholder is { } placeholder ? scope.Find(placeholder.Name).AsText : part.Literal).ToArray();
        return texts.Contains(null) ? null : string.Concat(texts);
    }

    private static Placeholder? Read(string inside, string at, PlaceholderNames names, TemplateFaults faults)
    {
        if (inside.StartsWith('#') || inside.StartsWith('/') || inside.StartsWith("else", StringComparison.Ordinal))
        {
            faults.Add(at, $"“{{{{{inside}}}}}” is not known: bodies are JSON, not text with loops in it", "write a list as {\"each\":\"items\",\"value\":{…}} and a choice as {\"if\":\"quantity>0\",\"then\":…,\"else\":…}");
            return null;
        }

        if (!Shape().IsMatch(inside))
        {
            faults.Add(at, $"“{{{{{inside}}}}}” is no placeholder", "write {{name}}, {{name|number}} or {{name|text}}; values are escaped by themselves");
            return null;
        }

        var bar = inside.Split('|', StringSplitOptions.TrimEntries);
        if (!names.Here.Contains(bar[0]))
            faults.Add(at, $"there is no value “{bar[0]}” here", Nearest.Cure(bar[0], names.Here));
        return new Placeholder(bar[0], bar is [_, "number"] ? PlaceholderFilter.Number : bar is [_, "text"] ? PlaceholderFilter.Text : PlaceholderFilter.None);
    }

    [GeneratedRegex(@"^[A-Za-z][A-Za-z0-9_]*(\s*\|\s*(number|text))?\z")]
    private static partial Regex Shape();
}
