using Connector.Emulators.PrestaShop.Catalogue;

namespace Connector.Emulators.PrestaShop;

/// <summary>
/// The shop's database as far as the webservice shows it. What is done here is done as by a person in the back office: at once,
/// and with parents' rows kept right.
/// </summary>
public sealed class PrestaShopCatalogue
{
    private readonly SortedDictionary<int, StoredProduct> _products = [];
    private readonly SortedDictionary<int, StoredCombination> _combinations = [];
    private readonly SortedDictionary<int, StoredShop> _shops = [];
    private readonly SortedDictionary<int, StoredShopGroup> _groups = [];
    private readonly TimeProvider _time;
    private int _lastProduct;
    private int _lastCombination;

    internal PrestaShopCatalogue(string shopName, TimeProvider time)
    {
        _time = time;
        AddShop(AddShopGroup("Default"), shopName, "/");
    }

    /// <summary>Held while anything below is read or written.</summary>
    internal Lock Sync { get; } = new();

    internal StockTable Stock { get; } = new();

    internal IReadOnlyDictionary<int, StoredProduct> Products => _products;

    internal IReadOnlyDictionary<int, StoredCombination> Combinations => _combinations;

    internal IReadOnlyDictionary<int, StoredShop> Shops => _shops;

    internal IReadOnlyDictionary<int, StoredShopGroup> ShopGroups => _groups;

    /// <summary>Every stock row, in the order of ids.</summary>
    public IReadOnlyList<PrestaShopStockRow> StockRows
    {
        get
        {
            lock (Sync)
                return [.. Stock.All];
        }
    }

    /// <summary>A shop's stock rows by reference: of combinations, and of products without any. References are to be unique.</summary>
    /// <param name="shopId">The shop; 1 is the first.</param>
    public IReadOnlyDictionary<string, PrestaShopStockRow> RowsByReference(int shopId = 1)
    {
        lock (Sync)
        {
            var combinations = _combinations.Values.Select(combination => (combination.Reference, Row: StockRow(combination.Product.Id, combination.Id, shopId)));
            var products = _products.Values.Where(static product => product.Combinations.Count == 0).Select(product => (product.Reference, Row: StockRow(product.Id, 0, shopId)));
            return combinations.Concat(products).Where(static one => one.Row is not null)
                .ToDictionary(static one => one.Reference, static one => one.Row!, StringComparer.Ordinal);
        }
    }

    /// <summary>The stock row of a product or combination in one shop, or in the group that shares stock with it; null without one.</summary>
    public PrestaShopStockRow? StockRow(int productId, int combinationId = 0, int shopId = 1)
    {
        lock (Sync)
        {
            var owner = OwnerFor(_shops[shopId]);
            return Stock.OfProduct(productId).FirstOrDefault(row =>
                row.CombinationId == combinationId && row.ShopId == owner.Shop && row.ShopGroupId == owner.Group);
        }
    }

    /// <summary>A group of shops beside the first (id 1), which shares no stock.</summary>
    /// <returns>Its id.</returns>
    public int AddShopGroup(string name, bool sharesStock = false)
    {
        lock (Sync)
        {
            var group = new StoredShopGroup { Id = _groups.Count + 1, Name = name, SharesStock = sharesStock };
            _groups.Add(group.Id, group);
            return group.Id;
        }
    }

    /// <summary>A shop beside the first (id 1). Products that exist already are not assigned to it.</summary>
    /// <param name="groupId">Its group.</param>
    /// <param name="name">Its name.</param>
    /// <param name="baseUri">The folder of its address, such as <c>/shop2/</c>.</param>
    /// <returns>Its id.</returns>
    public int AddShop(int groupId, string name, string baseUri)
    {
        lock (Sync)
        {
            var shop = new StoredShop { Id = _shops.Count + 1, Group = _groups[groupId], Name = name, BaseUri = baseUri };
            _shops.Add(shop.Id, shop);
            return shop.Id;
        }
    }

    /// <summary>A product, with a stock row in each of its shops or their sharing groups.</summary>
    /// <returns>Its id.</returns>
    public int AddProduct(string reference, int quantity, PrestaShopProductSettings? settings = null)
    {
        lock (Sync)
        {
            var now = _time.GetUtcNow();
            settings ??= new PrestaShopProductSettings();
            var product = new StoredProduct
            {
                Id = ++_lastProduct,
                Reference = reference,
                Name = settings.Name ?? $"Product {reference}",
                Settings = settings,
                Shops = [.. settings.Shops ?? [.. _shops.Keys]],
                Added = now,
                Updated = now,
            };
            _products.Add(product.Id, product);
            if (settings.HasStockRow)
            {
                foreach (var owner in OwnersOf(product))
                    Stock.Add(product.Id, 0, owner, quantity);
            }

            return product.Id;
        }
    }

    /// <summary>A combination of a product; the product's own rows become the sum.</summary>
    /// <returns>Its id, which is an <c>id_product_attribute</c>.</returns>
    public int AddCombination(int productId, string reference, int quantity)
    {
        lock (Sync)
        {
            var product = _products[productId];
            var combination = new StoredCombination { Id = ++_lastCombination, Product = product, Reference = reference };
            _combinations.Add(combination.Id, combination);
            product.Combinations.Add(combination.Id);
            foreach (var owner in OwnersOf(product))
            {
                Stock.Add(productId, combination.Id, owner, quantity);
                SetParentToSum(productId, owner);
            }

            return combination.Id;
        }
    }

