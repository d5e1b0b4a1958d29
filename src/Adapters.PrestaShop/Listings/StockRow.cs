using System.Text.Json;
using Connector.Adapters.PrestaShop.Api;

namespace Connector.Adapters.PrestaShop.Listings;

/// <summary>A row of <c>stock_availables</c> as the shop holds it.</summary>
internal sealed record StockRow
{
    /// <summary>The fields that are asked for.</summary>
    public const string Fields = "[id,id_product,id_product_attribute,id_shop,id_shop_group,quantity,depends_on_stock,out_of_stock]";

    /// <summary>Every field: what PUT must send back, because it wipes what is left out.</summary>
    public const string AllFields = "full";

    public required long Id { get; init; }

    public required long Product { get; init; }

    /// <summary>The combination; 0 for the product itself.</summary>
    public required long Combination { get; init; }

    public required long Shop { get; init; }

    public required long ShopGroup { get; init; }

    public required long Quantity { get; init; }

    /// <summary>The old advanced stock management keeps the number, and takes none from outside.</summary>
    public required bool DependsOnStock { get; init; }

    public required long OutOfStock { get; init; }

    /// <summary>Where the goods lie in the warehouse; read only with <see cref="AllFields"/>.</summary>
    public string Location { get; init; } = "";

    public static StockRow Of(JsonElement row) => new()
    {
        Id = WebserviceLists.Number(row, "id"),
        Product = WebserviceLists.Number(row, "id_product"),
        Combination = WebserviceLists.Number(row, "id_product_attribute"),
        Shop = WebserviceLists.Number(row, "id_shop"),
        ShopGroup = WebserviceLists.Number(row, "id_shop_group"),
        Quantity = WebserviceLists.Number(row, "quantity"),
        DependsOnStock = WebserviceLists.Number(row, "depends_on_stock") != 0,
        OutOfStock = WebserviceLists.Number(row, "out_of_stock"),
        Location = WebserviceLists.Text(row, "location"),
    };
}
