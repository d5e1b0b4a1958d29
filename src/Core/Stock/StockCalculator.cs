using System.Globalization;
using System.Text;

namespace Connector.Core.Stock;

/// <summary>
/// Makes the number for sale of a level: <c>round( Σ over the chosen warehouses (quantity − reserve) − buffer )</c>, never
/// below 0, never above <c>max</c>, in exact decimal arithmetic.
/// </summary>
public sealed class StockCalculator
{
    private readonly StockRule rule;
    private readonly Dictionary<string, StockRule> overrides;
    private readonly Func<string?, string?> keyOf;

    /// <summary>A calculator for one store's rule.</summary>
    /// <param name="rule">The store's rule with its overrides.</param>
    /// <param name="keyOf">Turns a SKU into the key under which the store compares SKUs.</param>
    public StockCalculator(StockRule rule, Func<string?, string?> keyOf)
    {
        this.rule = rule;
        this.keyOf = keyOf;
        overrides = new Dictionary<string, StockRule>(rule.Overrides.Count, StringComparer.Ordinal);
        foreach (var (sku, exception) in rule.Overrides)
        {
            if (keyOf(sku) is { } key)
                overrides[key] = Merge(rule, exception);
        }
    }

    /// <summary>The number for sale of a level, for a listing that carries <paramref name="sku"/>.</summary>
    public Available Compute(Level level, string sku) =>
        Sum(level, RuleFor(sku)) is var sum && sum.Gap is not null
            ? Available.Unknown(sum.Gap)
            : Available.Of(Finish(sum.Net, RuleFor(sku)));

    /// <summary>The same as a sentence: <c>7 in 1,4 − 2 reserved − 1 buffer = 4</c>.</summary>
    public string Explain(Level level, string sku)
    {
        var applied = RuleFor(sku);
        var sum = Sum(level, applied);
        if (sum.Gap is not null)
            return sum.Gap;

        var text = new StringBuilder();
        text.Append(Text(sum.Quantity));
        if (applied.Warehouses is { } chosen)
            text.Append(" in ").AppendJoin(',', chosen);
        if (applied.Reserve == ReservePolicy.Subtract)
            text.Append(" − ").Append(Text(sum.Reserve)).Append(" reserved");
        if (applied.Buffer != 0)
            text.Append(" − ").Append(Text(applied.Buffer)).Append(" buffer");

        var exact = sum.Net - applied.Buffer;
        var shown = Finish(sum.Net, applied);
        text.Append(" = ").Append(Text(exact));
        var rounded = Round(exact, applied.Fraction);
        if (rounded != exact)
            text.Append(applied.Fraction == FractionPolicy.Floor ? ", rounded down to " : ", rounded to ").Append(Text(rounded));
        if (rounded < 0)
            text.Append(", never below 0");
        else if (shown < rounded)
            text.Append(", at most ").Append(Text(shown));
        return text.ToString();
    }

    /// <summary>Whether the store's rule, or any exception to it, needs the rows by warehouse.</summary>
    public static bool NeedsWarehouses(StockRule rule) =>
        rule.Warehouses is not null || rule.Overrides.Values.Any(o => o.Warehouses is not null);

    /// <summary>Every warehouse that the rule or an exception names.</summary>
    public static IReadOnlySet<long> NamedWarehouses(StockRule rule) =>
        (rule.Warehouses ?? []).Concat(rule.Overrides.Values.SelectMany(o => o.Warehouses ?? [])).ToHashSet();

    private StockRule RuleFor(string sku) =>
        overrides.Count > 0 && keyOf(sku) is { } key && overrides.TryGetValue(key, out var special) ? special : rule;

    private static StockRule Merge(StockRule rule, StockOverride exception) => rule with
    {
        Warehouses = exception.Warehouses ?? rule.Warehouses,
        Reserve = exception.Reserve ?? rule.Reserve,
        Buffer = exception.Buffer ?? rule.Buffer,
        Max = exception.Max ?? rule.Max,
        Fraction = exception.Fraction ?? rule.Fraction,
    };

    private readonly record struct Total(decimal Quantity, decimal Reserve, decimal Net, string? Gap);

    private static Total Sum(Level level, StockRule rule)
    {
        if (rule.Warehouses is { } chosen)
            return SumOf(level, chosen, rule.Reserve);
        if (level.Quantity is not { } quantity)
            return new Total(0, 0, 0, "keyCRM gave no readable quantity");
        if (rule.Reserve == ReservePolicy.Ignore)
            return new Total(quantity, 0, quantity, null);
        return level.Reserve is { } reserve
            ? new Total(quantity, reserve, quantity - reserve, null)
            : new Total(0, 0, 0, "keyCRM gave no readable reserve");
    }

    // A chosen warehouse without a row holds nothing only if the rows there are account for the whole total: whether keyCRM
    // lists empty warehouses is not known (facts: keycrm §4), and a row that is missing must never become a zero.
    private static Total SumOf(Level level, IReadOnlyList<long> chosen, ReservePolicy policy)
    {
        if (level.Warehouses is not { } rows)
        {
            return level is { Quantity: 0, Reserve: 0 }
                ? new Total(0, 0, 0, null)
                : new Total(0, 0, 0, "keyCRM gave no rows by warehouse");
        }

        decimal quantity = 0, reserve = 0, whole = 0, wholeReserve = 0;
        foreach (var row in rows)
        {
            whole += row.Quantity;
            wholeReserve += row.Reserve;
            if (!chosen.Contains(row.Warehouse))
                continue;
            quantity += row.Quantity;
            reserve += row.Reserve;
        }

        var allThere = chosen.All(id => rows.Any(row => row.Warehouse == id));
        if (!allThere && (whole != level.Quantity || (policy == ReservePolicy.Subtract && wholeReserve != level.Reserve)))
        {
            return new Total(0, 0, 0, string.Create(CultureInfo.InvariantCulture,
                $"keyCRM's rows by warehouse add up to {Text(whole)} ({Text(wholeReserve)} reserved), its total says {Text(level.Quantity)} ({Text(level.Reserve)} reserved)"));
        }

        return policy == ReservePolicy.Subtract
            ? new Total(quantity, reserve, quantity - reserve, null)
            : new Total(quantity, 0, quantity, null);
    }

    private static decimal Finish(decimal net, StockRule rule)
    {
        var result = Math.Max(0, Round(net - rule.Buffer, rule.Fraction));
        if (rule.Max is not { } max || result <= max)
            return result;
        return rule.Fraction == FractionPolicy.Keep ? max : decimal.Floor(max);
    }

    private static decimal Round(decimal exact, FractionPolicy fraction) => fraction switch
    {
        FractionPolicy.Floor => decimal.Floor(exact),
        FractionPolicy.Round => Math.Round(exact, 0, MidpointRounding.AwayFromZero),
        _ => exact,
    };

    private static string Text(decimal? number) =>
        number is { } value ? value.ToString("0.#############################", CultureInfo.InvariantCulture).Replace('-', '−') : "?";
}
