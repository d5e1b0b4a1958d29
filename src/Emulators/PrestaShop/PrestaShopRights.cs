namespace Connector.Emulators.PrestaShop;

/// <summary>The rights of a webservice key: which methods on which resources.</summary>
public sealed record PrestaShopRights
{
    private static readonly string[] EveryResource =
    [
        "combinations", "configurations", "languages", "product_option_values", "products", "search", "shop_groups", "shop_urls", "shops",
        "stock_availables", "stock_movements", "stocks", "warehouse_product_locations", "warehouses",
    ];

    private readonly SortedDictionary<string, PrestaShopMethods> _methods;

    private PrestaShopRights(SortedDictionary<string, PrestaShopMethods> methods) => _methods = methods;

    /// <summary>Everything that has to do with products, stock and shops.</summary>
    public static PrestaShopRights All { get; } =
        new(new SortedDictionary<string, PrestaShopMethods>(
            EveryResource.ToDictionary(static name => name, static _ => PrestaShopMethods.All), StringComparer.Ordinal));

    /// <summary>A key without any right.</summary>
    public static PrestaShopRights None { get; } = new(new SortedDictionary<string, PrestaShopMethods>(StringComparer.Ordinal));

    /// <summary>Resources with at least one right, in the order of their names.</summary>
    internal IEnumerable<KeyValuePair<string, PrestaShopMethods>> ByResource => _methods;

    /// <summary>What the key may do with a resource.</summary>
    public PrestaShopMethods Of(string resource) => _methods.GetValueOrDefault(resource);

    /// <summary>The same rights, but these on one resource.</summary>
    public PrestaShopRights With(string resource, PrestaShopMethods methods)
    {
        var changed = new SortedDictionary<string, PrestaShopMethods>(_methods, StringComparer.Ordinal);
        if (methods == PrestaShopMethods.None)
            changed.Remove(resource);
        else
            changed[resource] = methods;
        return new PrestaShopRights(changed);
    }

    /// <summary>The same rights without some methods, on every resource.</summary>
    public PrestaShopRights Without(PrestaShopMethods methods) =>
        _methods.Aggregate(this, (rights, one) => rights.With(one.Key, one.Value & ~methods));
}
