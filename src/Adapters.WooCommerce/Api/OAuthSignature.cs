using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Connector.Adapters.WooCommerce.Api;

/// <summary>
/// One-legged OAuth 1.0a with HMAC-SHA256 in the query: the only way in which WooCommerce takes a key without TLS. Bodies are
/// not signed. A signature is good once: the shop remembers its nonce for 15 minutes.
/// </summary>
internal static class OAuthSignature
{
    /// <summary>The parameters with the signature among them.</summary>
    /// <param name="method">GET, POST, …</param>
    /// <param name="url">The address as the shop knows it, without a query.</param>
    /// <param name="parameters">The query.</param>
    /// <param name="key">The consumer key.</param>
    /// <param name="secret">The consumer secret.</param>
    /// <param name="now">The time; the shop takes 15 minutes of difference.</param>
    public static List<KeyValuePair<string, string>> Sign(
        string method, string url, IEnumerable<KeyValuePair<string, string>> parameters, string key, string secret, DateTimeOffset now)
    {
        List<KeyValuePair<string, string>> signed =
        [
            .. parameters,
            new("oauth_consumer_key", key),
            new("oauth_nonce", Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16))),
            new("oauth_signature_method", "HMAC-SHA256"),
            new("oauth_timestamp", now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)),
        ];
        signed.Add(new("oauth_signature", Compute(method, url, signed, secret)));
        return signed;
    }

    [SuppressMessage("Security", "CA5350", Justification = "HMAC-SHA256, not SHA1.")]
    private static string Compute(string method, string url, IEnumerable<KeyValuePair<string, string>> parameters, string secret)
    {
        var query = string.Join('&', parameters
            .Select(parameter => (Name: Uri.EscapeDataString(parameter.Key), Value: Uri.EscapeDataString(parameter.Value)))
            .OrderBy(parameter => parameter.Name, StringComparer.Ordinal)
            .Select(parameter => $"{parameter.Name}={parameter.Value}"));
        var text = $"{method}&{Uri.EscapeDataString(url)}&{Uri.EscapeDataString(query)}";
        return Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret + "&"), Encoding.UTF8.GetBytes(text)));
    }
}
