using System.Text.Json;
using Connector.Emulators.Faults;
using Connector.Emulators.Http;

namespace Connector.Emulators.CsCart;

/// <summary>What the shop says when it refuses.</summary>
internal static class CsCartReplies
{
    public static Reply Error(int status, string message) =>
        Reply.Json(status, JsonSerializer.Serialize(new { message, status }));

    public static Reply NotFound() => Error(404, "Not Found");

    public static Reply NoSuchAddress() => Reply.Html(404, HtmlPages.For(404));

    public static Reply Storefront() =>
        Reply.Html(200, "<!DOCTYPE html><html><head><title>Shop</title></head><body>Welcome</body></html>");

    public static Reply VersionOf(CsCartOptions options)
    {
        var brand = options.MultiVendor ? "Multi-Vendor" : "CS-Cart";
        var version = options.Generation == CsCartGeneration.V4_18 ? "4.18.1" : "4.9.3";
        return Reply.Html(200, $"<h3>{brand} <b>{version}</b> ULTIMATE</h3>");
    }
}
