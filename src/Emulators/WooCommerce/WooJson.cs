using System.Text.Json.Nodes;

namespace Connector.Emulators.WooCommerce;

/// <summary>Products as lists and batches show them, in the order of each version's fields.</summary>
internal sealed class WooJson(WooCommerceEmulator shop)
{
    private WooCommerceVersion Version => shop.Options.Version;

    /// <summary>As <c>products</c> shows it.</summary>
    public JsonObject Product(WooProduct product, IReadOnlySet<string>? fields) => Only(fields,
        ("id", product.Id), ("name", product.Name), ("sku", product.Sku), ("type", product.Type), ("parent_id", product.ParentId),
        ("price", product.Price), ("regular_price", product.Price), ("description", ""), ("manage_stock", ManageStock(product)), ("stock_quantity", Quantity(product)),
        ("status", product.Status), ("backorders", product.Backorders), ("stock_status", product.StockStatus));

    /// <summary>As the list of one parent's variations, and its batch, show it.</summary>
    public JsonObject Variation(WooProduct product, IReadOnlySet<string>? fields)
    {
        // 5.9 and 7.0 tell neither the type nor the parent here.
        var isTold = Version >= WooCommerceVersion.V9_4;
        var json = Only(fields,
            ("id", product.Id), ("type", isTold ? product.Type : null), ("sku", ShownSku(product)), ("price", product.Price), ("regular_price", product.Price),
            ("status", product.Status), ("manage_stock", ManageStock(product)), ("stock_quantity", Quantity(product)), ("stock_status", product.StockStatus),
            ("backorders", product.Backorders), ("parent_id", isTold ? product.ParentId : null));
        if (!isTold)
        {
            json.Remove("type");
            json.Remove("parent_id");
        }

        return json;
    }

    /// <summary>As the analytics' list of variations shows it.</summary>
    public JsonObject AnalyticsVariation(WooProduct product, IReadOnlySet<string>? fields) => Only(fields,
        ("id", product.Id), ("type", "variation"), ("sku", ShownSku(product)), ("status", product.Status), ("manage_stock", ManageStock(product)),
        ("stock_quantity", Quantity(product)), ("parent_id", product.ParentId));

    /// <summary>As the stock report shows it: no number is a zero there.</summary>
    public JsonObject ReportRow(WooProduct product, IReadOnlySet<string>? fields) => Only(fields,
        ("id", product.Id), ("parent_id", product.ParentId), ("name", product.Name), ("sku", ShownSku(product)), ("stock_status", product.StockStatus),
        ("stock_quantity", Number(Holder(product).StockQuantity ?? 0)), ("manage_stock", ManageStock(product)));

    /// <summary>A variation without an SKU of its own shows its parent's.</summary>
    private string ShownSku(WooProduct product) =>
        product.Sku.Length == 0 && product.Type == "variation" ? shop.Catalogue.Find(product.ParentId)?.Sku ?? "" : product.Sku;

    private JsonValue? Quantity(WooProduct product) => Holder(product) is { ManageStock: not "false", StockQuantity: { } quantity } ? Number(quantity) : null;

    private WooProduct Holder(WooProduct product) => product.ManageStock == "parent" ? shop.Catalogue.Find(product.ParentId) ?? product : product;

    private static JsonValue Number(decimal quantity) => quantity == decimal.Truncate(quantity) ? JsonValue.Create((long)quantity) : JsonValue.Create(quantity);

    private static JsonValue ManageStock(WooProduct product) => product.ManageStock == "parent" ? JsonValue.Create("parent") : JsonValue.Create(product.ManageStock == "true");

    private static JsonObject Only(IReadOnlySet<string>? fields, params ReadOnlySpan<(string Name, JsonNode? Value)> values)
    {
        var json = new JsonObject();
        foreach (var (name, value) in values)
        {
            if (fields is null || fields.Contains(name))
                json[name] = value;
        }

        return json;
    }
}
