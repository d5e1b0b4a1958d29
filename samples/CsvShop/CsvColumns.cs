using Connector.Abstractions;
using CsvHelper;

namespace CsvShop;

/// <summary>Where in a row the cells stand, as the heading says.</summary>
internal sealed record CsvColumns
{
    /// <summary>Index of the SKU's column.</summary>
    public required int Sku { get; init; }

    /// <summary>Index of the stock number's column.</summary>
    public required int Quantity { get; init; }

    /// <summary>Index of the name's column, or null.</summary>
    public required int? Name { get; init; }

    /// <summary>Finds the columns in the heading, whatever their case.</summary>
    /// <exception cref="StoreException">A column is missing, or there are two of a name.</exception>
    public static CsvColumns Find(string path, CsvShopOptions options, IParser heading)
    {
        var names = new List<string>();
        for (var column = 0; column < heading.Count; column++)
            names.Add(heading[column].Trim());
        return new CsvColumns
        {
            Sku = Index(path, names, options.SkuColumn, "skuColumn") ?? throw Missing(path, names, options.SkuColumn, "skuColumn"),
            Quantity = Index(path, names, options.QuantityColumn, "quantityColumn") ?? throw Missing(path, names, options.QuantityColumn, "quantityColumn"),
            Name = Index(path, names, options.NameColumn, "nameColumn"),
        };
    }

    private static int? Index(string path, List<string> names, string name, string option)
    {
        var first = names.FindIndex(candidate => candidate.Equals(name.Trim(), StringComparison.OrdinalIgnoreCase));
        if (first < 0)
            return null;
        return names.FindLastIndex(candidate => candidate.Equals(name.Trim(), StringComparison.OrdinalIgnoreCase)) == first
            ? first
            : throw new StoreException(StoreFailure.Misconfigured, $"{path} has two columns called \"{name}\". Rename one, or name another column in {option}.");
    }

    private static StoreException Missing(string path, List<string> names, string name, string option) => new(
        StoreFailure.Misconfigured,
        $"{path} has no column \"{name}\"; it has: {string.Join(", ", names)}. Correct {option} or the heading; if all names stand in one, correct delimiter.");
}
