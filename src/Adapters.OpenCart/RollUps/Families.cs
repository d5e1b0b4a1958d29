using Connector.Adapters.OpenCart.Schema;

namespace Connector.Adapters.OpenCart.RollUps;

/// <summary>The products whose numbers are sums of others, by product.</summary>
internal sealed class Families(IEnumerable<Family> families, QuantityRange range)
{
    private static readonly Dictionary<long, decimal> Nothing = [];

    private readonly Dictionary<long, Family> _byProduct = families
        .Where(family => family.IsRolledUp)
        .GroupBy(family => family.Product)
        .ToDictionary(group => group.Key, group => group.MinBy(family => family.Kind)!);

    public IEnumerable<Family> All => _byProduct.Values;

    /// <summary>The family of a product; <see langword="null"/> where the product's number is its own.</summary>
    public Family? Of(long product) => _byProduct.GetValueOrDefault(product);

    /// <summary>
    /// Whether a member's product does not hold the sum of its members: an order or the admin changed it, or a roll-up was cut short.
    /// The members then show no number, so that the next run sets them, and with them the sum.
    /// </summary>
    public bool IsUnsettled(StockKind member, long product) =>
        Of(product) is { } family && MemberKind(family.Kind) == member && family.Current != family.Sum(Nothing, range);

    /// <summary>The kind of rows that families of a kind consist of.</summary>
    public static StockKind MemberKind(FamilyKind kind) => kind switch
    {
        FamilyKind.Variants => StockKind.Product,
        FamilyKind.Combinations => StockKind.Combination,
        _ => StockKind.Option,
    };
}
