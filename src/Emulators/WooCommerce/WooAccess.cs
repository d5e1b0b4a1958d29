using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Connector.Emulators.Http;
using Connector.Emulators.Shops;

namespace Connector.Emulators.WooCommerce;

/// <summary>
/// Who may come in: a key in the header or the query over TLS, a signature (OAuth 1.0a) without. WooCommerce looks for its keys
/// only where the address holds <c>wp-json/wc</c>; elsewhere the header is taken for a WordPress user's.
/// </summary>
internal sealed class WooAccess(WooCommerceEmulator shop)
{
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(15);

    private readonly Lock gate = new();
    private readonly HashSet<string> nonces = new(StringComparer.Ordinal);

    /// <summary>Why a request may not do what it asks; <see langword="null"/> if it may.</summary>
    public Reply? Refusal(ShopRequest request, WooQuery query)
    {
        var header = shop.Quirks.NoAuthorizationHeader ? null : request.Headers.GetValueOrDefault("Authorization");
        var isKnownPlace = request.Path.Contains("wp-json/wc", StringComparison.Ordinal) || query.Raw.Contains("wp-json/wc/", StringComparison.Ordinal);
        if (!isKnownPlace)
            return header?.StartsWith("Basic ", StringComparison.Ordinal) == true ? WooErrors.UnknownUser() : WooErrors.CannotView();
        if (query.Has("oauth_consumer_key"))
            return RefusalOfSignature(request, query) ?? RefusalOfWrite(request);
        if (!shop.Options.IsBehindTls)
            return WooErrors.CannotView();
        var (key, secret) = KeysOf(header, query);
        if (key != shop.Options.ConsumerKey)
            return WooErrors.CannotView();
        return secret == shop.Options.ConsumerSecret ? RefusalOfWrite(request) : WooErrors.Authentication("Consumer secret is invalid.");
    }

    private static (string? Key, string? Secret) KeysOf(string? header, WooQuery query)
    {
        if (header?.StartsWith("Basic ", StringComparison.Ordinal) != true)
            return (query["consumer_key"], query["consumer_secret"]);
        var parts = Encoding.UTF8.GetString(Convert.FromBase64String(header["Basic ".Length..])).Split(':', 2);
        return (parts[0], parts.ElementAtOrDefault(1));
    }

    private Reply? RefusalOfWrite(ShopRequest request) =>
        request.IsWrite && shop.Quirks.ReadOnlyKey ? WooErrors.Authentication("The API key provided does not have write permissions.") : null;

    private Reply? RefusalOfSignature(ShopRequest request, WooQuery query)
    {
        if (query["oauth_consumer_key"] != shop.Options.ConsumerKey)
            return WooErrors.Authentication("Consumer key is invalid.");
        if (Signature(request, query) != query["oauth_signature"])
            return WooErrors.Authentication("Invalid signature - provided signature does not match.");
        var at = DateTimeOffset.FromUnixTimeSeconds(long.Parse(query["oauth_timestamp"] ?? "0", CultureInfo.InvariantCulture));
        if ((at - shop.Options.TimeProvider.GetUtcNow()).Duration() > Tolerance)
            return WooErrors.Authentication("Invalid timestamp.");
        lock (gate)
            return nonces.Add(query["oauth_nonce"] ?? "") ? null : WooErrors.Authentication("Invalid nonce - nonce has already been used.");
    }

    private string Signature(ShopRequest request, WooQuery query)
    {
        // WordPress' home address, to which it adds the path of the request without its first slash's folder.
        var home = shop.Url;
        var url = request.Path == "/" ? home : home + request.Path;
        var text = string.Join('&', query.Values.Where(pair => pair.Key != "oauth_signature")
            .OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => $"{Encode(pair.Key)}={Encode(pair.Value)}"));
        var signed = Encoding.UTF8.GetBytes($"{request.Method}&{Uri.EscapeDataString(url)}&{Uri.EscapeDataString(text)}");
        var key = Encoding.UTF8.GetBytes(shop.Options.ConsumerSecret + "&");
#pragma warning disable CA5350 // The protocol's own choice.
        return Convert.ToBase64String(query["oauth_signature_method"] == "HMAC-SHA1" ? HMACSHA1.HashData(key, signed) : HMACSHA256.HashData(key, signed));
#pragma warning restore CA5350
    }

    // rawurlencode(rawurldecode(…)): what already looks encoded is decoded first.
    private static string Encode(string text) => Uri.EscapeDataString(Uri.UnescapeDataString(text));
}
