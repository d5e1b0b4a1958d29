using System.Text;
using Connector.Emulators.Faults;
using Connector.Emulators.Http;
using Connector.Emulators.Shops;

namespace Connector.Emulators.CsCart;

/// <summary>A request's way: web server, host's limit, address, closed store, key, rights, entity.</summary>
internal sealed class CsCartApi(CsCartEmulator shop)
{
    private readonly CsCartLists _lists = new(shop);
    private readonly CsCartWrites _writes = new(shop);
    private readonly Lock _lock = new();
    private DateTimeOffset _hour;
    private int _inHour;

    public async Task<Reply> AnswerAsync(ShopCall call)
    {
        var reply = await RouteAsync(call);
        return shop.Quirks.TextBefore is { Length: > 0 } text
            ? reply with { Body = (byte[])[.. Encoding.UTF8.GetBytes(text), .. reply.Body.Span] }
            : reply;
    }

    private async Task<Reply> RouteAsync(ShopCall call)
    {
        var quirks = shop.Quirks;
        if (quirks.AnswersPages)
            return Reply.Html(200, HtmlPages.For(200));
        if (quirks.RequestsPerHour is { } most && !IsWithin(most))
            return CsCartReplies.Error(509, "Bandwidth Limit Exceeded");
        if (CsCartRequest.Parse(call.Request, quirks.Rewrite) is not { } request)
            return quirks.Rewrite == CsCartRewrite.Storefront ? CsCartReplies.Storefront() : CsCartReplies.NoSuchAddress();
        if (quirks.Closed)
            return CsCartReplies.Error(503, "Service Unavailable: the store is closed");
        if (request is { Entity: "", Method: "GET" } && request["version"] is not null)
            return quirks.HidesVersion ? CsCartReplies.NotFound() : CsCartReplies.VersionOf(shop.Options);
        if (!HasKey(call.Request))
            return CsCartReplies.Error(401, "Unauthorized");
        if (quirks.Forbidden.Contains(request.Entity) || (quirks.ReadOnly && call.Request.IsWrite))
            return CsCartReplies.Error(403, "Forbidden");
        if (call.Request.IsWrite && !call.Request.Headers.GetValueOrDefault("Content-Type", "").StartsWith("application/json", StringComparison.OrdinalIgnoreCase))
            return CsCartReplies.Error(415, "Unsupported Media Type");
        return await EntityAsync(call, request);
    }

    private async Task<Reply> EntityAsync(ShopCall call, CsCartRequest request)
    {
        var generation = shop.Options.Generation;
        switch (request.Entity)
        {
            case "products":
            case "product_variations" when generation != CsCartGeneration.V4_9Options:
            case "combinations" when generation == CsCartGeneration.V4_9Options:
                break;
            case "vendors" when shop.Options.MultiVendor:
            case "stores" when !shop.Options.MultiVendor:
                return Reply.Json(200, $$"""{"{{request.Entity}}":[{"company_id":"1","company":"First"}],"params":[0]}""");
            default:
                return CsCartReplies.NotFound();
        }

        return (request.Method, request.Id) switch
        {
            ("GET", "") => _lists.Answer(request),
            ("GET", _) => _lists.One(request),
            ("PUT", not "") => await _writes.PutAsync(call, request),
            // There is no bulk update: lists take GET and POST, and what would create or delete is not emulated.
            ("PUT" or "DELETE" or "PATCH", "") => CsCartReplies.Error(405, "Method Not Allowed"),
            _ => CsCartReplies.Error(501, "Not Implemented"),
        };
    }

    private bool IsWithin(int most)
    {
        var now = shop.Options.TimeProvider.GetUtcNow();
        var hour = new DateTimeOffset(now.Year, now.Month, now.Day, now.Hour, 0, 0, TimeSpan.Zero);
        lock (_lock)
        {
            if (hour != _hour)
                (_hour, _inHour) = (hour, 0);
            return ++_inHour <= most;
        }
    }

    private bool HasKey(ShopRequest request) =>
        request.Headers.GetValueOrDefault("Authorization") == "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{shop.Options.Email}:{shop.Options.ApiKey}"));
}
