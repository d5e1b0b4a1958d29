using System.Text.RegularExpressions;
using Connector.Abstractions;

namespace Connector.Adapters.PrestaShop.Api;

/// <summary>Turns answers that are no success into failures a person understands.</summary>
internal static partial class ShopFailures
{
    private const int Longest = 160;

    /// <summary>The failure that an answer means.</summary>
    public static StoreException Of(ShopAnswer answer, string what)
    {
        var said = answer.Errors.Count > 0 ? $" It says: {answer.Errors[0].Message} ({answer.Errors[0].Code})." : "";
        return ((int)answer.Status, answer.Code) switch
        {
            ( >= 300 and < 400, _) => new(StoreFailure.Misconfigured, $"The shop's address is another one: it redirects{(answer.Location is { } host ? $" to {host}" : "")}. Put the shop's main address, http or https and www included, into the option url; the connector does not follow redirects, because PrestaShop's lead to the home page."),
            (_, 22) => new(StoreFailure.Misconfigured, "The shop's webservice is switched off. Switch it on: Advanced parameters → Webservice → Enable PrestaShop's webservice."),
            (_, 25 or 26) => new(StoreFailure.Unauthorized, $"The webservice key lacks a right for {what}.{said} Give it GET on products and combinations, GET and PATCH or PUT on stock_availables, in Advanced parameters → Webservice."),
            (_, 132) => new(StoreFailure.Unauthorized, "The webservice key is not for this shop of the multistore. Tick the shop at the key (Advanced parameters → Webservice), or correct shopId."),
            (401 or 403, _) when answer.IsOfWebservice => new(StoreFailure.Unauthorized, $"The shop refuses the webservice key.{said} Check the key, and that it is switched on, in Advanced parameters → Webservice."),
            (401 or 403, _) => new(StoreFailure.Unauthorized, $"The shop's web server or firewall refuses the connector with status {(int)answer.Status} (“{Shown(answer.Text)}”). Let requests to /api/ from this machine through."),
            (404, 0) => new(StoreFailure.Misconfigured, "There is no PrestaShop webservice at this address: neither /api/ nor /webservice/dispatcher.php. Check the url, its folder included."),
            (429, _) => new(StoreFailure.Throttled, "The shop asks for fewer requests (429).") { RetryAfter = answer.RetryAfter },
            (503, _) when answer.RetryAfter is not null => new(StoreFailure.Throttled, $"The shop asks to be left alone (503).{said}") { RetryAfter = answer.RetryAfter },
            ( >= 500, > 0) when answer.IsOfWebservice => new(StoreFailure.Unreachable, $"The shop failed at {what} with status {(int)answer.Status}.{said} A module may have caused it; the shop's log says which. The connector tries again."),
            ( >= 500, _) => new(StoreFailure.Unreachable, $"The shop failed at {what} with status {(int)answer.Status} (“{Shown(answer.Text)}”). Its error log says why; the connector tries again."),
            _ when !answer.IsOfWebservice => new(StoreFailure.Protocol, $"The shop answered {what} with a page in place of data (“{Shown(answer.Text)}”); nothing of it counts. A firewall or a maintenance page stands before its webservice."),
            _ => new(StoreFailure.Protocol, $"The shop answered {what} with status {(int)answer.Status}.{said} Nothing of it counts."),
        };
    }

    /// <summary>The beginning of a page, without its tags.</summary>
    public static string Shown(string text)
    {
        var title = Title().Match(text);
        var shown = Spaces().Replace(Tags().Replace(title.Success ? title.Groups[1].Value : text, " "), " ").Trim();
        return shown.Length <= Longest ? shown : shown[..Longest] + "…";
    }

    [GeneratedRegex("<title[^>]*>(.*?)</title>", RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex Title();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tags();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
