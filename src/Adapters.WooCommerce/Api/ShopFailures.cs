using System.Net;
using Connector.Abstractions;

namespace Connector.Adapters.WooCommerce.Api;

/// <summary>Turns answers that are no success into failures a person understands.</summary>
internal static class ShopFailures
{
    private const string AuthenticationError = "woocommerce_rest_authentication_error";

    /// <summary>
    /// Whether the shop did not see a key at all, as opposed to seeing a wrong one. WordPress says 401 to a stranger, and 403 to
    /// a user who lacks a right; a 403 without its words comes from the web server.
    /// </summary>
    public static bool SawNoKey(ShopAnswer answer) => answer.Status switch
    {
        HttpStatusCode.Unauthorized => answer.Error?.Code != AuthenticationError,
        HttpStatusCode.Forbidden => answer.Error is null,
        _ => false,
    };

    /// <summary>Whether the key was seen and its user lacks the right to this one route.</summary>
    public static bool LacksRight(ShopAnswer answer) => answer is { Status: HttpStatusCode.Forbidden, Error: not null };

    /// <summary>Whether the signature was made for another address than the shop's own.</summary>
    public static bool SignedForAnotherAddress(ShopAnswer answer) =>
        answer.Status == HttpStatusCode.Unauthorized && answer.Error is { Code: AuthenticationError } error && error.Message.Contains("signature", StringComparison.OrdinalIgnoreCase);

    /// <summary>The failure that an answer means.</summary>
    public static StoreException Of(ShopAnswer answer, ShopAddress address)
    {
        var error = answer.Error;
        var said = error is null ? "" : $" It says: {error.Text} ({error.Code}).";
        return (int)answer.Status switch
        {
            >= 300 and < 400 => Redirected(answer, address),
            401 or 403 when error is null => new(StoreFailure.Unauthorized, $"The shop's web server or firewall refuses the connector with status {(int)answer.Status} (“{PlainText.OfPage(answer.Body.Span)}”). Nothing more is sent. Let requests to /wp-json/wc/ from this machine through, or take away the web server's own password."),
            401 or 403 when error.Message.Contains("write permission", StringComparison.OrdinalIgnoreCase) => new(StoreFailure.Unauthorized, "The shop's REST key may only read. Nothing can be written: give the key the permission Read/Write in WooCommerce → Settings → Advanced → REST API."),
            401 or 403 when SignedForAnotherAddress(answer) => new(StoreFailure.Unauthorized, $"The shop does not accept the signature.{said} Set the url to the address under Settings → General in WordPress, and check the consumer secret and both clocks."),
            403 => new(StoreFailure.Unauthorized, $"The user to whom the shop's REST key belongs lacks a right.{said} Make the key for a user who may edit products: an administrator or a shop manager."),
            401 => new(StoreFailure.Unauthorized, $"The shop refuses the REST key.{said} Check consumerKey and consumerSecret, that the key was not revoked, and that its user may edit products."),
            404 when error?.Code == "rest_no_route" => new(StoreFailure.Misconfigured, $"The shop has no WooCommerce REST API at {address.Base}: the route is unknown.{said} Check that WooCommerce is active and that no security plug-in switches its REST API off."),
            404 => new(StoreFailure.Misconfigured, $"There is no WordPress REST API at {address.Base} (“{PlainText.OfPage(answer.Body.Span)}”). Check the url, its folder included."),
            429 or 509 => new(StoreFailure.Throttled, $"The shop asks for fewer requests ({(int)answer.Status}).") { RetryAfter = answer.RetryAfter },
            503 when answer.RetryAfter is not null => new(StoreFailure.Throttled, $"The shop is being maintained (503).{said} The connector waits and tries again by itself.") { RetryAfter = answer.RetryAfter },
            >= 500 => new(StoreFailure.Unreachable, $"The shop failed with status {(int)answer.Status}{(error is null ? $" (“{PlainText.OfPage(answer.Body.Span)}”)" : "")}.{said} Its PHP error log says why; the connector tries again."),
            200 => new(StoreFailure.Protocol, $"The shop answered a page in place of JSON (“{PlainText.OfPage(answer.Body.Span)}”); nothing of it counts. A firewall, a cache or a maintenance plug-in stands before its REST API."),
            _ => new(StoreFailure.Protocol, $"The shop answered {(int)answer.Status}{(error is null ? $" (“{PlainText.OfPage(answer.Body.Span)}”)" : "")}.{said}"),
        };
    }

    private static StoreException Redirected(ShopAnswer answer, ShopAddress address)
    {
        var to = answer.Location is { } location ? new Uri(new Uri(address.Base + "/"), location) : null;
        // Without the query: it may hold the key.
        var place = to?.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped).Split("/wp-json", 2)[0].TrimEnd('/');
        return new(StoreFailure.Misconfigured, place is null
            ? $"The shop redirects every request without saying where to ({(int)answer.Status}). Check the url {address.Base}."
            : place == address.Base
            ? $"The shop redirects requests for its REST API to another address of its own ({(int)answer.Status}). A plug-in for languages, security or addresses does so: let it leave /wp-json/ alone."
            : $"The shop's address is {place}, not {address.Base}: it redirects. Put its own address, http or https and www included, into the option url; the connector does not follow redirects, because they drop keys and turn writes into reads.");
    }
}
