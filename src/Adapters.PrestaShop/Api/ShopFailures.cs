using System.Net;
using Connector.Abstractions;

namespace Connector.Adapters.PrestaShop.Api;

/// <summary>Turns answers that are no success into failures a person understands.</summary>
internal static class ShopFailures
{
    private const string KeyPage = "Advanced parameters → Webservice";

    /// <summary>The failure that an answer means.</summary>
    /// <param name="answer">Not a success.</param>
    /// <param name="address">Where it came from.</param>
    /// <param name="shopId">The shop that was named, if one was.</param>
    public static StoreException Of(ShopAnswer answer, ShopAddress address, int? shopId)
    {
        if ((int)answer.Status is >= 300 and < 400)
            return Redirected(answer, address, shopId);
        return answer.Error is { } error ? OfError(error, answer, shopId) : OfPage(answer, address);
    }

    private static StoreException OfError(ShopError error, ShopAnswer answer, int? shopId)
    {
        var said = $" It says: {error.Message} ({error.Code}).";
        return error.Code switch
        {
            22 => new(StoreFailure.Misconfigured, $"The shop's webservice is switched off.{said} Switch it on in {KeyPage}; the connector waits until then."),
            17 or 18 or 20 => new(StoreFailure.Unauthorized, $"The shop refuses the webservice key: it is unknown or switched off.{said} Compare it with {KeyPage}; nothing more is sent."),
            21 => new(StoreFailure.Unauthorized, $"The webservice key has no right at all.{said} Give it GET on products and combinations, GET, PATCH and PUT on stock_availables in {KeyPage}."),
            23 or 25 or 26 or 101 => new(StoreFailure.Misconfigured, $"The webservice key lacks a right.{said} Tick it in {KeyPage}: GET on products and combinations, GET, PATCH and PUT on stock_availables."),
            132 => new(StoreFailure.Unauthorized, $"The webservice key is not for {(shopId is { } shop ? $"shop {shop}" : "the shop of this address")}.{said} Associate it with that shop in {KeyPage}, or correct shopId."),
            >= 27 and <= 39 => new(StoreFailure.Protocol, $"The shop does not understand what it is asked.{said} Nothing of the answer counts; is it a PrestaShop of 1.7 or later?"),
            _ when answer.Status == HttpStatusCode.Unauthorized => new(StoreFailure.Unauthorized, $"The shop refuses the webservice key.{said} Check it in {KeyPage}."),
            _ when answer.Status is HttpStatusCode.TooManyRequests => Throttled(answer, said),
            _ when (int)answer.Status >= 500 => new(StoreFailure.Unreachable, $"The shop failed with status {(int)answer.Status}.{said} A module or its PHP error log says why; the connector tries again."),
            _ => new(StoreFailure.Protocol, $"The shop answered {(int)answer.Status}.{said}"),
        };
    }

    private static StoreException OfPage(ShopAnswer answer, ShopAddress address)
    {
        var page = PlainText.OfPage(answer.Body.Span) is { Length: > 0 } text ? $" (“{text}”)" : "";
        return (int)answer.Status switch
        {
            401 or 403 => new(StoreFailure.Unauthorized, $"The shop's web server or firewall refuses the connector with status {(int)answer.Status}{page}. Nothing more is sent. Let requests to /api/ from this machine through, or take away the web server's own password."),
            404 => new(StoreFailure.Misconfigured, $"There is no PrestaShop webservice at {address.Base}{page}. Check the url, its folder included; a language such as /en does not belong to it."),
            405 or 501 => new(StoreFailure.Misconfigured, $"The shop's web server lets no writes through ({(int)answer.Status}){page}. Ask the host to allow PUT, PATCH and POST on /api/."),
            413 or 414 => new(StoreFailure.Protocol, $"The shop's web server takes no requests of this size ({(int)answer.Status}){page}; the connector tries smaller ones."),
            429 or 509 => Throttled(answer, page),
            503 when answer.RetryAfter is not null => Throttled(answer, page),
            >= 500 => new(StoreFailure.Unreachable, $"The shop failed with status {(int)answer.Status}{page}. Its PHP error log says why; the connector tries again."),
            >= 200 and < 300 => new(StoreFailure.Protocol, $"The shop answered something else than its webservice's JSON{page}; nothing of it counts. A firewall, a cache or a maintenance page stands before it."),
            _ => new(StoreFailure.Protocol, $"The shop answered {(int)answer.Status}{page}."),
        };
    }

    private static StoreException Throttled(ShopAnswer answer, string said) =>
        new(StoreFailure.Throttled, $"The shop asks to be left alone for a while ({(int)answer.Status}){said} The connector waits and tries again by itself.") { RetryAfter = answer.RetryAfter };

    private static StoreException Redirected(ShopAnswer answer, ShopAddress address, int? shopId)
    {
        var own = new Uri(address.Base + "/");
        // Its path is lost and its query repeats the key: the host is all that is worth showing.
        var to = answer.Location is { } location ? new Uri(own, location) : null;
        var place = to?.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped);
        return new(StoreFailure.Misconfigured, place is null
            ? $"The shop redirects every request without saying where to ({(int)answer.Status}). Check the url {address.Base}."
            : place == own.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped)
            ? shopId is { } shop
                ? $"The shop sends the connector to its home page ({(int)answer.Status}): it has no shop {shop}. Correct shopId; the number stands in Advanced parameters → Multistore."
                : $"The shop redirects requests for its webservice to another place of its own ({(int)answer.Status}). Check the url's folder, and modules for languages or addresses."
            : $"The shop's address is {place}, not {own.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped)}: it redirects. Put its own address, http or https and www included, into the option url; the connector does not follow redirects, because they lose the way and turn writes into reads.");
    }
}
