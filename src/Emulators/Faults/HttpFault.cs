using System.Globalization;
using System.Text;
using Connector.Emulators.Http;

namespace Connector.Emulators.Faults;

/// <summary>What can go wrong with any HTTP answer, whichever service gives it. Faults on one request add up, in the order taken.</summary>
public class HttpFault
{
    private protected HttpFault(string name) => Name = name;

    /// <summary>A few words for logs and assertion messages.</summary>
    public string Name { get; }

    /// <summary>How long the answer waits, in the emulator's time.</summary>
    internal TimeSpan DelayBy { get; init; }

    internal Func<Reply, Reply> AlterReply { get; init; } = static reply => reply;

    /// <summary>Another status with a JSON body; the request itself has been carried out.</summary>
    /// <param name="status">100 to 599.</param>
    /// <param name="json">The body; <c>{"message":"Server Error"}</c> when left out.</param>
    public static HttpFault Status(int status, string json = """{"message":"Server Error"}""") =>
        new($"status {status}") { AlterReply = _ => Reply.Json(status, json) };

    /// <summary>A web page instead of JSON, as proxies and maintenance modes send it.</summary>
    /// <param name="status">200 is the nasty one.</param>
    public static HttpFault Html(int status) =>
        new($"HTML with {status}") { AlterReply = _ => Reply.Html(status, HtmlPages.For(status)) };

    /// <summary>429 as Laravel words it.</summary>
    /// <param name="retryAfterSeconds">The Retry-After header; 0 is sent as 0, null leaves the header out.</param>
    public static HttpFault TooManyRequests(int? retryAfterSeconds) => new($"429, Retry-After {retryAfterSeconds?.ToString(CultureInfo.InvariantCulture) ?? "absent"}")
    {
        AlterReply = _ =>
        {
            var reply = Reply.Json(429, """{"message":"Too Many Attempts."}""");
            return retryAfterSeconds is { } seconds ? reply.WithHeader("Retry-After", seconds.ToString(CultureInfo.InvariantCulture)) : reply;
        },
    };

    /// <summary>The whole length is announced, a part is sent, the connection breaks.</summary>
    /// <param name="share">The part of the body that arrives, 0 to below 1.</param>
    public static HttpFault CutBody(double share = 0.5)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(share);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(share, 1);
        return new("cut body") { AlterReply = reply => reply with { CutAfter = (int)(reply.Body.Length * share) } };
    }

    /// <summary>The connection breaks before any byte of the answer; the request itself has been carried out.</summary>
    public static HttpFault Drop() => new("dropped connection") { AlterReply = reply => reply with { Dropped = true } };

    /// <summary>The answer comes late, in the emulator's time.</summary>
    public static HttpFault Slow(TimeSpan delay) => new($"slow by {delay}") { DelayBy = delay };

    /// <summary>The answer begins at once and pauses in the middle of its body, in the emulator's time.</summary>
    public static HttpFault Stall(TimeSpan pause) =>
        new($"stalled for {pause}") { AlterReply = reply => reply with { StallFor = pause } };

    /// <summary>A complete HTTP answer whose JSON ends in the middle.</summary>
    public static HttpFault InvalidJson() =>
        new("invalid JSON") { AlterReply = reply => reply with { Body = reply.Body[..(reply.Body.Length / 2)] } };

    /// <summary>Valid JSON of another shape, with status 200: an array, an error object, <c>null</c>.</summary>
    public static HttpFault OtherJson(string json) => new("other JSON") { AlterReply = _ => Reply.Json(200, json) };

    /// <summary>Any other damage: the body as text, changed as the caller likes.</summary>
    public static HttpFault EditBody(Func<string, string> edit) => new("edited body")
    {
        AlterReply = reply => reply with { Body = Encoding.UTF8.GetBytes(edit(Encoding.UTF8.GetString(reply.Body.Span))) },
    };

    /// <inheritdoc/>
    public override string ToString() => Name;
}
