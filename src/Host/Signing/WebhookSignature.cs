using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Connector.Host.Signing;

/// <summary>Signs messages as Standard Webhooks 1.0.0 says: HMAC-SHA256 over the message's id, its second and its body.</summary>
internal static class WebhookSignature
{
    /// <summary>What stands before the base64 of a secret.</summary>
    public const string Prefix = "whsec_";

    /// <summary>The key of a secret.</summary>
    /// <exception cref="FormatException">The secret is no base64.</exception>
    public static byte[] Key(string secret) => Convert.FromBase64String(secret.StartsWith(Prefix, StringComparison.Ordinal) ? secret[Prefix.Length..] : secret);

    /// <summary>The header <c>webhook-timestamp</c>: seconds since 1970.</summary>
    public static string Timestamp(DateTimeOffset moment) => moment.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    /// <summary>The header <c>webhook-signature</c>.</summary>
    /// <param name="secrets">One secret or, while they are rotated, several with spaces between.</param>
    /// <param name="id">The header <c>webhook-id</c>.</param>
    /// <param name="timestamp">The header <c>webhook-timestamp</c>.</param>
    /// <param name="body">The bytes that are sent.</param>
    public static string Of(string secrets, string id, string timestamp, ReadOnlySpan<byte> body)
    {
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{id}.{timestamp}."), .. body];
        return string.Join(' ', secrets.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .Select(secret => "v1," + Convert.ToBase64String(HMACSHA256.HashData(Key(secret), signed))));
    }
}
