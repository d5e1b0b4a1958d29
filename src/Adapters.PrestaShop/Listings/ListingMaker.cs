using Connector.Abstractions;

namespace Connector.Adapters.PrestaShop.Listings;

/// <summary>Joins products and combinations with their stock rows, and notes the rows that may be written.</summary>
internal sealed class ListingMaker(StockTable stock, Register register)
{
    /// <summary>A product without combinations. One that has rows for combinations of the past is shown, and not written to.</summary>
    public Listing OfProduct(int id, string reference) =>
        Make(id, 0, reference, parent: null, mayBeWritten: !stock.HasCombinationRows(id));

    /// <summary>A combination.</summary>
    public Listing Of(CombinationRow combination) =>
        Make(combination.ProductId, combination.Id, combination.Reference, new StockRef(combination.ProductId, 0, 0).Parent, mayBeWritten: true);

    private Listing Make(int product, int combination, string reference, ListingRef? parent, bool mayBeWritten)
    {
        var row = stock.Find(product, combination);
        var place = new StockRef(product, combination, row?.RowId ?? 0);
        var tracks = mayBeWritten && row is { DependsOnStock: false };
        if (tracks)
            register.Note(place);
        return new Listing
        {
            Ref = place.ToListingRef(),
            Sku = reference,
            Quantity = row?.Quantity,
            TracksStock = tracks,
            Parent = parent,
        };
    }
}
