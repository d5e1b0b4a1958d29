using Connector.Adapters.PrestaShop.Api;

namespace Connector.Adapters.PrestaShop.Listings;

/// <summary>A row of <c>stock_availables</c>.</summary>
internal sealed record StockRow
{
    /// <summary>The resource.</summary>
    public const string Resource = "stock_availables";

    /// <summary>The fields of the index.</summary>
    public const string Display = "[id,id_product,id_product_attribute,id_shop,id_shop_group,quantity,depends_on_stock]";

    /// <summary><c>id</c>.</summary>
    public required int Id { get; init; }

    /// <summary><c>id_product</c>.</summary>
    public required int ProductId { get; init; }

    /// <summary><c>id_product_attribute</c>; 0 is the product itself, for a product with combinations their sum.</summary>
    public required int CombinationId { get; init; }

    /// <summary>Whose stock it is.</summary>
    public required StockOwner Owner { get; init; }

    /// <summary>What can be sold; may be below zero.</summary>
    public required int Quantity { get; init; }

    /// <summary>The old advanced stock: the shop computes the number itself.</summary>
    public required bool DependsOnStock { get; init; }

    /// <summary>Every field as the shop has it, where all were asked for: PUT wipes what is not sent back.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Fields { get; init; } = [];

    public static StockRow Read(RowReader row) => new()
    {
        Id = row.Number("id"),
        ProductId = row.Number("id_product"),
        CombinationId = row.Number("id_product_attribute"),
        Owner = new StockOwner(row.Number("id_shop"), row.Number("id_shop_group")),
        Quantity = row.Number("quantity"),
        DependsOnStock = row.Number("depends_on_stock") != 0,
    };

    public static StockRow ReadWhole(RowReader row) => Read(row) with { Fields = row.Fields() };
}
