using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Connector.Adapters.Http.Receiver;

/// <summary>Signs requests as Standard Webhooks 1.0.0 says: HMAC-SHA256 over <c>id.timestamp.body</c>.</summary>
internal sealed class WebhookSignature
{
    private const string Prefix = "whsec_";

    private readonly List<byte[]> keys;

    /// <summary>Takes the secrets of a store.</summary>
    /// <param name="secrets">One or several, separated by spaces; each is <c>whsec_</c> and base64.</param>
    /// <exception cref="FormatException">One is no base64.</exception>
    public WebhookSignature(string secrets) =>
        keys = [.. secrets.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(secret => Convert.FromBase64String(secret.StartsWith(Prefix, StringComparison.Ordinal) ? secret[Prefix.Length..] : secret))];

    /// <summary>The header <c>webhook-signature</c>: one signature for each secret.</summary>
    /// <param name="id">The header <c>webhook-id</c>.</param>
    /// <param name="timestamp">The header <c>webhook-timestamp</c>: seconds since 1970.</param>
    /// <param name="body">The body's bytes; none for a read.</param>
    public string Sign(string id, long timestamp, ReadOnlySpan<byte> body)
    {
        byte[] signed = [.. Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id}.{timestamp}.")), .. body];
        return string.Join(' ', keys.Select(key => "v1," + Convert.ToBase64String(HMACSHA256.HashData(key, signed))));
    }
}
