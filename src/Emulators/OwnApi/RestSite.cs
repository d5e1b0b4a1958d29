using System.Globalization;
using System.Text.Json.Nodes;
using Connector.Emulators.Http;
using Connector.Emulators.Shops;

namespace Connector.Emulators.OwnApi;

/// <summary>
/// <c>GET /products</c> by page, offset, cursor or link, <c>GET /products?sku=</c>, <c>PUT /products/{id}</c>,
/// <c>PUT /articles/{sku}</c> and <c>POST /stock</c> with a log. Anything below <c>/api</c> works too.
/// </summary>
internal sealed class RestSite(OwnApiEmulator shop) : IOwnApiSite
{
    public async Task<Reply> AnswerAsync(ShopCall call)
    {
        var request = call.Request;
        if (!shop.HasBearer(request))
            return OwnApiJson.Error(401, "Unauthenticated.");
        var path = request.Path.StartsWith("/api/", StringComparison.Ordinal) ? request.Path[4..] : request.Path;
        return (request.Method, path.Split('/', StringSplitOptions.RemoveEmptyEntries)) switch
        {
            ("GET", ["products"]) => Read(request),
            ("GET", ["ping"]) => OwnApiJson.Reply(200, new JsonObject { ["ok"] = true }),
            ("PUT", ["products", var id]) => await PutAsync(call, int.TryParse(id, out var number) ? shop.Catalogue.Find(number) : null),
            // The server decodes everything but the slash, as most do.
            ("PUT", ["articles", var sku]) => await PutAsync(call, shop.Catalogue.FindBySku(sku.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase)).SingleOrDefault()),
            ("POST", ["stock"]) => await StockAsync(call),
            _ => OwnApiJson.Error(404, "Not found."),
        };
    }

    private Reply Read(ShopRequest request)
    {
        var query = OwnApiJson.Query(request);
        var wanted = query["sku"].ToHashSet(StringComparer.Ordinal);
        var all = shop.Catalogue.All.Where(product => wanted.Count == 0 || wanted.Contains(product.Sku)).ToArray();
        var size = Math.Min(query.Int("per_page", query.Int("limit", 50)), shop.LargestPage);
        var skip = query.Contains("cursor") ? query.Int("cursor", 0) : query.Int("offset", (query.Int("page", 1) - 1) * size);
        var page = all.Skip(skip).Take(size).ToArray();
        var end = skip + page.Length;
        var next = end < all.Length ? end.ToString(CultureInfo.InvariantCulture) : null;
        var link = next is null ? null : $"{shop.Address}products?limit={size}&offset={next}";
        var reply = OwnApiJson.Reply(200, new JsonObject
        {
            ["data"] = new JsonArray([.. page.Select(Item)]),
            ["total"] = all.Length,
            ["pages"] = (all.Length + size - 1) / size,
            ["next_cursor"] = next,
            ["next"] = link,
        });
        reply = reply.WithHeader("X-Total-Count", all.Length.ToString(CultureInfo.InvariantCulture));
        return link is null ? reply : reply.WithHeader("Link", $"<{shop.Address}products?limit={size}&offset=0>; rel=\"first\", <{link}>; rel=\"next\"");
    }

    private async Task<Reply> PutAsync(ShopCall call, OwnApiProduct? product)
    {
        if (product is null)
            return OwnApiJson.Error(404, "No such product.");
        if (OwnApiJson.Number(OwnApiJson.Body(call.Request)?["quantity"]) is not { } quantity || quantity < 0)
            return OwnApiJson.Error(422, "The quantity must be a number, zero or more.");
        if (!product.Tracked)
            return OwnApiJson.Error(409, "Stock is not counted for this product.");
        if (!await call.WorkAsync())
            return call.DeathWith;
        return OwnApiJson.Reply(200, Item(shop.Catalogue.Set(product, quantity)));
    }

    private async Task<Reply> StockAsync(ShopCall call)
    {
        if (OwnApiJson.Body(call.Request)?["items"] is not JsonArray items)
            return OwnApiJson.Error(422, "items is missing.");
        if (items.Count > shop.LargestBatch)
            return OwnApiJson.Error(413, $"At most {shop.LargestBatch} items.");
        var log = new JsonArray();
        foreach (var item in items)
        {
            if (!await call.WorkAsync())
                return call.DeathWith;
            var article = OwnApiJson.Text(item?["article"]);
            var product = article is null ? null : shop.Catalogue.FindBySku(article) is [var first, ..] ? first : null;
            var quantity = OwnApiJson.Number(item?["qty"]);
            var status = product is null ? "NOT_FOUND" : !product.Tracked ? "NOT_TRACKED" : quantity is null or < 0 ? "INVALID" : "OK";
            if (status == "OK")
                shop.Catalogue.Set(product!, quantity!.Value);
            log.Add(new JsonObject { ["article"] = article, ["status"] = status, ["message"] = status == "OK" ? "" : $"refused: {status}" });
        }

        return OwnApiJson.Reply(200, new JsonObject { ["success"] = true, ["log"] = log });
    }

    private static JsonNode Item(OwnApiProduct product) => new JsonObject
    {
        ["id"] = product.Id,
        ["sku"] = product.Sku,
        ["quantity"] = product.Quantity,
        ["tracked"] = product.Tracked,
        ["name"] = product.Name,
        ["parent_id"] = product.ParentId,
    };
}
