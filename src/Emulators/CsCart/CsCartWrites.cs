using System.Globalization;
using System.Text.Json;
using Connector.Emulators.Http;
using Connector.Emulators.Shops;

namespace Connector.Emulators.CsCart;

/// <summary>PUT on one row. Fields that the shop does not know are ignored without a word.</summary>
internal sealed class CsCartWrites(CsCartEmulator shop)
{
    public async Task<Reply> PutAsync(ShopCall call, CsCartRequest request)
    {
        Dictionary<string, string> fields;
        try
        {
            using var body = JsonDocument.Parse(call.Request.Body);
            fields = body.RootElement.EnumerateObject().ToDictionary(static field => field.Name, static field => field.Value.ToString());
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException)
        {
            return CsCartReplies.Error(400, "Bad Request: the body is no JSON object");
        }

        return request.Entity == "combinations" ? await CombinationAsync(call, request.Id, fields) : await ProductAsync(call, request, fields);
    }

    private async Task<Reply> ProductAsync(ShopCall call, CsCartRequest request, Dictionary<string, string> fields)
    {
        if (!long.TryParse(request.Id, NumberStyles.None, CultureInfo.InvariantCulture, out var id) || shop.Catalogue.Find(id) is not { } found
            || (request.Entity == "product_variations" && found.Type != "V"))
            return CsCartReplies.NotFound();
        if (!await call.WorkAsync())
            return call.DeathWith;
        shop.Catalogue.Edit(id, product => product with
        {
            Amount = fields.TryGetValue("amount", out var amount) && !product.IsSplit ? Cast(amount) : product.Amount,
            Code = fields.GetValueOrDefault("product_code", product.Code),
            Name = fields.GetValueOrDefault("product", product.Name),
            Status = fields.GetValueOrDefault("status", product.Status),
            Tracking = fields.GetValueOrDefault("tracking", product.Tracking),
            Price = fields.TryGetValue("price", out var price) ? decimal.Parse(price, CultureInfo.InvariantCulture) : product.Price,
            Updated = shop.Options.TimeProvider.GetUtcNow().ToUnixTimeSeconds(),
        });
        return Reply.Json(200, $$"""{"product_id":"{{id.ToString(CultureInfo.InvariantCulture)}}"}""");
    }

    private async Task<Reply> CombinationAsync(ShopCall call, string hash, Dictionary<string, string> fields)
    {
        if (shop.Catalogue.FindCombination(hash) is null)
            return CsCartReplies.NotFound();
        if (!await call.WorkAsync())
            return call.DeathWith;
        shop.Catalogue.EditCombination(hash, combination => combination with
        {
            Amount = fields.TryGetValue("amount", out var amount) ? Cast(amount) : combination.Amount,
            Code = fields.GetValueOrDefault("product_code", combination.Code),
            Position = fields.TryGetValue("position", out var position) ? (int)Cast(position) : combination.Position,
        });
        return Reply.Json(200, $$"""{"combination_hash":"{{hash}}"}""");
    }

    // (int) of PHP: digits as far as they go, 0 without any; then the column's own end.
    private static long Cast(string text)
    {
        var length = 0;
        while (length < text.Length && (char.IsAsciiDigit(text[length]) || (length == 0 && text[0] == '-')))
            length++;
        return long.TryParse(text[..length], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? Math.Clamp(number, -CsCartCatalogue.MostAmount - 1, CsCartCatalogue.MostAmount)
            : 0;
    }
}
