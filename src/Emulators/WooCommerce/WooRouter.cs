using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Connector.Emulators.Http;
using Connector.Emulators.Shops;

namespace Connector.Emulators.WooCommerce;

/// <summary>A request's way: web server, permalinks, maintenance, key, route.</summary>
internal sealed class WooRouter
{
    // nginx' usual buffer for the request line.
    private const int LongestAddress = 8 * 1024;

    private static readonly Dictionary<WooCommerceVersion, (string WooCommerce, string WordPress)> Versions = new()
    {
        [WooCommerceVersion.V5_9] = ("5.9.0", "6.1.7"),
        [WooCommerceVersion.V7_0] = ("7.0.0", "6.1.7"),
        [WooCommerceVersion.V9_4] = ("9.4.3", "6.7.2"),
        [WooCommerceVersion.V11_0] = ("11.0.1", "7.1"),
    };

    private readonly WooCommerceEmulator shop;
    private readonly WooAccess access;
    private readonly WooLists lists;
    private readonly WooWrites writes;
    private readonly WooJson json;

    public WooRouter(WooCommerceEmulator shop)
    {
        this.shop = shop;
        json = new WooJson(shop);
        access = new WooAccess(shop);
        lists = new WooLists(shop, json);
        writes = new WooWrites(shop, json);
    }

    public async Task<Reply> AnswerAsync(ShopCall call)
    {
        var reply = await RouteAsync(call);
        var quirks = shop.Quirks;
        return quirks.Before.Length + quirks.After.Length == 0 ? reply
            : reply with { Body = (byte[])[.. Encoding.UTF8.GetBytes(quirks.Before), .. reply.Body.Span, .. Encoding.UTF8.GetBytes(quirks.After)] };
    }

    private async Task<Reply> RouteAsync(ShopCall call)
    {
        var request = call.Request;
        var query = new WooQuery(request.QueryString);
        if (shop.Quirks.RedirectsTo is { } home)
            return Reply.Html(301, "").WithHeader("Location", new Uri(home, request.Path + request.QueryString).ToString());
        if (request.Path.Length + request.QueryString.Length > LongestAddress)
            return Reply.Html(414, "<html><head><title>414 Request-URI Too Large</title></head></html>");
        if (shop.Quirks.Maintenance)
            return WooErrors.Error(503, "wp_die", "Briefly unavailable for scheduled maintenance. Check back in a minute.").WithHeader("Retry-After", "600");
        var route = RouteOf(request, query);
        if (route is null)
            return NotTheApi(request);
        if (route == "/")
            return Root(query, request);
        return access.Refusal(request, query) ?? await AnswerAsync(call, route, query);
    }

    private string? RouteOf(ShopRequest request, WooQuery query)
    {
        const string Api = "/wp-json";
        if (request.Path == "/" && query["rest_route"] is { } route)
            return route;
        return !shop.Quirks.PlainPermalinks && (request.Path == Api || request.Path.StartsWith(Api + "/", StringComparison.Ordinal))
            ? request.Path.Length <= Api.Length + 1 ? "/" : request.Path[Api.Length..].TrimEnd('/')
            : null;
    }

    private Reply NotTheApi(ShopRequest request) => request.IsWrite || request.Path == "/"
        ? Reply.Html(200, "<!DOCTYPE html><html><head><title>Shop</title></head><body>Welcome</body></html>")
        : Reply.Html(301, "").WithHeader("Location", shop.Url + "/some-page/");

    private Reply Root(WooQuery query, ShopRequest request)
    {
        if (request.Headers.GetValueOrDefault("Authorization")?.StartsWith("Basic ", StringComparison.Ordinal) == true)
            return WooErrors.UnknownUser();
        var root = new JsonObject
        {
            ["name"] = "Shop",
            ["url"] = shop.Url,
            ["home"] = shop.Url,
            ["namespaces"] = new JsonArray("oembed/1.0", "wc/v1", "wc/v2", "wc/v3", "wc-analytics", "wp/v2"),
        };
        if (query.Fields is { } fields)
        {
            foreach (var name in root.Select(pair => pair.Key).Where(name => !fields.Contains(name)).ToList())
                root.Remove(name);
        }

        return WooErrors.Reply(200, root);
    }

    private async Task<Reply> AnswerAsync(ShopCall call, string route, WooQuery query)
    {
        var parts = route.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var isRead = !call.Request.IsWrite;
        return parts switch
        {
            ["wc", "v3", "products"] when isRead => lists.Products(query),
            ["wc", "v3", "products", "batch"] when !isRead => await writes.ProductsBatchAsync(call, query),
            ["wc", "v3", "products", var id, "variations"] when isRead && Id(id) is { } parent => lists.VariationsOf(query, parent),
            ["wc", "v3", "products", var id, "variations", "batch"] when !isRead && Id(id) is { } parent => await writes.VariationsBatchAsync(call, query, parent),
            ["wc", "v3", "products", var id] when Id(id) is { } product => Single(call.Request, product, query),
            ["wc", "v3", "variations"] when isRead => lists.Variations(query),
            ["wc-analytics", "variations"] when isRead => lists.AnalyticsVariations(query),
            ["wc-analytics", "reports", "stock"] when isRead => lists.StockReport(query),
            ["wc", "v3", "system_status"] when isRead => SystemStatus(),
            ["wc", "v3", "settings", "products", "woocommerce_manage_stock"] when isRead =>
                WooErrors.Reply(200, new JsonObject { ["id"] = "woocommerce_manage_stock", ["value"] = shop.Quirks.StockOff ? "no" : "yes" }),
            _ => WooErrors.NoRoute(),
        };
    }

    private Reply Single(ShopRequest request, long id, WooQuery query)
    {
        if (!request.IsWrite)
        {
            return shop.Catalogue.Find(id) is { } product
                ? WooErrors.Reply(200, json.Product(product, query.Fields))
                : WooErrors.Error(404, "woocommerce_rest_product_invalid_id", "Invalid ID.");
        }

        try
        {
            return JsonNode.Parse(request.Body.Span) is JsonObject item ? writes.Update(item, id, query) : WooErrors.InvalidJson();
        }
        catch (JsonException)
        {
            return WooErrors.InvalidJson();
        }
    }

    private Reply SystemStatus() => WooErrors.Reply(200, new JsonObject
    {
        ["environment"] = new JsonObject { ["version"] = Versions[shop.Options.Version].WooCommerce, ["wp_version"] = Versions[shop.Options.Version].WordPress },
    });

    private static long? Id(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;
}