    /// <summary>Deletes a product with its combinations and stock rows.</summary>
    public void DeleteProduct(int productId)
    {
        lock (Sync)
        {
            if (!_products.Remove(productId, out var product))
                throw new KeyNotFoundException($"There is no product {productId}.");
            foreach (var combination in product.Combinations)
                _combinations.Remove(combination);
            foreach (var row in Stock.OfProduct(productId).ToList())
                Stock.Remove(row.Id);
        }
    }

    /// <summary>Deletes a combination with its stock rows; the product's own rows become the sum of what is left.</summary>
    public void DeleteCombination(int combinationId)
    {
        lock (Sync)
        {
            if (!_combinations.Remove(combinationId, out var combination))
                throw new KeyNotFoundException($"There is no combination {combinationId}.");
            combination.Product.Combinations.Remove(combinationId);
            var product = combination.Product.Id;
            foreach (var row in Stock.OfProduct(product).Where(row => row.CombinationId == combinationId).ToList())
            {
                Stock.Remove(row.Id);
                SetParentToSum(product, (row.ShopId, row.ShopGroupId));
            }
        }
    }

    /// <summary>Gives a product another reference, which changes its <c>date_upd</c>.</summary>
    public void Rename(int productId, string reference)
    {
        lock (Sync)
        {
            _products[productId].Reference = reference;
            _products[productId].Updated = _time.GetUtcNow();
        }
    }

    /// <summary>Gives a combination another reference, which changes the product's <c>date_upd</c>.</summary>
    public void RenameCombination(int combinationId, string reference)
    {
        lock (Sync)
        {
            _combinations[combinationId].Reference = reference;
            _combinations[combinationId].Product.Updated = _time.GetUtcNow();
        }
    }

    /// <summary>Another quantity, as by a sale or a person; the row of the parent follows its combinations.</summary>
    /// <param name="productId">The product.</param>
    /// <param name="combinationId">0 for a product without combinations.</param>
    /// <param name="quantity">What the row holds then.</param>
    /// <param name="shopId">The shop whose row it is, or whose group's.</param>
    public void SetQuantity(int productId, int combinationId, int quantity, int shopId = 1)
    {
        lock (Sync)
        {
            var row = StockRow(productId, combinationId, shopId)
                ?? throw new KeyNotFoundException($"Product {productId}, combination {combinationId} has no stock row in shop {shopId}.");
            Stock.Put(row with { Quantity = quantity });
            if (combinationId != 0)
                SetParentToSum(productId, (row.ShopId, row.ShopGroupId));
        }
    }

    /// <summary>Anything else of a stock row: advanced stock, orders without stock, the place on the shelf, a wrong sum.</summary>
    public void EditStockRow(int rowId, Func<PrestaShopStockRow, PrestaShopStockRow> edit)
    {
        lock (Sync)
            Stock.Put(edit(Stock.Find(rowId) ?? throw new KeyNotFoundException($"There is no stock row {rowId}.")) with { Id = rowId });
    }

    /// <summary>Adds a stock row, such as an old row of a single shop whose group shares its stock now.</summary>
    /// <returns>Its id.</returns>
    public int AddStockRow(int productId, int combinationId, int shopId, int shopGroupId, int quantity)
    {
        lock (Sync)
            return Stock.Add(productId, combinationId, (shopId, shopGroupId), quantity).Id;
    }

    /// <summary>Removes a stock row; its product stays.</summary>
    public void DeleteStockRow(int rowId)
    {
        lock (Sync)
            Stock.Remove(rowId);
    }

    /// <summary>Products <c>S-00001</c>…, then products <c>V-0001</c>… with combinations <c>V-0001-1</c>….</summary>
    /// <param name="simples">How many products without combinations, 0 or more.</param>
    /// <param name="parents">How many with combinations, 0 or more.</param>
    /// <param name="combinationsPerParent">1 or more.</param>
    /// <param name="seed">The same seed gives the same quantities, from 0 to 99.</param>
    public void Seed(int simples, int parents = 0, int combinationsPerParent = 5, int seed = 1) =>
        CatalogueSeed.Fill(this, simples, parents, combinationsPerParent, new Random(seed));

    /// <summary>
    /// Everything but quantities, a line for each thing: two dumps that are equal prove that nothing was written but stock.
    /// </summary>
    public string DumpWithoutQuantities()
    {
        lock (Sync)
            return CatalogueDump.Of(this);
    }

    /// <summary>Whose row a shop's stock is: its own, or its group's.</summary>
    internal static (int Shop, int Group) OwnerFor(StoredShop shop) => shop.Group.SharesStock ? (0, shop.Group.Id) : (shop.Id, 0);

    private IEnumerable<(int Shop, int Group)> OwnersOf(StoredProduct product) =>
        product.Shops.Order().Select(id => OwnerFor(_shops[id])).Distinct();

    private void SetParentToSum(int productId, (int Shop, int Group) owner)
    {
        if (Stock.ParentRow(productId, owner) is { } parent)
            Stock.Put(parent with { Quantity = Stock.SumOfCombinations(productId, owner) });
    }
}
