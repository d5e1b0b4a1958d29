using Connector.Abstractions;

namespace Connector.Adapters.PrestaShop.Listings;

/// <summary>The stock rows of one owner, by product and combination.</summary>
internal sealed class StockTable
{
    private readonly Dictionary<(int Product, int Combination), Entry> entries = [];
    private readonly HashSet<int> parents = [];

    /// <summary>Adds a row.</summary>
    /// <exception cref="StoreException">There is one for the same thing already.</exception>
    public void Add(StockRow row)
    {
        if (!entries.TryAdd((row.ProductId, row.CombinationId), new Entry(row.Id, row.Quantity, row.DependsOnStock)))
            throw PagedList.Changed(StockRow.Resource, $"product {row.ProductId}, combination {row.CombinationId} came twice");
        if (row.CombinationId != 0)
            parents.Add(row.ProductId);
    }

    /// <summary>The row of a product or combination; <see langword="null"/> without one.</summary>
    public Entry? Find(int product, int combination) => entries.TryGetValue((product, combination), out var entry) ? entry : null;

    /// <summary>Whether a product's own row is a sum: it has rows for combinations, even if they are of combinations of the past.</summary>
    public bool HasCombinationRows(int product) => parents.Contains(product);

    /// <summary>What a listing needs of a row; there may be a million of them.</summary>
    internal readonly record struct Entry(int RowId, int Quantity, bool DependsOnStock);
}
