namespace Connector.Emulators.PrestaShop.Catalogue;

/// <summary>The stock rows, by id and by product. Used under the catalogue's lock.</summary>
internal sealed class StockTable
{
    private readonly SortedDictionary<int, PrestaShopStockRow> _rows = [];
    private readonly Dictionary<int, SortedSet<int>> _byProduct = [];
    private int _lastId;

    /// <summary>In the order of their ids.</summary>
    public IEnumerable<PrestaShopStockRow> All => _rows.Values;

    public PrestaShopStockRow? Find(int id) => _rows.GetValueOrDefault(id);

    public IEnumerable<PrestaShopStockRow> OfProduct(int productId) =>
        _byProduct.TryGetValue(productId, out var ids) ? ids.Select(id => _rows[id]) : [];

    public PrestaShopStockRow Add(int productId, int combinationId, (int Shop, int Group) owner, int quantity)
    {
        var row = new PrestaShopStockRow
        {
            Id = ++_lastId,
            ProductId = productId,
            CombinationId = combinationId,
            ShopId = owner.Shop,
            ShopGroupId = owner.Group,
            Quantity = quantity,
            DependsOnStock = false,
            OutOfStock = 2,
            Location = "",
        };
        Put(row);
        return row;
    }

    /// <summary>Replaces a row, which may have moved to another product.</summary>
    public void Put(PrestaShopStockRow row)
    {
        if (_rows.TryGetValue(row.Id, out var before) && before.ProductId != row.ProductId)
            _byProduct[before.ProductId].Remove(row.Id);
        _rows[row.Id] = row;
        if (!_byProduct.TryGetValue(row.ProductId, out var ids))
            _byProduct[row.ProductId] = ids = [];
        ids.Add(row.Id);
    }

    public bool Remove(int id)
    {
        if (!_rows.Remove(id, out var row))
            return false;
        _byProduct[row.ProductId].Remove(id);
        return true;
    }

    /// <summary>What the combinations of a product hold together, in one shop or one sharing group.</summary>
    public int SumOfCombinations(int productId, (int Shop, int Group) owner) =>
        unchecked((int)OfProduct(productId)
            .Where(row => row.CombinationId != 0 && row.ShopId == owner.Shop && row.ShopGroupId == owner.Group)
            .Sum(static row => (long)row.Quantity));

    /// <summary>The row of the product itself, in one shop or one sharing group.</summary>
    public PrestaShopStockRow? ParentRow(int productId, (int Shop, int Group) owner) =>
        OfProduct(productId).FirstOrDefault(row => row.CombinationId == 0 && row.ShopId == owner.Shop && row.ShopGroupId == owner.Group);
}
