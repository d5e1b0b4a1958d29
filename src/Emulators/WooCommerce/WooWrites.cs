using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Connector.Emulators.Http;
using Connector.Emulators.Shops;

namespace Connector.Emulators.WooCommerce;

/// <summary>Stock writes: batches and single updates, with what each version does to a variation under a wrong parent.</summary>
internal sealed class WooWrites(WooCommerceEmulator shop, WooJson json)
{
    private const string InvalidId = "woocommerce_rest_product_invalid_id";
    private const string InvalidVariation = "woocommerce_rest_product_variation_invalid_id";

    public Task<Reply> ProductsBatchAsync(ShopCall call, WooQuery query) =>
        BatchAsync(call, query, item => (UpdateProduct(item, Fields(item)), Fields(item)));

    public Task<Reply> VariationsBatchAsync(ShopCall call, WooQuery query, long parent) =>
        BatchAsync(call, query, item => (UpdateVariation(item, Number(item["product_id"]) ?? parent), null));

    public Reply Update(JsonObject item, long id, WooQuery query)
    {
        item["id"] = id;
        if (item["stock_quantity"] is { } quantity && quantity.GetValueKind() is not JsonValueKind.Null && !IsInteger(quantity))
            return WooErrors.InvalidParameter("stock_quantity", "rest_invalid_type", "stock_quantity is not of type integer.");
        var done = UpdateProduct(item, query.Fields);
        return done["error"] is JsonObject error
            ? WooErrors.Error((int)error["data"]!["status"]!, (string)error["code"]!, (string)error["message"]!)
            : WooErrors.Reply(200, done);
    }

    private async Task<Reply> BatchAsync(ShopCall call, WooQuery query, Func<JsonObject, (JsonObject Row, IReadOnlySet<string>? Fields)> update)
    {
        if (call.Request.Headers.GetValueOrDefault("Content-Type")?.StartsWith("application/json", StringComparison.OrdinalIgnoreCase) != true)
            return WooErrors.Reply(200, new JsonArray());
        JsonObject? body;
        try
        {
            body = JsonNode.Parse(call.Request.Body.Span) as JsonObject;
        }
        catch (JsonException)
        {
            return WooErrors.InvalidJson();
        }

        if (body?["update"] is not JsonArray { Count: > 0 } items)
            return WooErrors.Reply(200, new JsonArray());
        if (items.Count > shop.Quirks.BatchLimit)
            return WooErrors.TooLarge(shop.Quirks.BatchLimit);

        var rows = new JsonArray();
        foreach (var item in items.OfType<JsonObject>())
        {
            if (!await call.WorkAsync())
                return call.DeathWith;
            rows.Add(update(item).Row);
        }

        // The address' _fields are applied to the answer as a whole, which has none of them.
        return query.Fields is { } fields
            ? WooErrors.Reply(200, fields.Any(field => field.StartsWith("update", StringComparison.Ordinal)) ? new JsonObject { ["update"] = new JsonArray() } : new JsonArray())
            : WooErrors.Reply(200, new JsonObject { ["update"] = rows });
    }

    private JsonObject UpdateProduct(JsonObject item, IReadOnlySet<string>? fields)
    {
        if (Number(item["id"]) is not { } id || shop.Catalogue.Find(id) is not { } product)
            return Failed(item, WooErrors.Node(400, InvalidId, "Invalid ID."));
        if (product.Type == "variation")
        {
            return Failed(item, WooErrors.Node(404, "woocommerce_rest_invalid_product_id",
                "To manipulate product variations you should use the /products/&lt;product_id&gt;/variations/&lt;id&gt; endpoint."));
        }

        if (product.Type == "external" && item["manage_stock"] is JsonValue wanted && wanted.TryGetValue(out bool manages) && manages)
            return Failed(item, WooErrors.Node(400, "product_external_invalid_manage_stock", "Stock management is not possible for external products."));
        Set(product, item);
        return json.Product(shop.Catalogue.Product(id), fields);
    }

    private JsonObject UpdateVariation(JsonObject item, long parent)
    {
        var id = Number(item["id"]) ?? 0;
        var product = shop.Catalogue.Find(id);
        var isVariation = product?.Type == "variation";
        var moves = shop.Options.Version <= WooCommerceVersion.V9_4;
        // 7.0 and 5.9 take a simple product's id here, and make the product a child of the parent.
        if (product is null || (!isVariation && shop.Options.Version > WooCommerceVersion.V7_0) || (product.ParentId != parent && !moves))
            return Failed(item, WooErrors.Node(shop.Options.Version == WooCommerceVersion.V11_0 ? 404 : 400, InvalidVariation, "Invalid ID."));
        if (product.ParentId != parent)
            shop.Catalogue.Edit(id, row => row with { ParentId = parent });
        Set(shop.Catalogue.Product(id), item);
        return json.Variation(shop.Catalogue.Product(id), null);
    }

    // Like the shop it takes every field that it is given: a writer that sends more than stock is seen by what it changes.
    private void Set(WooProduct product, JsonObject item)
    {
        var changed = product with
        {
            Sku = (string?)item["sku"] ?? product.Sku,
            Name = (string?)item["name"] ?? product.Name,
            Status = (string?)item["status"] ?? product.Status,
            Price = (string?)item["regular_price"] ?? product.Price,
            Backorders = (string?)item["backorders"] ?? product.Backorders,
        };
        if (item["manage_stock"] is JsonValue manage && product.Type != "grouped")
            changed = changed with { ManageStock = manage.TryGetValue(out bool own) && own ? "true" : product.Type == "variation" && manage.GetValueKind() == JsonValueKind.String ? "parent" : "false" };
        var isCounted = changed.ManageStock == "true" && (!shop.Quirks.StockOff || product.Type == "variation");
        if (item["stock_quantity"] is { } quantity && quantity.GetValueKind() != JsonValueKind.Null && (isCounted || changed.ManageStock == "parent"))
            changed = changed with { StockQuantity = Whole(quantity) };
        if (isCounted)
            changed = changed with { StockStatus = changed.StockQuantity > 0 ? "instock" : changed.Backorders == "no" ? "outofstock" : "onbackorder" };
        if (shop.Quirks.StockOff && product.Type != "variation")
            changed = changed with { ManageStock = "false" };
        shop.Catalogue.Write(changed);
    }

    // intval, unless a plug-in has made it floatval: "abc" is 0, 2.7 is 2.
    private decimal Whole(JsonNode node)
    {
        var text = node.GetValueKind() == JsonValueKind.String ? (string)node! : node.ToJsonString();
        var number = decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var parsed) ? parsed : 0;
        return shop.Quirks.Decimals ? number : decimal.Truncate(number);
    }

    private static bool IsInteger(JsonNode node) => long.TryParse(node.GetValueKind() == JsonValueKind.String ? (string)node! : node.ToJsonString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _);

    private static HashSet<string>? Fields(JsonObject item) =>
        (string?)item["_fields"] is { Length: > 0 } fields ? [.. fields.Split(',').Select(field => field.Trim())] : null;

    private static long? Number(JsonNode? node) =>
        node is null ? null : long.TryParse(node.GetValueKind() == JsonValueKind.String ? (string)node! : node.ToJsonString(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static JsonObject Failed(JsonObject item, JsonObject error) => new() { ["id"] = Number(item["id"]), ["error"] = error };
}
