using System.Globalization;
using System.Text.Json.Nodes;
using Connector.Emulators.Http;
using Connector.Emulators.Shops;

namespace Connector.Emulators.OwnApi;

/// <summary>
/// <c>products/list</c> from the newest id down, and <c>products/edit_by_external_id</c> for at most 100: ids that were done in
/// one list, errors by id in an object. A quantity whose presence contradicts it is refused.
/// </summary>
internal sealed class PromLikeSite(OwnApiEmulator shop) : IOwnApiSite
{
    private const int MostItems = 100;

    public async Task<Reply> AnswerAsync(ShopCall call)
    {
        if (!shop.HasBearer(call.Request))
            return OwnApiJson.Error(401, "Not authenticated");
        return call.Request.Route switch
        {
            "GET /products/list" or "GET /api/v1/products/list" => List(call.Request),
            "POST /products/edit_by_external_id" or "POST /api/v1/products/edit_by_external_id" => await EditAsync(call),
            _ => OwnApiJson.Error(404, "Not found"),
        };
    }

    private Reply List(ShopRequest request)
    {
        var query = OwnApiJson.Query(request);
        if (query["last_id"].FirstOrDefault() is "")
            return OwnApiJson.Error(400, "last_id must be a number");
        var last = query.Int("last_id", int.MaxValue);
        var size = Math.Min(query.Int("limit", 20), Math.Min(MostItems, shop.LargestPage));
        var page = shop.Catalogue.All.Reverse().Where(product => product.Id < last).Take(size);
        return OwnApiJson.Reply(200, new JsonObject { ["group_id"] = null, ["products"] = new JsonArray([.. page.Select(Item)]) });
    }

    private async Task<Reply> EditAsync(ShopCall call)
    {
        if (OwnApiJson.Body(call.Request) is not JsonArray items)
            return OwnApiJson.Error(400, "A list is expected");
        if (items.Count > Math.Min(MostItems, shop.LargestBatch))
            return OwnApiJson.Error(400, $"At most {MostItems} products");
        var done = new JsonArray();
        var errors = new JsonObject();
        foreach (var item in items)
        {
            if (!await call.WorkAsync())
                return call.DeathWith;
            var id = OwnApiJson.Text(item?["id"]) ?? "";
            if (Edit(id, item) is { } error)
                errors[id] = error;
            else
                done.Add(id);
        }

        return OwnApiJson.Reply(200, new JsonObject { ["processed_ids"] = done, ["errors"] = errors });
    }

    private string? Edit(string id, JsonNode? item)
    {
        if (shop.Catalogue.All.FirstOrDefault(product => product.ExternalId == id) is not { } product)
            return "Product not found";
        if (OwnApiJson.Number(item?["quantity_in_stock"]) is not { } quantity || quantity < 0 || quantity != Math.Truncate(quantity))
            return "quantity_in_stock must be a whole number";
        if (OwnApiJson.Text(item?["presence"]) != Presence(quantity))
            return $"presence does not agree with quantity_in_stock {quantity.ToString(CultureInfo.InvariantCulture)}";
        shop.Catalogue.Set(product, quantity);
        return null;
    }

    private static string Presence(decimal quantity) => quantity > 0 ? "available" : "not_available";

    private static JsonNode Item(OwnApiProduct product) => new JsonObject
    {
        ["id"] = product.Id,
        ["external_id"] = product.ExternalId,
        ["sku"] = product.Sku,
        ["name"] = product.Name,
        ["presence"] = Presence(product.Quantity),
        ["quantity_in_stock"] = product.Quantity,
    };
}
