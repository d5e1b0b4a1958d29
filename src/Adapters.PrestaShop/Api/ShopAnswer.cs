using System.Net;

namespace Connector.Adapters.PrestaShop.Api;

/// <summary>What came back from a shop.</summary>
internal sealed record ShopAnswer
{
    /// <summary>The HTTP status. After a first error PHP stumbles on and may turn a 400 into a 500: the first error's code tells the truth.</summary>
    public required HttpStatusCode Status { get; init; }

    /// <summary>The body without the byte order mark and blank lines that some module file prints around it.</summary>
    public required ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>Where a redirect points. Holds the key if the request did.</summary>
    public Uri? Location { get; init; }

    /// <summary>How long the shop asked to be left alone.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Whether PrestaShop's webservice has signed it, as opposed to a web server or a proxy.</summary>
    public bool IsSigned { get; init; }

    /// <summary>The webservice's errors, the cause first.</summary>
    public IReadOnlyList<ShopError> Errors => field ??= ErrorText.Decode(Body);

    /// <summary>Whether it is a success with JSON in it.</summary>
    public bool IsJson => (int)Status is >= 200 and < 300 && Body.Length > 0 && Body.Span[0] is (byte)'{' or (byte)'[' && Errors.Count == 0;

    /// <summary>The first error; <see langword="null"/> without one.</summary>
    public ShopError? Error => Errors.Count > 0 ? Errors[0] : null;

    /// <summary>
    /// Whether no key reached PHP: plain text in place of an error of the webservice. A page is a web server's or firewall's own
    /// refusal, and no reason to put the key into addresses, which stand in logs.
    /// </summary>
    public bool SawNoKey => Status == HttpStatusCode.Unauthorized && Body.Span.StartsWith("401 Unauthorized"u8);

    /// <summary>Whether there is no webservice at this address.</summary>
    public bool IsElsewhere => Status == HttpStatusCode.NotFound && !IsSigned && Errors.Count == 0;

    /// <summary>A body without what may stand around it.</summary>
    public static ReadOnlyMemory<byte> Trim(ReadOnlyMemory<byte> body)
    {
        while (true)
        {
            body = body.TrimStart(" \t\r\n\0"u8);
            if (!body.Span.StartsWith("\uFEFF"u8))
                return body.TrimEnd(" \t\r\n\0"u8);
            body = body[3..];
        }
    }
}
