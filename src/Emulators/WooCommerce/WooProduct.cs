namespace Connector.Emulators.WooCommerce;

/// <summary>A product or variation as the shop keeps it.</summary>
public sealed record WooProduct
{
    /// <summary>The post's id.</summary>
    public required long Id { get; init; }

    /// <summary>simple, variable, external, grouped or variation.</summary>
    public required string Type { get; init; }

    /// <summary>For a variation its parent; 0 for a product. Shops up to 9.5.1 let a batch change it.</summary>
    public long ParentId { get; init; }

    /// <summary>Its own SKU; empty if it has none.</summary>
    public string Sku { get; init; } = "";

    /// <summary><c>true</c>, <c>false</c>, or for a variation <c>parent</c>.</summary>
    public string ManageStock { get; init; } = "true";

    /// <summary>The number; <see langword="null"/> if none was ever set.</summary>
    public decimal? StockQuantity { get; init; }

    /// <summary>instock, outofstock or onbackorder.</summary>
    public string StockStatus { get; init; } = "instock";

    /// <summary>publish, private, draft, pending or trash.</summary>
    public string Status { get; init; } = "publish";

    /// <summary>no, notify or yes.</summary>
    public string Backorders { get; init; } = "no";

    /// <summary>For people.</summary>
    public string Name { get; init; } = "";

    /// <summary>Never to be touched by a stock write.</summary>
    public string Price { get; init; } = "10";
}
