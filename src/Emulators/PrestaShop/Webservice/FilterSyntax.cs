using System.Globalization;
using System.Text.RegularExpressions;

namespace Connector.Emulators.PrestaShop.Webservice;

/// <summary>What <c>filter[field]=…</c> means, with its traps.</summary>
internal static partial class FilterSyntax
{
    /// <summary>
    /// The condition on a value; null where PrestaShop adds none, and so lists everything: whenever something it does not know
    /// stands before the last <c>[</c> that has a <c>]</c> behind it.
    /// </summary>
    public static Func<string, bool>? Parse(string filter, FieldKind kind)
    {
        var close = filter.LastIndexOf(']');
        var open = close < 0 ? -1 : filter.LastIndexOf('[', close);
        if (open < 0)
            return Bare(filter, kind);
        var (before, inside, behind) = (filter[..open], filter[(open + 1)..close], filter[(close + 1)..]);
        if (before == "%" || behind == "%")
            return Like(before + inside + behind);
        return (before, behind) switch
        {
            ("", "") when inside.IndexOf('|', StringComparison.Ordinal) > 0 => AnyOf(inside.Split('|'), kind),
            ("", "") when Range().Match(inside) is { Success: true } range => Between(range.Groups[1].Value, range.Groups[2].Value, kind),
            ("", "") => AnyOf([inside], kind),
            (">", _) => Compared(inside, kind, static order => order > 0),
            ("<", _) => Compared(inside, kind, static order => order < 0),
            ("!", _) => Not(AnyOf(inside.Split('|'), kind)),
            _ => null,
        };
    }

    /// <summary>Numbers are compared with LIKE, which sees spaces at the end; the rest with <c>=</c>.</summary>
    private static Func<string, bool> Bare(string filter, FieldKind kind)
    {
        if (!decimal.TryParse(filter, NumberStyles.Float, CultureInfo.InvariantCulture, out _))
            return AnyOf([filter], kind);
        var key = Collation.LikeKey(filter);
        return value => Collation.LikeKey(value) == key;
    }

    private static Func<string, bool> AnyOf(IReadOnlyList<string> values, FieldKind kind)
    {
        if (IsNumber(kind))
        {
            var numbers = values.Select(Number).ToHashSet();
            return value => numbers.Contains(Number(value));
        }

        var keys = values.Select(Collation.Key).ToHashSet(StringComparer.Ordinal);
        return value => keys.Contains(Collation.Key(value));
    }

    private static Func<string, bool> Not(Func<string, bool> condition) => value => !condition(value);

    private static Func<string, bool> Between(string one, string other, FieldKind kind)
    {
        var (low, high) = Number(one) <= Number(other) ? (one, other) : (other, one);
        var atLeast = Compared(low, kind, static order => order >= 0);
        var atMost = Compared(high, kind, static order => order <= 0);
        return value => atLeast(value) && atMost(value);
    }

    private static Func<string, bool> Compared(string bound, FieldKind kind, Func<int, bool> holds)
    {
        if (IsNumber(kind))
        {
            var number = Number(bound);
            return value => holds(Number(value).CompareTo(number));
        }

        var key = Collation.Key(bound);
        return value => holds(string.CompareOrdinal(Collation.Key(value), key));
    }

    private static Func<string, bool> Like(string pattern)
    {
        var regex = new Regex(
            "^" + Regex.Escape(Collation.LikeKey(pattern)).Replace("%", ".*", StringComparison.Ordinal).Replace("_", ".", StringComparison.Ordinal) + "$",
            RegexOptions.Singleline | RegexOptions.CultureInvariant);
        return value => regex.IsMatch(Collation.LikeKey(value));
    }

    private static bool IsNumber(FieldKind kind) => kind is FieldKind.Id or FieldKind.Integer or FieldKind.Flag;

    /// <summary>MySQL's reading of text as a number: as far as it goes, else 0.</summary>
    private static decimal Number(string text) =>
        LeadingNumber().Match(text) is { Success: true } match
        && decimal.TryParse(match.Value, NumberStyles.Number, CultureInfo.InvariantCulture, out var number)
            ? number
            : 0;

    [GeneratedRegex(@"^([\d\.:\-\s]+),([\d\.:\-\s]+)$")]
    private static partial Regex Range();

    [GeneratedRegex(@"^\s*-?\d+(\.\d+)?")]
    private static partial Regex LeadingNumber();
}
