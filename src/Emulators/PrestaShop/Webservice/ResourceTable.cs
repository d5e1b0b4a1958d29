using System.Globalization;
using Connector.Emulators.PrestaShop.Catalogue;

namespace Connector.Emulators.PrestaShop.Webservice;

/// <summary>The resources that are emulated, with their fields.</summary>
internal sealed class ResourceTable
{
    private readonly Dictionary<string, Resource> _resources;

    public ResourceTable(VersionTraits traits, PrestaShopCatalogue catalogue)
    {
        Resource[] resources = [Products(traits), Combinations(traits, catalogue), StockAvailables(), Shops(), ShopGroups()];
        _resources = resources.ToDictionary(static resource => resource.Name, StringComparer.Ordinal);
    }

    public Resource? Find(string name) => _resources.GetValueOrDefault(name);

    private static Resource Products(VersionTraits traits) => new()
    {
        Name = "products",
        Node = "product",
        ClassName = "Product",
        Fields = ProductFields.All(traits),
        Associations =
        [
            new("combinations", "combination", ["id"], static (_, entity, _) => ((StoredProduct)entity).Combinations.Select(static id => new[] { id })),
            new("stock_availables", "stock_available", ["id", "id_product_attribute"], static (catalogue, entity, shops) =>
                catalogue.Stock.OfProduct(((StoredProduct)entity).Id)
                    .Where(row => shops.Shops.Any(shop => PrestaShopCatalogue.OwnerFor(shop) == (row.ShopId, row.ShopGroupId)))
                    .Select(static row => new[] { row.Id, row.CombinationId })),
        ],
        All = static catalogue => catalogue.Products.Values,
        Find = static (catalogue, id) => catalogue.Products.GetValueOrDefault(id),
        InShop = static (entity, context) => context.Shops.Any(shop => ((StoredProduct)entity).Shops.Contains(shop.Id)),
        ListFollowsShop = true,
    };

    private static Resource Combinations(VersionTraits traits, PrestaShopCatalogue catalogue) => new()
    {
        Name = "combinations",
        Node = "combination",
        ClassName = "Combination",
        Fields =
        [
            Id<StoredCombination>(static combination => combination.Id),
            Number<StoredCombination>("id_product", static combination => combination.Product.Id) with { Link = "products", Required = true },
            Text<StoredCombination>("location", static _ => ""),
            Text<StoredCombination>("ean13", static _ => ""),
            Text<StoredCombination>("isbn", static _ => ""),
            Text<StoredCombination>("upc", static _ => ""),
            Text<StoredCombination>("mpn", static _ => ""),
            .. traits.CombinationsHaveQuantity
                ? [Number<StoredCombination>("quantity", one => QuantityOf(catalogue, one)) with { Filterable = false }]
                : Array.Empty<ResourceField>(),
            Text<StoredCombination>("reference", static combination => combination.Reference),
            Text<StoredCombination>("supplier_reference", static _ => ""),
            Text<StoredCombination>("price", static _ => "0.000000"),
            Number<StoredCombination>("minimal_quantity", static _ => 1),
            Flag<StoredCombination>("default_on", static combination => combination.Product.Combinations[0] == combination.Id),
        ],
        All = static catalogue => catalogue.Combinations.Values,
        Find = static (catalogue, id) => catalogue.Combinations.GetValueOrDefault(id),
        InShop = static (entity, context) => context.Shops.Any(shop => ((StoredCombination)entity).Product.Shops.Contains(shop.Id)),
        ListFollowsShop = true,
    };

    private static Resource StockAvailables() => new()
    {
        Name = "stock_availables",
        Node = "stock_available",
        ClassName = "StockAvailable",
        Fields =
        [
            Id<PrestaShopStockRow>(static row => row.Id),
            Number<PrestaShopStockRow>("id_product", static row => row.ProductId) with { Link = "products", Required = true },
            Number<PrestaShopStockRow>("id_product_attribute", static row => row.CombinationId) with { Link = "combinations", Required = true },
            Number<PrestaShopStockRow>("id_shop", static row => row.ShopId) with { Link = "shops" },
            Number<PrestaShopStockRow>("id_shop_group", static row => row.ShopGroupId) with { Link = "shop_groups" },
            Number<PrestaShopStockRow>("quantity", static row => row.Quantity) with { Required = true },
            Flag<PrestaShopStockRow>("depends_on_stock", static row => row.DependsOnStock) with { Required = true },
            Number<PrestaShopStockRow>("out_of_stock", static row => row.OutOfStock) with { Required = true },
            Text<PrestaShopStockRow>("location", static row => row.Location),
        ],
        All = static catalogue => catalogue.Stock.All,
        Find = static (catalogue, id) => catalogue.Stock.Find(id),
        InShop = static (entity, context) => context.Owns((PrestaShopStockRow)entity),
        ForbiddenMethods = ["POST", "DELETE"],
    };

    private static Resource Shops() => new()
    {
        Name = "shops",
        Node = "shop",
        ClassName = "Shop",
        Fields =
        [
            Id<StoredShop>(static shop => shop.Id),
            Number<StoredShop>("id_shop_group", static shop => shop.Group.Id) with { Link = "shop_groups", Required = true },
            Number<StoredShop>("id_category", static _ => 2),
            Flag<StoredShop>("active", static _ => true),
            Flag<StoredShop>("deleted", static _ => false),
            Text<StoredShop>("name", static shop => shop.Name),
            Text<StoredShop>("color", static _ => ""),
            Text<StoredShop>("theme_name", static _ => "classic"),
        ],
        All = static catalogue => catalogue.Shops.Values,
        Find = static (catalogue, id) => catalogue.Shops.GetValueOrDefault(id),
        InShop = static (_, _) => true,
    };

    private static Resource ShopGroups() => new()
    {
        Name = "shop_groups",
        Node = "shop_group",
        ClassName = "ShopGroup",
        Fields =
        [
            Id<StoredShopGroup>(static group => group.Id),
            Text<StoredShopGroup>("name", static group => group.Name),
            Text<StoredShopGroup>("color", static _ => ""),
            Flag<StoredShopGroup>("share_customer", static _ => false),
            Flag<StoredShopGroup>("share_order", static _ => false),
            Flag<StoredShopGroup>("share_stock", static group => group.SharesStock),
            Flag<StoredShopGroup>("active", static _ => true),
            Flag<StoredShopGroup>("deleted", static _ => false),
        ],
        All = static catalogue => catalogue.ShopGroups.Values,
        Find = static (catalogue, id) => catalogue.ShopGroups.GetValueOrDefault(id),
        InShop = static (_, _) => true,
    };

    private static int QuantityOf(PrestaShopCatalogue catalogue, StoredCombination combination) =>
        catalogue.Stock.OfProduct(combination.Product.Id).FirstOrDefault(row => row.CombinationId == combination.Id)?.Quantity ?? 0;

    private static ResourceField Id<T>(Func<T, int> read) =>
        new("id", FieldKind.Id, entity => read((T)entity).ToString(CultureInfo.InvariantCulture));

    private static ResourceField Number<T>(string name, Func<T, int> read) =>
        new(name, FieldKind.Integer, entity => read((T)entity).ToString(CultureInfo.InvariantCulture));

    private static ResourceField Flag<T>(string name, Func<T, bool> read) => new(name, FieldKind.Flag, entity => read((T)entity) ? "1" : "0");

    private static ResourceField Text<T>(string name, Func<T, string> read) => new(name, FieldKind.Text, entity => read((T)entity));
}
