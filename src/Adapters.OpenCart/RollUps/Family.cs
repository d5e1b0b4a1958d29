using Connector.Adapters.OpenCart.Schema;

namespace Connector.Adapters.OpenCart.RollUps;

/// <summary>A product and the members that its number is the sum of.</summary>
internal sealed class Family(FamilyKind kind, long product, decimal? current)
{
    public FamilyKind Kind => kind;

    public long Product => product;

    /// <summary>What the product itself holds.</summary>
    public decimal? Current => current;

    public List<FamilyMember> Members { get; } = [];

    /// <summary>
    /// Whether the product's number is the members' sum at all. Option values: those with SKUs must belong to one option, for the sum
    /// over two options (size and colour) would count each piece twice; and one of them must be counted by the shop.
    /// </summary>
    public bool IsRolledUp => kind switch
    {
        FamilyKind.Variants => Members.Count > 0,
        FamilyKind.Combinations => Members.Exists(member => member.HasSku),
        _ => Members.Where(member => member.HasSku).Select(member => member.Group).Distinct().Count() == 1
            && Members.Exists(member => member.HasSku && member.Subtracts),
    };

    /// <summary>The product's number.</summary>
    /// <param name="planned">The numbers members are about to get, by id.</param>
    /// <param name="range">What the product's column holds; a larger sum becomes the column's highest number.</param>
    public decimal Sum(IReadOnlyDictionary<long, decimal> planned, QuantityRange range)
    {
        var sum = 0m;
        foreach (var member in Members)
            sum += Share(member, planned);
        return range.Fit(sum);
    }

    /// <summary>What one member adds. Combinations add what they hold, as their module does; others never less than nothing.</summary>
    public decimal Share(FamilyMember member, IReadOnlyDictionary<long, decimal> planned)
    {
        var quantity = planned.GetValueOrDefault(member.Id, member.Quantity);
        return kind switch
        {
            FamilyKind.Combinations => quantity,
            FamilyKind.Options when !(member.HasSku && member.Subtracts) => 0,
            _ => Math.Max(quantity, 0),
        };
    }
}
