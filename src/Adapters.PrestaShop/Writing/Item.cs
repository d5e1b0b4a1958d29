using Connector.Abstractions;
using Connector.Adapters.PrestaShop.Listings;

namespace Connector.Adapters.PrestaShop.Writing;

/// <summary>A change with the stock row that it is for.</summary>
/// <param name="Change">What the host wants.</param>
/// <param name="Ref">The row, its product and combination.</param>
/// <param name="Row">The row as it was read just before, for PUT; <see langword="null"/> where PATCH needs none.</param>
internal sealed record Item(StockChange Change, StockRef Ref, StockRow? Row = null)
{
    /// <summary>What the row is to hold.</summary>
    public long Quantity => (long)Change.Quantity;
}
