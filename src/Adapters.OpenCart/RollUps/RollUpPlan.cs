using Connector.Adapters.OpenCart.Database;
using Connector.Adapters.OpenCart.Schema;

namespace Connector.Adapters.OpenCart.RollUps;

/// <summary>Works out which sums differ once the planned numbers are written.</summary>
internal sealed class RollUpPlan(ShopDatabase database, ShopSchema schema)
{
    /// <summary>The sums to write, option values first, then products. Empty where every sum is right.</summary>
    /// <param name="families">The products concerned.</param>
    /// <param name="planned">The numbers about to be written, by kind and id.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    public async Task<IReadOnlyList<(StockTable Table, Dictionary<long, decimal> Numbers)>> MakeAsync(
        Families families, Func<StockKind, Dictionary<long, decimal>> planned, CancellationToken cancellationToken)
    {
        var byKind = Enum.GetValues<StockKind>().ToDictionary(kind => kind, planned);
        var products = new Dictionary<long, decimal>();
        foreach (var family in families.All)
        {
            var sum = family.Sum(byKind[Families.MemberKind(family.Kind)], schema.Products.Range);
            if (family.Current != sum)
                products[family.Product] = sum;
        }

        var values = await new OptionSums(database, schema)
            .MakeAsync(families, byKind, cancellationToken).ConfigureAwait(false);
        var sums = new List<(StockTable, Dictionary<long, decimal>)>();
        if (values.Count > 0)
            sums.Add((schema.RollUps.OptionValues!, values));
        if (products.Count > 0)
            sums.Add((schema.Products, products));
        return sums;
    }
}
