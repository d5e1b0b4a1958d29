using System.Text;
using System.Text.Json;
using Connector.Abstractions;
using Connector.Adapters.Http.Template.Paths;

namespace Connector.Adapters.Http.Template.Site;

/// <summary>What an answer that is no success means, in words for a person.</summary>
internal sealed class SiteErrors(StoreId store, SiteSecrets secrets)
{
    private static readonly string[] UsualWords = ["message", "detail", "error_description", "error", "title"];

    /// <summary>The failure of a call as a whole; <see langword="null"/> where the answer is a success.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="success">When it counts.</param>
    /// <param name="what">The request in words: <c>POST /stock</c>.</param>
    public StoreException? Judge(SiteAnswer answer, SuccessRule success, string what)
    {
        var said = Said(answer, success);
        if (!success.Takes(answer.Status))
            return OfStatus(answer, what, said);
        if (answer.IsHtml)
            return Fail(StoreFailure.Protocol, $"{what} brought a web page instead of JSON ({secrets.Clean(Start(answer))}): maintenance, a firewall, or a wrong path. The connector tries again; open the address in a browser if it stays so.");
        if (answer.Json is null && (!answer.Body.IsEmpty || success.Path is not null))
            return Fail(StoreFailure.Protocol, $"{what} brought something that is no JSON ({(answer.Body.IsEmpty ? "nothing at all" : secrets.Clean(Start(answer)))}). The connector tries again; a warning printed before the JSON must be mended in the site.");
        if (answer.Json is null || !Shape(() => success.IsFailure(answer.Json.RootElement), what))
            return null;
        var kind = success.Kind(answer.Json.RootElement);
        var cure = kind switch
        {
            StoreFailure.Unauthorized => "Writing to this store stops: check auth.",
            StoreFailure.Throttled => "The connector slows down.",
            _ => "Nothing of it counts as done; the connector tries again.",
        };
        return Fail(kind, $"{what} was answered with status {answer.Status}, and {success.Path!.Text} in the answer says that it failed{said}. {cure}", answer.RetryAfter);
    }

    /// <summary>An answer of another shape than the template says.</summary>
    public StoreException Misshapen(string what, string why) =>
        Fail(StoreFailure.Protocol, $"{what}: {why}. Nothing of this answer is used.");

    /// <summary>A failure with the store's name before it.</summary>
    public StoreException Fail(StoreFailure failure, string message, TimeSpan? retryAfter = null) =>
        new(failure, $"{store}: {message}") { RetryAfter = retryAfter };

    /// <summary>A text of the site for a message, without the secret.</summary>
    public string Clean(string text) => secrets.Clean(text);

    /// <summary>What the site said about a failure, ready to be put behind a sentence; empty where it said nothing.</summary>
    public string Said(SiteAnswer answer, SuccessRule success)
    {
        if (answer.Json?.RootElement is not { } root)
            return "";
        try
        {
            if (success.Message is not null && success.Message.TryFind(PathMatch.Of(root), out var found) && Scalars.Text(found) is { Length: > 0 } text)
                return $": “{secrets.Clean(text)}”";
            if (root.ValueKind != JsonValueKind.Object)
                return "";
            var usual = UsualWords.Select(word => root.TryGetProperty(word, out var value) ? Inner(value) : null).FirstOrDefault(static word => !string.IsNullOrEmpty(word));
            return usual is null ? "" : $": “{secrets.Clean(usual)}”";
        }
        catch (PathMissingException)
        {
            return "";
        }
    }

    private static string? Inner(JsonElement value) =>
        value.ValueKind == JsonValueKind.Object && value.TryGetProperty("message", out var inner) ? Scalars.Text(inner) : Scalars.Text(value);

    private StoreException OfStatus(SiteAnswer answer, string what, string said)
    {
        var text = $"{what} was answered with {answer.Status}{said}.";
        return answer.Status switch
        {
            401 or 403 => Fail(StoreFailure.Unauthorized, $"{text} The site refuses the key: writing to this store stops. Check auth, and what the key may do."),
            407 => Fail(StoreFailure.Misconfigured, $"{text} A proxy on the way wants a password."),
            429 or 509 => Fail(StoreFailure.Throttled, $"{text} The site wants fewer requests; the connector slows down.", answer.RetryAfter),
            503 when answer.RetryAfter is not null => Fail(StoreFailure.Throttled, $"{text} The site asks for a pause; the connector waits.", answer.RetryAfter),
            408 or >= 500 => Fail(StoreFailure.Unreachable, $"{text} The site is in trouble; the connector waits and tries again.", answer.RetryAfter),
            >= 300 and < 400 => Fail(StoreFailure.Misconfigured, $"{text} It redirects{Target(answer)}, and the connector follows no redirects: a key could reach a stranger. Write the final address into url."),
            400 or 409 or 413 or 422 or 423 => Fail(StoreFailure.Protocol, $"{text} The site does not take the request as it is; the connector tries smaller ones. If it stays so, compare path and body with the site's documentation."),
            404 or 405 or 410 or 415 or 501 => Fail(StoreFailure.Misconfigured, $"{text} Check url, path and method."),
            >= 200 and < 300 => Fail(StoreFailure.Protocol, $"{text} successWhen.status does not name it."),
            _ => Fail(StoreFailure.Misconfigured, $"{text} Check path, method and body."),
        };
    }

    // The host alone: queries hold keys.
    private static string Target(SiteAnswer answer) =>
        answer.Headers.TryGetValue("Location", out var location) && Uri.TryCreate(answer.Address, location, out var to)
            ? $" to {to.Scheme}://{to.Host}"
            : "";

    private static string Start(SiteAnswer answer) => Encoding.UTF8.GetString(answer.Body.Span[..Math.Min(answer.Body.Length, 120)]);

    private T Shape<T>(Func<T> read, string what)
    {
        try
        {
            return read();
        }
        catch (PathMissingException exception)
        {
            throw Misshapen(what, exception.Message);
        }
    }
}
