namespace AcmeShop;

/// <summary>A product as the shop stores it.</summary>
internal sealed record Item
{
    /// <summary>Given once, never again.</summary>
    public required int Id { get; init; }

    /// <summary>As the merchant typed it.</summary>
    public required string Sku { get; init; }

    /// <summary>Pieces; null where the shop counts no stock for the product.</summary>
    public decimal? Quantity { get; init; }

    /// <summary>For people.</summary>
    public string? Name { get; init; }
}
