using System.Globalization;
using System.Text;

namespace Connector.Host.Language;

/// <summary>
/// An English text with holes, <c>{0} offers of {1}</c>, and its translation. Recognises finished texts and puts what stood in the
/// holes into the translation.
/// </summary>
internal sealed class MessageTemplate
{
    private readonly string[] literals;
    private readonly int[] holes;
    private readonly bool[] isQuoted;
    private readonly string translation;

    /// <summary>A template.</summary>
    /// <param name="english">In the form of <see cref="string.Format(string, object?[])"/>, without formats.</param>
    /// <param name="translation">The same, with the same holes in any order.</param>
    public MessageTemplate(string english, string translation)
    {
        this.translation = translation;
        (literals, holes) = Split(english);
        isQuoted = new bool[holes.Length];
        var before = new StringBuilder();
        for (var i = 0; i < holes.Length; i++)
        {
            before.Append(literals[i]);
            isQuoted[i] = IsQuoted(before.ToString());
        }

        HasHoles = holes.Length > 0;
        Weight = literals.Sum(literal => literal.Sum(WeightOf));
    }

    /// <summary>Whether there is anything to put in.</summary>
    public bool HasHoles { get; }

    /// <summary>How many letters stand outside of the holes, a sign of arithmetic as two: the more, the surer a match.</summary>
    public int Weight { get; }

    /// <summary>The translation of a finished text; <see langword="null"/> if it is not of this form.</summary>
    /// <param name="text">The finished text.</param>
    /// <param name="translate">Translates what stands in a hole, unless it stands in quotes: then it is a name.</param>
    /// <param name="isWeak">Whether a hole at the beginning took in a whole sentence, which may be another text's.</param>
    public string? Translate(string text, Func<string, string> translate, out bool isWeak)
    {
        isWeak = false;
        var first = literals[0];
        var last = literals[^1];
        if (text.Length < first.Length + last.Length || !text.StartsWith(first, StringComparison.Ordinal) || !text.EndsWith(last, StringComparison.Ordinal))
            return null;
        var values = new object[holes.Max() + 1];
        var at = first.Length;
        var end = text.Length - last.Length;
        for (var i = 0; i < holes.Length; i++)
        {
            var next = end;
            if (i + 1 < holes.Length)
            {
                var literal = literals[i + 1];
                next = literal.Length == 0 ? at : text.IndexOf(literal, at, end - at, StringComparison.Ordinal);
                if (next < 0)
                    return null;
            }

            var value = text[at..next];
            isWeak |= i == 0 && first.Length == 0 && value.Contains(". ", StringComparison.Ordinal);
            values[holes[i]] = isQuoted[i] ? value : translate(value);
            at = next + (i + 1 < holes.Length ? literals[i + 1].Length : 0);
        }

        return string.Format(CultureInfo.InvariantCulture, translation, values);
    }

    private static int WeightOf(char sign) =>
        char.IsLetter(sign) ? 1 : char.GetUnicodeCategory(sign) == UnicodeCategory.MathSymbol ? 2 : 0;

    // The literals around the holes (one more than holes), and the holes' numbers.
    private static (string[] Literals, int[] Holes) Split(string template)
    {
        var literals = new List<string>();
        var holes = new List<int>();
        var literal = new StringBuilder();
        for (var i = 0; i < template.Length; i++)
        {
            if (template[i] is '{' or '}' && i + 1 < template.Length && template[i + 1] == template[i])
            {
                literal.Append(template[i++]);
            }
            else if (template[i] == '{')
            {
                var close = template.IndexOf('}', i);
                holes.Add(int.Parse(template.AsSpan(i + 1, close - i - 1), CultureInfo.InvariantCulture));
                literals.Add(literal.ToString());
                literal.Clear();
                i = close;
            }
            else
            {
                literal.Append(template[i]);
            }
        }

        literals.Add(literal.ToString());
        return ([.. literals], [.. holes]);
    }

    // A command in back quotes is quoted up to its last word.
    private static bool IsQuoted(string before) =>
        before.Length > 0 && (before[^1] is '“' or '"' or '«' or '\'' || before.Count(letter => letter == '`') % 2 == 1);
}
