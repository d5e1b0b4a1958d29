using Connector.Abstractions;

namespace Connector.Adapters.CsCart.Api;

/// <summary>Turns answers that are no success into failures that a person understands. The codes are CS-Cart's own list.</summary>
internal static class ShopFailures
{
    private static readonly TimeSpan ClosedPause = TimeSpan.FromMinutes(5);

    /// <summary>The failure of a whole call that an answer means.</summary>
    public static StoreException Of(ShopAnswer answer, ShopClient client)
    {
        var status = (int)answer.Status;
        var said = answer.Message.Length == 0 ? "" : $" It says: “{answer.Message}”.";
        return status switch
        {
            >= 300 and < 400 => Redirected(answer, client),
            401 => new(StoreFailure.Unauthorized, $"The shop refuses the e-mail or the API key.{said} Check email and apiKey, and that the administrator has API access (Customers → Administrators → the user → API access). Some web servers drop the Authorization header: then ask the host to hand it to PHP."),
            403 => new(StoreFailure.Unauthorized, $"The administrator's user group may not do this.{said} Give the group the rights to view and to manage products. If a page of a firewall is quoted here, let this machine through."),
            404 => new(StoreFailure.Misconfigured, $"There is no CS-Cart REST API at {client.Base}, neither under /api/ nor behind /api.php.{said} Check the url, its folder included."),
            405 or 406 or 415 => new(StoreFailure.Misconfigured, $"The shop's web server does not let the request through as it is ({status}).{said} A firewall may block PUT or JSON: let requests of the connector to /api/ pass."),
            413 => new(StoreFailure.Protocol, $"The shop does not give even a few products at once (413).{said}"),
            429 => new(StoreFailure.Throttled, $"The shop asks for fewer requests (429).{said}") { RetryAfter = answer.RetryAfter },
            503 => new(StoreFailure.Throttled, $"The store is closed or being upgraded (503).{said} The connector waits and goes on by itself when it is open.") { RetryAfter = answer.RetryAfter ?? ClosedPause },
            507 => new(StoreFailure.Misconfigured, $"The shop's server has no space left (507).{said} Nothing can be written until there is some."),
            509 => new(StoreFailure.Throttled, $"The host's limit of requests in an hour is reached (509).{said} The connector goes on when the next hour begins; if it happens often, ask the host for a higher limit.") { RetryAfter = answer.RetryAfter ?? UntilNextHour(client.Time.GetUtcNow()) },
            >= 500 => new(StoreFailure.Unreachable, $"The shop failed with status {status}.{said} Its PHP error log says why; the connector tries again."),
            200 when answer.Json is null => new(StoreFailure.Protocol, $"The shop answered something else in place of JSON (“{answer.Message}”); nothing of it counts. A firewall, a maintenance page, or an add-on that prints warnings stands before the API."),
            _ => new(StoreFailure.Protocol, $"The shop answered {status} where it was not expected.{said}"),
        };
    }

    /// <summary>An answer that is JSON of another shape than was asked for.</summary>
    public static StoreException Shape(string what) => new(StoreFailure.Protocol, $"The shop's answer cannot be understood: {what}. Nothing of it counts.");

    private static TimeSpan UntilNextHour(DateTimeOffset now) => TimeSpan.FromHours(1) - TimeSpan.FromTicks(now.Ticks % TimeSpan.TicksPerHour);

    private static StoreException Redirected(ShopAnswer answer, ShopClient client)
    {
        var to = answer.Location is { } location ? new Uri(new Uri(client.Base + "/"), location).GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped) : "another address";
        return new(StoreFailure.Misconfigured, $"The shop sends every request from {client.Base} to {to}. Put the shop's own address, http or https and www included, into url; the connector does not follow redirects, because they drop keys and turn writes into reads.");
    }
}
