using System.Collections.Concurrent;

namespace Connector.Host.Language;

/// <summary>
/// Translates finished English texts by recognising the templates that they were made from, and what stands in their holes in the
/// same way. Thread-safe. A text that is not recognised comes back as it is.
/// </summary>
internal sealed class MessageTranslator
{
    // Fewer letters recognise too much: “{0}: {1}” is everything.
    private const int LeastLetters = 4;
    private const int MostDepth = 5;
    private const int MostRemembered = 5_000;

    private static readonly string[] Joints = ["\n", "; ", ". ", ", "];

    private readonly Dictionary<string, string> texts;
    private readonly MessageTemplate[] templates;
    private readonly ConcurrentDictionary<string, string> remembered = new(StringComparer.Ordinal);

    /// <summary>A translator.</summary>
    /// <param name="translations">English texts with their translations; those with holes are templates.</param>
    public MessageTranslator(IReadOnlyDictionary<string, string> translations)
    {
        // Braces are doubled in templates; a text without holes is known as it is told.
        texts = translations.GroupBy(pair => Plain(pair.Key), StringComparer.Ordinal).ToDictionary(group => group.Key, group => Plain(group.Last().Value), StringComparer.Ordinal);
        templates =
        [
            .. translations.Where(pair => pair.Key.Contains('{', StringComparison.Ordinal)).Select(pair => (Template: new MessageTemplate(pair.Key, pair.Value), pair.Key))
                .Where(one => one.Template is { HasHoles: true, Weight: >= LeastLetters }).OrderByDescending(one => one.Template.Weight).ThenBy(one => one.Key, StringComparer.Ordinal).Select(one => one.Template),
        ];
    }

    /// <summary>A text in the other language.</summary>
    public string Translate(string english)
    {
        if (remembered.TryGetValue(english, out var known))
            return known;
        var translated = texts.GetValueOrDefault(english) ?? Translate(english, 0);
        if (remembered.Count >= MostRemembered)
            remembered.Clear();
        remembered[english] = translated;
        return translated;
    }

    private static string Plain(string text) => text.Replace("{{", "{", StringComparison.Ordinal).Replace("}}", "}", StringComparison.Ordinal);

    private string Translate(string text, int depth)
    {
        if (depth > MostDepth || !IsProse(text))
            return text;
        var whole = Recognise(text, depth, out var isWeak);
        return whole is not null && !isWeak ? whole : InParts(text, depth) ?? whole ?? text;
    }

    private string? InParts(string text, int depth)
    {
        // “shop-ua: …”: whose text it is.
        var colon = text.IndexOf(": ", StringComparison.Ordinal);
        if (colon > 0 && !text.AsSpan(0, colon).Contains(' ') && Recognise(text[(colon + 2)..], depth, out _) is { } said)
            return text[..(colon + 2)] + said;
        foreach (var joint in Joints)
        {
            // Parts are worth it only if one of them is known: “a, b and c” may be anything.
            for (var at = text.IndexOf(joint, StringComparison.Ordinal); at > 0; at = text.IndexOf(joint, at + 1, StringComparison.Ordinal))
            {
                // A sentence keeps its full stop.
                var cut = joint == ". " ? at + 1 : at;
                var left = text[..cut];
                var right = text[(at + joint.Length)..];
                if (IsProse(left) && Recognise(left, depth, out _) is { } first)
                    return first + text[cut..(at + joint.Length)] + Translate(right, depth + 1);
                if (joint != ", " && IsProse(right) && Recognise(right, depth, out _) is { } second)
                    return Translate(left, depth + 1) + text[cut..(at + joint.Length)] + second;
            }
        }

        return null;
    }

    private string? Recognise(string text, int depth, out bool isWeak)
    {
        isWeak = false;
        if (texts.TryGetValue(text, out var same))
            return same;
        // Some say the same with and without the full stop.
        if (text.Length > 1 && text[^1] == '.' && texts.TryGetValue(text[..^1], out same))
            return same + ".";
        if (texts.TryGetValue(text + ".", out same))
            return same.TrimEnd('.');
        foreach (var template in templates)
        {
            if (template.Translate(text, value => Translate(value, depth + 1), out isWeak) is { } translated)
                return translated;
        }

        return null;
    }

    // One word may be a name as well: of a store, a field, a file. Only texts are translated inside of others.
    private bool IsProse(string text) => text.Trim().Contains(' ', StringComparison.Ordinal) || (text.Length > 0 && (text[0] == ' ' || text[^1] == ' ') && texts.ContainsKey(text));
}
