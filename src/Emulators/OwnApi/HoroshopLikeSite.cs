using System.Text.Json.Nodes;
using Connector.Emulators.Http;
using Connector.Emulators.Shops;

namespace Connector.Emulators.OwnApi;

/// <summary>
/// <c>catalog/export</c> and <c>catalog/importResidues</c>: the token in the body, status 200 for everything, a log with a line
/// for each article, WARNING where one of them failed.
/// </summary>
internal sealed class HoroshopLikeSite(OwnApiEmulator shop) : IOwnApiSite
{
    public async Task<Reply> AnswerAsync(ShopCall call)
    {
        var body = OwnApiJson.Body(call.Request);
        if (call.Request.Method != "POST" || body is not JsonObject)
            return Answer("ERROR", new JsonObject { ["message"] = "A POST with JSON is expected." });
        if (shop.Token is not null && OwnApiJson.Text(body["token"]) != shop.Token)
            return Answer("UNAUTHORIZED", new JsonObject { ["message"] = "The token is wrong or has expired." });
        return call.Request.Path.TrimEnd('/') switch
        {
            "/catalog/export" or "/api/catalog/export" => Export(body),
            "/catalog/importResidues" or "/api/catalog/importResidues" => await ImportAsync(call, body),
            _ => Answer("UNDEFINED_FUNCTION", new JsonObject { ["message"] = "No such function." }),
        };
    }

    private Reply Export(JsonNode body)
    {
        var wanted = (body["expr"]?["article"] as JsonArray)?.Select(OwnApiJson.Text).ToHashSet();
        var all = shop.Catalogue.All.Where(product => wanted is null || wanted.Contains(product.Sku)).ToArray();
        var skip = (int)(OwnApiJson.Number(body["offset"]) ?? 0);
        var size = Math.Min((int)(OwnApiJson.Number(body["limit"]) ?? shop.LargestPage), shop.LargestPage);
        return Answer("OK", new JsonObject
        {
            ["total"] = all.Length,
            ["products"] = new JsonArray([.. all.Skip(skip).Take(size).Select(product => (JsonNode)new JsonObject
            {
                ["article"] = product.Sku,
                ["quantity"] = product.Quantity,
                ["title"] = product.Name,
            })]),
        });
    }

    private async Task<Reply> ImportAsync(ShopCall call, JsonNode body)
    {
        if (body["products"] is not JsonArray products || products.Count > shop.LargestBatch)
            return Answer("ERROR", new JsonObject { ["message"] = $"products must be a list of at most {shop.LargestBatch}." });
        var log = new JsonArray();
        foreach (var item in products)
        {
            if (!await call.WorkAsync())
                return call.DeathWith;
            var article = OwnApiJson.Text(item?["article"]);
            var product = article is null ? null : shop.Catalogue.FindBySku(article) is [var first, ..] ? first : null;
            var quantity = OwnApiJson.Number(item?["quantity"]);
            var status = product is null ? "NOT_FOUND"
                : !product.Tracked ? "NOT_TRACKED"
                : quantity is null or < 0 || OwnApiJson.Text(item?["warehouse"]) is null ? "INVALID"
                : "OK";
            if (status == "OK")
                shop.Catalogue.Set(product!, quantity!.Value);
            log.Add(new JsonObject { ["article"] = article, ["status"] = status, ["message"] = status == "OK" ? "Залишок оновлено" : $"Товар «{article}» не оновлено" });
        }

        var isWhole = log.All(static line => OwnApiJson.Text(line?["status"]) == "OK");
        return Answer(isWhole ? "OK" : "WARNING", new JsonObject { ["log"] = log });
    }

    private static Reply Answer(string status, JsonObject response) =>
        OwnApiJson.Reply(200, new JsonObject { ["status"] = status, ["response"] = response });
}
