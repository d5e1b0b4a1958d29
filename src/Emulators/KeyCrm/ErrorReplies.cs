using System.Globalization;
using System.Text.Json;
using Connector.Emulators.Faults;
using Connector.Emulators.Http;

namespace Connector.Emulators.KeyCrm;

/// <summary>Refusals in Laravel's words (facts/keycrm.md §2, §3). The wording is inferred; clients go by the status.</summary>
internal static class ErrorReplies
{
    public static Reply Unauthenticated() => Message(401, "Unauthenticated.");

    public static Reply NotFound(string path) => Message(404, $"The route v1{path} could not be found.");

    public static Reply MethodNotAllowed(string method, string allowed) =>
        Message(405, $"The {method} method is not supported for this route. Supported methods: {allowed}.").WithHeader("Allow", allowed);

    public static Reply NotAllowed(string kind, IEnumerable<string> refused, IEnumerable<string> allowed) => Message(
        400,
        $"Requested {kind}(s) `{string.Join(", ", refused)}` are not allowed. Allowed {kind}(s) are `{string.Join(", ", allowed)}`.");

    public static Reply Invalid(IReadOnlyDictionary<string, string> errors) => Reply.Json(422, JsonSerializer.Serialize(new
    {
        message = "The given data was invalid.",
        errors = errors.ToDictionary(static error => error.Key, static error => new[] { error.Value }),
    }));

    public static Reply TooManyAttempts(RateLimit.Decision decision, int limit, DateTimeOffset now, bool withHeaders)
    {
        var reply = Message(429, "Too Many Attempts.");
        if (!withHeaders)
            return reply;
        var reset = now.AddSeconds(decision.RetryAfterSeconds).ToUnixTimeSeconds();
        return WithLimit(reply, limit, 0)
            .WithHeader("Retry-After", decision.RetryAfterSeconds.ToString(CultureInfo.InvariantCulture))
            .WithHeader("X-RateLimit-Reset", reset.ToString(CultureInfo.InvariantCulture));
    }

    public static Reply WithLimit(Reply reply, int limit, int remaining) => reply
        .WithHeader("X-RateLimit-Limit", limit.ToString(CultureInfo.InvariantCulture))
        .WithHeader("X-RateLimit-Remaining", remaining.ToString(CultureInfo.InvariantCulture));

    /// <summary>The same refusal as a web page, for a client that did not ask for JSON.</summary>
    public static Reply AsHtml(Reply reply) => Reply.Html(reply.Status, HtmlPages.For(reply.Status)) with { Headers = reply.Headers };

    private static Reply Message(int status, string message) => Reply.Json(status, JsonSerializer.Serialize(new { message }));
}
