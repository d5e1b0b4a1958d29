using System.Globalization;
using Connector.Abstractions;

namespace Connector.Adapters.PrestaShop.Listings;

/// <summary>
/// References as the host keeps them: <c>product/12/34</c> (product, stock row), <c>combination/12/5/35</c> (product, combination,
/// stock row), and <c>product/12</c> or <c>combination/12/5</c> where there is no row to write. Everything a write in a new
/// process needs to find the row again and to notice that it is another's by now.
/// </summary>
/// <param name="ProductId">The product.</param>
/// <param name="CombinationId">The combination; 0 for the product itself.</param>
/// <param name="RowId">The row of <c>stock_availables</c>; 0 without one.</param>
internal readonly record struct StockRef(int ProductId, int CombinationId, int RowId)
{
    private const string Product = "product";
    private const string Combination = "combination";

    /// <summary>The reference of the product itself, which its combinations name as their parent.</summary>
    public ListingRef Parent => new(string.Create(CultureInfo.InvariantCulture, $"{Product}/{ProductId}"));

    /// <summary>Reads a reference back.</summary>
    /// <returns><see langword="null"/> if it is none of ours.</returns>
    public static StockRef? Parse(ListingRef reference)
    {
        var parts = reference.Value.Split('/');
        var numbers = new int[3];
        var isProduct = parts[0] == Product;
        var ids = isProduct ? 1 : 2;
        if ((!isProduct && parts[0] != Combination) || parts.Length < 1 + ids || parts.Length > 2 + ids)
            return null;
        for (var i = 1; i < parts.Length; i++)
        {
            if (!int.TryParse(parts[i], NumberStyles.None, CultureInfo.InvariantCulture, out numbers[i - 1]) || numbers[i - 1] == 0)
                return null;
        }

        return isProduct ? new StockRef(numbers[0], 0, numbers[1]) : new StockRef(numbers[0], numbers[1], numbers[2]);
    }

    /// <summary>The reference as the host keeps it.</summary>
    public ListingRef ToListingRef()
    {
        var thing = CombinationId == 0 ? Parent.Value : string.Create(CultureInfo.InvariantCulture, $"{Combination}/{ProductId}/{CombinationId}");
        return new ListingRef(RowId == 0 ? thing : string.Create(CultureInfo.InvariantCulture, $"{thing}/{RowId}"));
    }
}
