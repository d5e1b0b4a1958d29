using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Connector.Emulators.Shops;

namespace Connector.Emulators.Receiver;

/// <summary>Who may come in: signatures as Standard Webhooks 1.0.0 says, a token, a user with a password.</summary>
internal sealed class ReceiverGate(ReceiverOptions options)
{
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    /// <summary>What is wrong with a request; <see langword="null"/> lets it in.</summary>
    public string? Fault(ShopRequest request, ReceiverQuirks quirks)
    {
        var authorization = request.Headers.GetValueOrDefault("Authorization") ?? "";
        if (options.Bearer is { } token && authorization != $"Bearer {token}")
            return "token";
        if (options.User is { } user && authorization != $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{options.Password}"))}")
            return "user or password";
        if (options.Secret is null || quirks.IgnoresSignature || (quirks.ReadsForAnybody && !request.IsWrite))
            return null;

        var id = request.Headers.GetValueOrDefault("webhook-id") ?? "";
        var timestamp = request.Headers.GetValueOrDefault("webhook-timestamp") ?? "";
        var given = (request.Headers.GetValueOrDefault("webhook-signature") ?? "").Split(' ');
        if (!(quirks.KnowsOneSignature ? given.Take(1) : given).Contains(Sign(id, timestamp, request.Body.Span), StringComparer.Ordinal))
            return "signature";

        var isNow = long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var at)
            && (DateTimeOffset.FromUnixTimeSeconds(at) - options.TimeProvider.GetUtcNow() - quirks.ClockOff).Duration() <= Tolerance;
        return isNow || quirks.IgnoresTimestamp ? null : "timestamp";
    }

    private string Sign(string id, string timestamp, ReadOnlySpan<byte> body)
    {
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{id}.{timestamp}."), .. body];
        return "v1," + Convert.ToBase64String(HMACSHA256.HashData(Convert.FromBase64String(options.Secret!["whsec_".Length..]), signed));
    }
}
