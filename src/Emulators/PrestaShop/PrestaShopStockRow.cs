namespace Connector.Emulators.PrestaShop;

/// <summary>A row of <c>stock_availables</c> as it stands in the shop's database.</summary>
public sealed record PrestaShopStockRow
{
    /// <summary><c>id</c>.</summary>
    public required int Id { get; init; }

    /// <summary><c>id_product</c>.</summary>
    public required int ProductId { get; init; }

    /// <summary><c>id_product_attribute</c>; 0 is the product itself.</summary>
    public required int CombinationId { get; init; }

    /// <summary><c>id_shop</c>; 0 for a row that a group shares.</summary>
    public required int ShopId { get; init; }

    /// <summary><c>id_shop_group</c>; 0 for a row of one shop.</summary>
    public required int ShopGroupId { get; init; }

    /// <summary><c>quantity</c>, below zero too.</summary>
    public required int Quantity { get; init; }

    /// <summary><c>depends_on_stock</c>: the advanced stock of old versions.</summary>
    public required bool DependsOnStock { get; init; }

    /// <summary><c>out_of_stock</c>: 0 refuse orders, 1 take them, 2 as the shop is set.</summary>
    public required int OutOfStock { get; init; }

    /// <summary><c>location</c>.</summary>
    public required string Location { get; init; }
}
