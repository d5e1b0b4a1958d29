namespace Connector.Emulators.OwnApi;

/// <summary>The products of a site, in the order of their ids.</summary>
public sealed class OwnApiCatalogue
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<int, OwnApiProduct> _products = [];
    private int _lastId;

    /// <summary>All of them.</summary>
    public IReadOnlyList<OwnApiProduct> All
    {
        get
        {
            lock (_lock)
                return [.. _products.Values];
        }
    }

    /// <summary>Numbers that were really changed so far.</summary>
    public int Changes { get; private set; }

    /// <summary>Adds a product.</summary>
    /// <returns>It, with its id; the external id is <c>x-ID</c>.</returns>
    public OwnApiProduct Add(string sku, decimal quantity = 0, bool tracked = true, int? parentId = null)
    {
        lock (_lock)
        {
            var id = ++_lastId;
            return _products[id] = new OwnApiProduct { Id = id, Sku = sku, Quantity = quantity, ExternalId = $"x-{id}", Tracked = tracked, ParentId = parentId };
        }
    }

    /// <summary>Puts a changed product back.</summary>
    public void Replace(OwnApiProduct product)
    {
        ArgumentNullException.ThrowIfNull(product);
        lock (_lock)
            _products[product.Id] = product;
    }

    /// <summary>Takes a product away.</summary>
    public bool Remove(int id)
    {
        lock (_lock)
            return _products.Remove(id);
    }

    /// <summary>The product with an id.</summary>
    public OwnApiProduct? Find(int id)
    {
        lock (_lock)
            return _products.GetValueOrDefault(id);
    }

    /// <summary>The products with a SKU, compared exactly.</summary>
    public IReadOnlyList<OwnApiProduct> FindBySku(string sku) => [.. All.Where(product => product.Sku == sku)];

    /// <summary>Sets a number.</summary>
    /// <returns>The product now.</returns>
    internal OwnApiProduct Set(OwnApiProduct product, decimal quantity)
    {
        lock (_lock)
        {
            if (_products[product.Id].Quantity != quantity)
                Changes++;
            return _products[product.Id] = _products[product.Id] with { Quantity = quantity };
        }
    }
}
