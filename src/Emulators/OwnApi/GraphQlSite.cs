using System.Globalization;
using System.Text.Json.Nodes;
using Connector.Emulators.Http;
using Connector.Emulators.Shops;

namespace Connector.Emulators.OwnApi;

/// <summary>
/// <c>POST /graphql</c>: products, productsBySku and setStock with variables. Every error comes under status 200; what concerns
/// one item is a user error with the item's index.
/// </summary>
internal sealed class GraphQlSite(OwnApiEmulator shop) : IOwnApiSite
{
    public async Task<Reply> AnswerAsync(ShopCall call)
    {
        if (call.Request.Path is not ("/graphql" or "/api/graphql"))
            return OwnApiJson.Error(404, "Not found.");
        if (!shop.HasBearer(call.Request))
            return Error("The token is not known.", "UNAUTHENTICATED");
        var body = OwnApiJson.Body(call.Request);
        var query = OwnApiJson.Text(body?["query"]) ?? "";
        var variables = body?["variables"];
        if (query.Contains("setStock(", StringComparison.Ordinal))
            return await SetAsync(call, variables?["items"] as JsonArray);
        if (query.Contains("productsBySku(", StringComparison.Ordinal))
            return Find(variables?["skus"] as JsonArray);
        return query.Contains("products(", StringComparison.Ordinal) ? Read(variables) : Error("Syntax error.", "GRAPHQL_PARSE_FAILED");
    }

    private Reply Read(JsonNode? variables)
    {
        if (OwnApiJson.Number(variables?["first"]) is not { } first)
            return Error("Variable \"$first\" of type \"Int!\" is required.", "BAD_USER_INPUT");
        var all = shop.Catalogue.All;
        var after = int.TryParse(OwnApiJson.Text(variables?["after"]), out var id) ? id : 0;
        var page = all.Where(product => product.Id > after).Take(Math.Min((int)first, shop.LargestPage)).ToArray();
        return Data("products", new JsonObject
        {
            ["totalCount"] = all.Count,
            ["nodes"] = new JsonArray([.. page.Select(Item)]),
            ["pageInfo"] = new JsonObject
            {
                ["hasNextPage"] = page.Length > 0 && page[^1].Id != all[^1].Id,
                // Never null: the last page has an end too.
                ["endCursor"] = page.Length > 0 ? page[^1].Id.ToString(CultureInfo.InvariantCulture) : "0",
            },
        });
    }

    private Reply Find(JsonArray? skus)
    {
        if (skus is null)
            return Error("Variable \"$skus\" of type \"[String!]!\" is required.", "BAD_USER_INPUT");
        var wanted = skus.Select(OwnApiJson.Text).ToHashSet();
        return Data("productsBySku", new JsonArray([.. shop.Catalogue.All.Where(product => wanted.Contains(product.Sku)).Select(Item)]));
    }

    private async Task<Reply> SetAsync(ShopCall call, JsonArray? items)
    {
        if (items is null || items.Count > shop.LargestBatch)
            return Error($"Variable \"$items\" must be a list of at most {shop.LargestBatch}.", "BAD_USER_INPUT");
        var results = new JsonArray();
        var errors = new JsonArray();
        for (var i = 0; i < items.Count; i++)
        {
            if (!await call.WorkAsync())
                return call.DeathWith;
            var product = int.TryParse(OwnApiJson.Text(items[i]?["id"]), out var id) ? shop.Catalogue.Find(id) : null;
            var quantity = OwnApiJson.Number(items[i]?["quantity"]);
            var code = product is null ? "NOT_FOUND" : !product.Tracked ? "NOT_TRACKED" : quantity is null or < 0 || quantity != Math.Truncate(quantity.Value) ? "INVALID" : null;
            if (code is null)
                results.Add(Item(shop.Catalogue.Set(product!, quantity!.Value)));
            else
                errors.Add(new JsonObject { ["index"] = i, ["code"] = code, ["message"] = $"items.{i}: {code}" });
        }

        return Data("setStock", new JsonObject { ["results"] = results, ["userErrors"] = errors });
    }

    private static Reply Data(string name, JsonNode value) => OwnApiJson.Reply(200, new JsonObject { ["data"] = new JsonObject { [name] = value } });

    private static Reply Error(string message, string code) => OwnApiJson.Reply(200, new JsonObject
    {
        ["errors"] = new JsonArray(new JsonObject { ["message"] = message, ["extensions"] = new JsonObject { ["code"] = code } }),
        ["data"] = null,
    });

    private static JsonNode Item(OwnApiProduct product) => new JsonObject
    {
        ["id"] = product.Id.ToString(CultureInfo.InvariantCulture),
        ["sku"] = product.Sku,
        ["quantity"] = product.Quantity,
        ["tracked"] = product.Tracked,
        ["name"] = product.Name,
    };
}
