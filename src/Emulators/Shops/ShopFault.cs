using System.Globalization;
using Connector.Emulators.Faults;
using Connector.Emulators.Http;

namespace Connector.Emulators.Shops;

/// <summary>
/// What can go wrong inside a shop, before or in the middle of its work. The kinds of <see cref="HttpFault"/> are reached through
/// this name too; with those the request itself is carried out, and only the answer suffers.
/// </summary>
public sealed class ShopFault : HttpFault
{
    private ShopFault(string name)
        : base(name)
    {
    }

    /// <summary>The answer of a request that is not carried out.</summary>
    internal Reply? Refusal { get; init; }

    /// <summary>Items of a write that are carried out before the shop dies.</summary>
    internal int? ItemsDone { get; init; }

    /// <summary>The answer of a shop that died.</summary>
    internal Reply? Death { get; init; }

    /// <summary>Refused before anything was done, with a body of the caller's choice.</summary>
    /// <param name="status">100 to 599.</param>
    /// <param name="body">The whole body.</param>
    /// <param name="contentType">Its kind.</param>
    /// <param name="retryAfterSeconds">The Retry-After header; null leaves it out.</param>
    public static ShopFault Refused(int status, string body, string contentType = "application/json; charset=UTF-8", int? retryAfterSeconds = null) =>
        new($"refused with {status}") { Refusal = ReplyOf(status, body, contentType, retryAfterSeconds) };

    /// <summary>A web page in place of an answer, nothing done: a proxy, a firewall, a maintenance page.</summary>
    /// <param name="status">200 is the nasty one.</param>
    public static ShopFault RefusedWithHtml(int status) =>
        new($"refused with HTML and {status}") { Refusal = Reply.Html(status, HtmlPages.For(status)) };

    /// <summary>The program of the shop dies in the middle of a batch: the first items are written, the others are not.</summary>
    /// <param name="items">How many are written, 0 or more.</param>
    /// <param name="status">What the web server answers then.</param>
    /// <param name="body">The whole body.</param>
    /// <param name="contentType">Its kind.</param>
    public static ShopFault DiesAfter(int items, int status, string body, string contentType = "application/json; charset=UTF-8") =>
        new($"dies after {items} items with {status}") { ItemsDone = items, Death = ReplyOf(status, body, contentType, null) };

    private static Reply ReplyOf(int status, string body, string contentType, int? retryAfterSeconds)
    {
        var reply = Reply.Json(status, body) with { ContentType = contentType };
        return retryAfterSeconds is { } seconds ? reply.WithHeader("Retry-After", seconds.ToString(CultureInfo.InvariantCulture)) : reply;
    }
}
