namespace Connector.Emulators.KeyCrm;

/// <summary>
/// What the account holds: warehouses and offers, as a person in the cabinet would change them. Safe from any thread; every
/// call is one step that a page shows either before or after.
/// </summary>
public sealed class KeyCrmCatalogue
{
    private readonly Lock _lock = new();
    private readonly OfferList _offers = new();
    private readonly List<KeyCrmWarehouse> _warehouses;
    private readonly TimeProvider _time;

    internal KeyCrmCatalogue(IEnumerable<KeyCrmWarehouse> warehouses, TimeProvider time)
    {
        _warehouses = [.. warehouses];
        _time = time;
        if (_warehouses.Count == 0 || _warehouses.DistinctBy(static warehouse => warehouse.Id).Count() != _warehouses.Count)
            throw new ArgumentException("An account has at least one warehouse, each with an id of its own.", nameof(warehouses));
    }

    /// <summary>How many offers there are, archived ones included.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
                return _offers.Count;
        }
    }

    /// <summary>The warehouses as they are now.</summary>
    public IReadOnlyList<KeyCrmWarehouse> Warehouses
    {
        get
        {
            lock (_lock)
                return [.. _warehouses];
        }
    }

    /// <summary>Called inside the lock, so that movements arrive in the order in which they happened.</summary>
    internal Action<IReadOnlyList<StockMovement>>? Moved { get; set; }

    /// <summary>Every offer in the account's order: the truth that a reading is compared with.</summary>
    public IReadOnlyList<KeyCrmOffer> Snapshot()
    {
        lock (_lock)
            return _offers.Range(0, _offers.Count);
    }

    /// <summary>One offer, or null.</summary>
    public KeyCrmOffer? Find(long offerId)
    {
        lock (_lock)
            return _offers.TryFind(offerId, out var offer) ? offer : null;
    }

    /// <summary>Adds offers at the end, in the order given. Existing stock is not news: no webhook is called.</summary>
    public void Seed(IEnumerable<KeyCrmOffer> offers)
    {
        ArgumentNullException.ThrowIfNull(offers);
        lock (_lock)
        {
            foreach (var offer in offers)
                Insert(_offers.Count, offer);
        }
    }

    /// <summary>Adds offers as a real account's look; see <see cref="KeyCrmSeed"/>.</summary>
    public void Seed(KeyCrmSeed seed)
    {
        ArgumentNullException.ThrowIfNull(seed);
        lock (_lock)
        {
            foreach (var offer in CatalogueGenerator.Generate(seed, _offers.LargestId + 1, [.. _warehouses.Select(static w => w.Id)]))
                Insert(_offers.Count, offer);
        }
    }

    /// <summary>Adds one offer. No webhook is called.</summary>
    /// <param name="offer">Its id must be new; its rows must name known warehouses.</param>
    /// <param name="position">Where it stands in the account's order, from 0; at the end when left out.</param>
    public void AddOffer(KeyCrmOffer offer, int? position = null)
    {
        ArgumentNullException.ThrowIfNull(offer);
        lock (_lock)
            Insert(position ?? _offers.Count, offer);
    }

    /// <summary>Adds an offer with all its stock in the account's first warehouse.</summary>
    public void AddOffer(long id, string? sku, decimal quantity, decimal reserve = 0) =>
        AddOffer(new KeyCrmOffer { Id = id, Sku = sku, Stocks = [new KeyCrmStock(Warehouses[0].Id, quantity, reserve)] });

    /// <summary>Deletes an offer. No webhook is called.</summary>
    public void RemoveOffer(long offerId)
    {
        lock (_lock)
            _offers.Remove(Known(offerId));
    }

    /// <summary>Gives an offer another SKU, or none. No webhook is called.</summary>
    public void SetSku(long offerId, string? sku) => Update(offerId, offer => offer with { Sku = sku });

    /// <summary>Puts an offer into the archive or takes it out. No webhook is called.</summary>
    public void SetArchived(long offerId, bool isArchived) => Update(offerId, offer => offer with { IsArchived = isArchived });

    /// <summary>Opens a warehouse.</summary>
    public void AddWarehouse(int id, string name)
    {
        lock (_lock)
        {
            if (_warehouses.Exists(warehouse => warehouse.Id == id))
                throw new ArgumentException($"Warehouse {id} exists already.", nameof(id));
            _warehouses.Add(new KeyCrmWarehouse(id, name));
        }
    }

    /// <summary>Renames a warehouse; its id stays.</summary>
    public void RenameWarehouse(int id, string name)
    {
        lock (_lock)
            _warehouses[IndexOfWarehouse(id)] = new KeyCrmWarehouse(id, name);
    }

    /// <summary>Sets what an offer has; see <see cref="KeyCrmStockChange"/> for what leaving a value out means.</summary>
    public void SetStock(long offerId, decimal quantity, decimal? reserve = null, int? warehouseId = null) =>
        SetStocks([new KeyCrmStockChange { OfferId = offerId, Quantity = quantity, Reserve = reserve, WarehouseId = warehouseId }]);

    /// <summary>One document of many lines: one step for readers, one call for each webhook. Nothing happens if a line is wrong.</summary>
    public void SetStocks(IEnumerable<KeyCrmStockChange> changes)
    {
        ArgumentNullException.ThrowIfNull(changes);
        lock (_lock)
            Apply([.. changes], (offer, change) => change.WarehouseId is { } warehouseId
                ? offer.With(new KeyCrmStock(warehouseId, change.Quantity, change.Reserve ?? offer.StockAt(warehouseId).Reserve))
                : offer with { Stocks = [new KeyCrmStock(_warehouses[0].Id, change.Quantity, change.Reserve ?? offer.Reserve)] });
    }

    /// <summary>An order reserves goods: the reserve grows, the quantity stays.</summary>
    public void Reserve(long offerId, decimal quantity, int? warehouseId = null) => Move(offerId, warehouseId, 0, quantity);

    /// <summary>An order that reserved goods is cancelled: the reserve shrinks.</summary>
    public void Release(long offerId, decimal quantity, int? warehouseId = null) => Move(offerId, warehouseId, 0, -quantity);

    /// <summary>Reserved goods leave the house: reserve and quantity shrink together.</summary>
    public void Fulfil(long offerId, decimal quantity, int? warehouseId = null) => Move(offerId, warehouseId, -quantity, -quantity);

    /// <summary>One page of what matches, and how many match in all.</summary>
    internal (int Total, IReadOnlyList<KeyCrmOffer> Offers) Read(OfferSelection selection, int skip, int take)
    {
        lock (_lock)
        {
            if (selection.IsEverythingInOrder)
                return (_offers.Count, _offers.Range(skip, take));
            var found = _offers.Select(selection);
            return (found.Count, [.. found.Skip(skip).Take(take)]);
        }
    }

    /// <summary>An id that no offer has.</summary>
    internal long NextId()
    {
        lock (_lock)
            return _offers.LargestId + 1;
    }

    private void Move(long offerId, int? warehouseId, decimal quantity, decimal reserve)
    {
        lock (_lock)
        {
            var at = warehouseId ?? _warehouses[0].Id;
            var now = Known(offerId).StockAt(at);
            SetStocks([new KeyCrmStockChange { OfferId = offerId, WarehouseId = at, Quantity = now.Quantity + quantity, Reserve = now.Reserve + reserve }]);
        }
    }

    private void Apply(IReadOnlyList<KeyCrmStockChange> changes, Func<KeyCrmOffer, KeyCrmStockChange, KeyCrmOffer> apply)
    {
        foreach (var change in changes)
        {
            Known(change.OfferId);
            if (change.WarehouseId is { } warehouseId)
                IndexOfWarehouse(warehouseId);
        }

        var movements = new Dictionary<long, StockMovement>();
        foreach (var change in changes)
        {
            var before = Known(change.OfferId);
            var after = apply(before, change);
            var touched = before.Stocks.Concat(after.Stocks).Select(static stock => stock.WarehouseId).Distinct()
                .Where(id => before.StockAt(id) != after.StockAt(id)).ToList();
            if (touched.Count == 0)
                continue;
            after = after with { UpdatedAt = _time.GetUtcNow() };
            _offers.Replace(after);
            var earlier = movements.TryGetValue(after.Id, out var movement) ? movement.WarehouseIds : [];
            movements[after.Id] = new StockMovement(after, [.. earlier.Union(touched)]);
        }

        if (movements.Count > 0)
            Moved?.Invoke([.. movements.Values]);
    }

    private void Update(long offerId, Func<KeyCrmOffer, KeyCrmOffer> change)
    {
        lock (_lock)
            _offers.Replace(change(Known(offerId)) with { UpdatedAt = _time.GetUtcNow() });
    }

    private void Insert(int position, KeyCrmOffer offer)
    {
        foreach (var stock in offer.Stocks)
            IndexOfWarehouse(stock.WarehouseId);
        var now = _time.GetUtcNow();
        _offers.Insert(position, offer with
        {
            CreatedAt = offer.CreatedAt == default ? now : offer.CreatedAt,
            UpdatedAt = offer.UpdatedAt == default ? now : offer.UpdatedAt,
        });
    }

    private KeyCrmOffer Known(long offerId) => _offers.TryFind(offerId, out var offer)
        ? offer
        : throw new ArgumentException($"The catalogue has no offer {offerId}.", nameof(offerId));

    private int IndexOfWarehouse(int id)
    {
        var index = _warehouses.FindIndex(warehouse => warehouse.Id == id);
        return index >= 0 ? index : throw new ArgumentException($"The account has no warehouse {id}; add it first.", nameof(id));
    }
}
