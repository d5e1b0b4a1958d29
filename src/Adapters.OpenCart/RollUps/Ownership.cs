using Connector.Adapters.OpenCart.Reading;
using Connector.Adapters.OpenCart.Schema;

namespace Connector.Adapters.OpenCart.RollUps;

/// <summary>Decides a row's <see cref="NumberOwner"/>: one rule for reading and for writing.</summary>
internal sealed class Ownership(ShopSchema schema, OpenCartOptions options, Families families)
{
    public NumberOwner Of(StockKind kind, StockRow row) => kind switch
    {
        StockKind.Product when families.Of(row.Id) is not null => NumberOwner.RollUp,
        StockKind.Product when options.SkipNotSubtracting && !row.Subtracts => NumberOwner.Nobody,
        StockKind.Option when IsMadeOfOthers(families.Of(row.Parent)) => NumberOwner.RollUp,
        // The shop never looks at the number of an option value that does not subtract.
        StockKind.Option when !row.Subtracts => NumberOwner.Nobody,
        _ => NumberOwner.Row,
    };

    private bool IsMadeOfOthers(Family? family) => family?.Kind switch
    {
        FamilyKind.Variants => schema.RollUps.VariantsToOptions,
        FamilyKind.Combinations => schema.RollUps.CombinationOptions is not null,
        _ => false,
    };
}
