namespace Connector.Emulators.KeyCrm;

/// <summary>keyCRM's unit of stock: a product without variants, or one variant (facts/keycrm.md §4, §5).</summary>
public sealed record KeyCrmOffer
{
    /// <summary>The offer's id, unique within the account.</summary>
    public required long Id { get; init; }

    /// <summary>Null or empty for an offer without SKU. keyCRM does not keep it unique.</summary>
    public string? Sku { get; init; }

    /// <summary>The product it belongs to; the offer's own id when left out.</summary>
    public long ProductId { get => field == 0 ? Id : field; init; }

    /// <summary>Sales price.</summary>
    public decimal Price { get; init; }

    /// <summary>Cost price: a business secret that a connector must neither log nor forward.</summary>
    public decimal PurchasedPrice { get; init; }

    /// <summary>Whether it is in the archive.</summary>
    public bool IsArchived { get; init; }

    /// <summary>Colour, size and the like.</summary>
    public IReadOnlyList<KeyCrmProperty> Properties { get; init; } = [];

    /// <summary>One row a warehouse that has ever held it; empty when none has.</summary>
    public IReadOnlyList<KeyCrmStock> Stocks { get; init; } = [];

    /// <summary>When it was made; the moment it joins the catalogue when left out.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Moves when stock, SKU or archive flag change.</summary>
    public DateTimeOffset UpdatedAt { get; init; }

    /// <summary>On hand in all warehouses; reserved goods included.</summary>
    public decimal Quantity => Stocks.Sum(static stock => stock.Quantity);

    /// <summary>Reserved in all warehouses.</summary>
    public decimal Reserve => Stocks.Sum(static stock => stock.Reserve);

    /// <summary>The row of one warehouse; zeros where there is none.</summary>
    internal KeyCrmStock StockAt(int warehouseId)
    {
        foreach (var stock in Stocks)
        {
            if (stock.WarehouseId == warehouseId)
                return stock;
        }

        return new KeyCrmStock(warehouseId, 0, 0);
    }

    /// <summary>The offer with one row replaced or added.</summary>
    internal KeyCrmOffer With(KeyCrmStock row)
    {
        var known = Stocks.Any(stock => stock.WarehouseId == row.WarehouseId);
        return this with { Stocks = known ? [.. Stocks.Select(stock => stock.WarehouseId == row.WarehouseId ? row : stock)] : [.. Stocks, row] };
    }
}
