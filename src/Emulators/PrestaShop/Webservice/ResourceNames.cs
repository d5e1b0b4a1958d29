namespace Connector.Emulators.PrestaShop.Webservice;

/// <summary>Every resource that the webservice knows by name; few of them are emulated.</summary>
internal static class ResourceNames
{
    private static readonly string[] Common =
    [
        "addresses", "attachments", "carriers", "cart_rules", "carts", "categories", "combinations", "configurations", "contacts",
        "content_management_system", "countries", "currencies", "customer_messages", "customer_threads", "customers", "customizations",
        "deliveries", "employees", "groups", "guests", "image_types", "images", "languages", "manufacturers", "messages", "order_carriers",
        "order_cart_rules", "order_details", "order_histories", "order_invoices", "order_payments", "order_slip", "order_states", "orders",
        "price_ranges", "product_customization_fields", "product_feature_values", "product_features", "product_option_values",
        "product_options", "product_suppliers", "products", "search", "shop_groups", "shop_urls", "shops", "specific_price_rules",
        "specific_prices", "states", "stock_availables", "stock_movement_reasons", "stock_movements", "stocks", "stores", "suppliers", "tags",
        "tax_rule_groups", "tax_rules", "taxes", "translated_configurations", "warehouses", "weight_ranges", "zones",
    ];

    private static readonly string[] Before9 =
    [
        "supply_order_details", "supply_order_histories", "supply_order_receipt_histories", "supply_order_states", "supply_orders",
        "warehouse_product_locations",
    ];

    private static readonly string[] Until8 = Sorted([.. Common, .. Before9]);

    private static readonly string[] Since9 = Sorted([.. Common, "order_returns"]);

    public static IReadOnlyList<string> Of(PrestaShopVersion version) => version >= PrestaShopVersion.V9_1 ? Since9 : Until8;

    /// <summary>What the root says of a resource.</summary>
    public static string Description(string name) => name switch
    {
        "combinations" => "The product combinations",
        "configurations" => "Shop configuration",
        "languages" => "Shop languages",
        "product_option_values" => "The product options value",
        "products" => "The products",
        "search" => "Search",
        "shop_groups" => "Shop groups from multi-shop feature",
        "shop_urls" => "Shop URLs from multi-shop feature",
        "shops" => "Shops from multi-shop feature",
        "stock_availables" => "Available quantities",
        "stock_movements" => "Stock movements",
        "stocks" => "Stocks",
        "warehouse_product_locations" => "Location of products in warehouses",
        "warehouses" => "Warehouses",
        _ => name,
    };

    private static string[] Sorted(string[] names)
    {
        Array.Sort(names, StringComparer.Ordinal);
        return names;
    }
}
