using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Connector.Adapters.Http.Receiver;

/// <summary>Signs requests as Standard Webhooks 1.0.0 says: HMAC-SHA256 over <c>id.timestamp.body</c>.</summary>
internal sealed class WebhookSignature
{
    private const string Prefix = "whsec_";
    private const int FewestBytes = 24;
    private const int MostBytes = 64;

    private readonly List<byte[]> keys;

    /// <summary>Takes the secrets of a store.</summary>
    /// <param name="secrets">One or several, separated by spaces; each is <c>whsec_</c> and base64.</param>
    /// <exception cref="FormatException">One is no base64.</exception>
    public WebhookSignature(string secrets) =>
        keys = [.. secrets.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(secret => Convert.FromBase64String(secret.StartsWith(Prefix, StringComparison.Ordinal) ? secret[Prefix.Length..] : secret))];

    /// <summary>What is wrong with secrets; <see langword="null"/> if nothing is.</summary>
    public static string? Fault(string secrets)
    {
        try
        {
            var keys = new WebhookSignature(secrets).keys;
            return keys.Count > 0 && keys.TrueForAll(key => key.Length is >= FewestBytes and <= MostBytes)
                ? null
                : $"The option secret holds {FewestBytes} to {MostBytes} random bytes in base64 behind whsec_. Make one with: echo whsec_$(openssl rand -base64 32)";
        }
        catch (FormatException)
        {
            return "The option secret is no base64 behind whsec_. Make one with: echo whsec_$(openssl rand -base64 32)";
        }
    }

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
