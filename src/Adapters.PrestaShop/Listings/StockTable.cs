namespace Connector.Adapters.PrestaShop.Listings;

/// <summary>The stock rows of one owner, by product and combination.</summary>
internal sealed class StockTable
{
    private readonly Dictionary<(long Product, long Combination), StockNumber> numbers = [];
    private readonly HashSet<long> parents = [];

    public void Add(StockRow row)
    {
        numbers[(row.Product, row.Combination)] = new StockNumber(row.Id, row.Quantity, row.DependsOnStock);
        if (row.Combination > 0)
            parents.Add(row.Product);
    }

    /// <summary>The row of a combination, or with 0 of a product itself; <see langword="null"/> if there is none.</summary>
    public StockNumber? Find(long product, long combination) => numbers.TryGetValue((product, combination), out var number) ? number : null;

    /// <summary>Whether there are rows of combinations, so that the product's own row is their sum.</summary>
    public bool HasCombinations(long product) => parents.Contains(product);
}

/// <summary>What one stock row says.</summary>
/// <param name="Row">Its id.</param>
/// <param name="Quantity">What can be sold.</param>
/// <param name="DependsOnStock">The old advanced stock management keeps the number.</param>
internal readonly record struct StockNumber(long Row, long Quantity, bool DependsOnStock);
