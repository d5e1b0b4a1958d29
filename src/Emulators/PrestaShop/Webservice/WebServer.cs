using System.Text;
using Connector.Emulators.Http;
using Connector.Emulators.PrestaShop.Catalogue;
using Connector.Emulators.Shops;

namespace Connector.Emulators.PrestaShop.Webservice;

/// <summary>What stands before the webservice: nginx with its limits and rules, and PrestaShop's check of the host.</summary>
internal sealed class WebServer(PrestaShopEmulator emulator)
{
    private const string Dispatcher = "webservice/dispatcher.php";

    /// <summary>The shop's own host and port.</summary>
    public string Domain(PrestaShopQuirks quirks) => quirks.Domain ?? emulator.Address.Authority;

    /// <summary>A page when the request does not reach the webservice; else the request and the shop of its address.</summary>
    public Reply? Route(ShopRequest request, PrestaShopQuirks quirks, out ApiRequest? api, out StoredShop? shop)
    {
        (api, shop) = (null, null);
        if (request.Method.Length + request.Path.Length + request.QueryString.Length + " HTTP/1.1\r\n".Length + 1 > quirks.LongestRequestLine)
            return Page(414, "414 Request-URI Too Large");
        if (request.Body.Length > quirks.LargestBody)
            return Page(413, "413 Request Entity Too Large");
        if (quirks.RedirectsToHttps)
            return Page(301, "301 Moved Permanently").WithHeader("Location", $"https://{Domain(quirks)}{request.Path}{request.QueryString}");
        if (quirks.BlocksPutAndPatch && request.Method is "PUT" or "PATCH")
            return Page(405, "405 Not Allowed");

        lock (emulator.Catalogue.Sync)
        {
            shop = emulator.Catalogue.Shops.Values
                .Where(one => (request.Path + '/').StartsWith(one.BaseUri, StringComparison.Ordinal))
                .MaxBy(static one => one.BaseUri.Length);
        }

        if (shop is null)
            return Page(404, "404 Not Found");
        var rest = request.Path.Length >= shop.BaseUri.Length ? request.Path[shop.BaseUri.Length..] : "";
        if (rest == Dispatcher)
            api = new ApiRequest(request, null);
        else if (!quirks.WithoutUrlRewriting && (rest == "api" || rest.StartsWith("api/", StringComparison.Ordinal)))
            api = new ApiRequest(request, rest.Length > 4 ? rest[4..] : "");
        else if (rest is "" or "index.php")
            return quirks.Maintenance ? Page(503, "We'll be back soon.") : Page(200, "Home");
        else
            return Page(404, "404 Not Found");
        return null;
    }

    /// <summary>
    /// The way to the right host's home page, before any look at the key; parameters go along, a key among them. Null when host
    /// and shop are right.
    /// </summary>
    public Reply? Redirect(ShopRequest request, PrestaShopQuirks quirks, ApiRequest api, StoredShop addressed, ShopSelector shops)
    {
        var domain = Domain(quirks);
        var host = request.Headers.GetValueOrDefault("Host");
        if (string.Equals(host, domain, StringComparison.OrdinalIgnoreCase) && shops.Exists(api))
            return null;
        var query = api.Parameters
            .Where(static parameter => parameter.Key is not ("url" or "id_shop"))
            .Prepend(new("url", api.Parameter("url") ?? ""))
            .Select(static parameter => $"{Uri.EscapeDataString(parameter.Key)}={Uri.EscapeDataString(parameter.Value)}");
        return Reply.Html(302, "").WithHeader("Location", $"http://{domain}{addressed.BaseUri}?{string.Join('&', query)}");
    }

    private static Reply Page(int status, string title) => new()
    {
        Status = status,
        ContentType = "text/html",
        Body = Encoding.UTF8.GetBytes($"<html>\r\n<head><title>{title}</title></head>\r\n<body>\r\n<center><h1>{title}</h1></center>\r\n</body>\r\n</html>\r\n"),
    };
}
