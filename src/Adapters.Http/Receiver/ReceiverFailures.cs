using System.Text.Json;
using Connector.Abstractions;

namespace Connector.Adapters.Http.Receiver;

/// <summary>What an answer means that is no success.</summary>
internal static class ReceiverFailures
{
    private const int MostSaid = 300;

    // Problem details (RFC 9457) first, then what sites use of their own accord.
    private static readonly string[] Explanations = ["detail", "message", "title", "error"];

    /// <summary>The failure of a call as a whole.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="what">The request in words: <c>POST stock</c>.</param>
    public static StoreException Of(ReceiverAnswer answer, string what)
    {
        var said = Said(answer);
        return (int)answer.Status switch
        {
            >= 300 and < 400 => new(StoreFailure.Misconfigured, $"{what} is redirected{(answer.Location is { } to && to.IsAbsoluteUri ? $" to {to.Scheme}://{to.Authority}" : "")}; redirects are not followed. Put the receiver's own address into the option url."),
            401 or 403 => new(StoreFailure.Unauthorized, $"The site refuses the connector's signature or token ({(int)answer.Status}){said}. Check secret (or bearer, user and password) on both sides, and both clocks; `connector receiver-test` shows which."),
            404 => new(StoreFailure.Misconfigured, $"There is no receiver at this address: {what} is answered 404{said}. Check the url; the route “stock” must be below it."),
            410 => new(StoreFailure.Misconfigured, $"The site has switched its receiver off (410){said}. Switch it on again, or disable the store."),
            409 => new(StoreFailure.Throttled, $"The site is still working on this batch (409){said}; the connector asks again later, with the same id.") { RetryAfter = answer.RetryAfter },
            429 => new(StoreFailure.Throttled, $"The site asks for fewer requests (429){said}.") { RetryAfter = answer.RetryAfter },
            503 when answer.RetryAfter is not null => new(StoreFailure.Throttled, $"The site is busy or being maintained (503){said}; the connector waits and tries again.") { RetryAfter = answer.RetryAfter },
            509 => new(StoreFailure.Throttled, $"The site has used up what its hosting allows (509){said}; the connector waits and tries again.") { RetryAfter = answer.RetryAfter },
            408 or >= 500 => new(StoreFailure.Unreachable, $"The site failed at {what} with status {(int)answer.Status}{said}. Its error log says why; the connector tries again."),
            _ => new(StoreFailure.Protocol, $"The site answered {what} with status {(int)answer.Status}{said}. Nothing of it counts."),
        };
    }

    private static string Said(ReceiverAnswer answer)
    {
        if (answer.Json is { ValueKind: JsonValueKind.Object } json)
        {
            var told = Explanations.Select(name => json.Text(name)).FirstOrDefault(text => text is { Length: > 0 });
            if (told is not null)
                return $": “{(told.Length <= MostSaid ? told : told[..MostSaid] + "…")}”";
        }

        return answer.Text.Length == 0 ? "" : $": “{answer.Text}”";
    }
}
