namespace Connector.Emulators.PrestaShop.Webservice;

/// <summary>What one row of a write asks for.</summary>
internal sealed record StockEdit
{
    /// <summary>The row as it would be, made from what was read when the request came to it.</summary>
    public required PrestaShopStockRow After { get; init; }

    /// <summary>PATCH writes the fields it sent, PUT the whole row.</summary>
    public required IReadOnlySet<string>? OnlyFields { get; init; }

    /// <summary>As the answer shows it.</summary>
    public required OutputRow Row { get; init; }

    /// <summary>The first field that PUT must send and did not.</summary>
    public string? Missing { get; init; }

    /// <summary>The first field whose value is refused.</summary>
    public string? Refused { get; init; }

    public PrestaShopStockRow ApplyTo(PrestaShopStockRow now) => OnlyFields is null ? After : new PrestaShopStockRow
    {
        Id = now.Id,
        ProductId = OnlyFields.Contains("id_product") ? After.ProductId : now.ProductId,
        CombinationId = OnlyFields.Contains("id_product_attribute") ? After.CombinationId : now.CombinationId,
        ShopId = OnlyFields.Contains("id_shop") ? After.ShopId : now.ShopId,
        ShopGroupId = OnlyFields.Contains("id_shop_group") ? After.ShopGroupId : now.ShopGroupId,
        Quantity = OnlyFields.Contains("quantity") ? After.Quantity : now.Quantity,
        DependsOnStock = OnlyFields.Contains("depends_on_stock") ? After.DependsOnStock : now.DependsOnStock,
        OutOfStock = OnlyFields.Contains("out_of_stock") ? After.OutOfStock : now.OutOfStock,
        Location = OnlyFields.Contains("location") ? After.Location : now.Location,
    };
}
