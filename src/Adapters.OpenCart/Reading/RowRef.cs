using System.Globalization;
using Connector.Abstractions;
using Connector.Adapters.OpenCart.Schema;

namespace Connector.Adapters.OpenCart.Reading;

/// <summary>
/// Which row a listing is: <c>"123"</c> a product or variant, <c>"123:o45"</c> option value 45 of product 123, <c>"123:r6"</c>
/// combination 6 of product 123.
/// </summary>
internal readonly record struct RowRef(StockKind Kind, long Id, long Product)
{
    public ListingRef ToListingRef() => new(Kind switch
    {
        StockKind.Product => Id.ToString(CultureInfo.InvariantCulture),
        StockKind.Option => string.Create(CultureInfo.InvariantCulture, $"{Product}:o{Id}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{Product}:r{Id}"),
    });

    public static RowRef Of(StockTable table, StockRow row) =>
        new(table.Kind, row.Id, table.Kind is StockKind.Product ? row.Id : row.Parent);

    public static ListingRef OfProduct(long id) => new RowRef(StockKind.Product, id, id).ToListingRef();

    /// <summary>Reads a reference back; <see langword="null"/> for one that this adapter never wrote.</summary>
    public static RowRef? Parse(ListingRef reference)
    {
        var parts = (reference.Value ?? "").Split(':');
        if (!TryId(parts[0], out var product) || parts.Length > 2)
            return null;
        if (parts.Length == 1)
            return new RowRef(StockKind.Product, product, product);
        return parts[1] switch
        {
            ['o', .. var id] when TryId(id, out var option) => new RowRef(StockKind.Option, option, product),
            ['r', .. var id] when TryId(id, out var combination) => new RowRef(StockKind.Combination, combination, product),
            _ => null,
        };
    }

    private static bool TryId(string text, out long id) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out id);
}
