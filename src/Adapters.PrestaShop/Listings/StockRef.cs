using System.Globalization;
using Connector.Abstractions;

namespace Connector.Adapters.PrestaShop.Listings;

/// <summary>
/// References as the host keeps them: <c>stock/8/5/0</c> is stock row 8 of product 5 itself, <c>stock/9/7/12</c> row 9 of its
/// combination 12. With all three a row that changed hands is seen before it is written.
/// </summary>
internal readonly record struct StockRef(long Row, long Product, long Combination)
{
    private const string Prefix = "stock/";

    public static ListingRef Of(StockRow row) => new(string.Create(CultureInfo.InvariantCulture, $"{Prefix}{row.Id}/{row.Product}/{row.Combination}"));

    public static ListingRef OfProduct(long product) => new(string.Create(CultureInfo.InvariantCulture, $"product/{product}"));

    /// <summary>The parts of a reference; <see langword="null"/> if it is none of a stock row.</summary>
    public static StockRef? Parse(ListingRef reference)
    {
        if (!reference.Value.StartsWith(Prefix, StringComparison.Ordinal))
            return null;
        var parts = reference.Value[Prefix.Length..].Split('/');
        return parts.Length == 3 && Number(parts[0]) is { } row && Number(parts[1]) is { } product && Number(parts[2]) is { } combination ? new StockRef(row, product, combination) : null;
    }

    /// <summary>Whether a row is still the one that was meant.</summary>
    public bool IsOf(StockRow row) => row.Id == Row && row.Product == Product && row.Combination == Combination;

    private static long? Number(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
