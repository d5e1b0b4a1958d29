namespace Connector.Adapters.WooCommerce.Api;

/// <summary>
/// Where a shop's REST API is. With plain permalinks only <c>/?rest_route=</c> reaches it, and WooCommerce knows its keys there
/// only if the text <c>wp-json/wc/</c> stands somewhere in the address, unescaped (measured on 11.0).
/// </summary>
/// <param name="Base">The shop's address without a slash at the end.</param>
/// <param name="Home">The home address as WordPress signs for it, without a slash at the end.</param>
/// <param name="IsPlain">Whether permalinks are plain.</param>
internal sealed record ShopAddress(string Base, string Home, bool IsPlain)
{
    private const string KeysAreKnown = "x";
    private const string KeysAreKnownValue = "wp-json/wc/";

    /// <summary>The shop as configured, before anything is known of it.</summary>
    public static ShopAddress Of(string url)
    {
        var text = url.Trim().TrimEnd('/');
        var api = text.IndexOf("/wp-json", StringComparison.OrdinalIgnoreCase);
        text = api >= 0 ? text[..api] : text;
        return new ShopAddress(text, text, IsPlain: false);
    }

    /// <summary>Whether keys travel unseen by others.</summary>
    public bool IsHttps => Base.StartsWith("https:", StringComparison.OrdinalIgnoreCase);

    /// <summary>The address of a route and the parameters that reach it.</summary>
    /// <param name="route">For example <c>/wc/v3/products</c>.</param>
    /// <param name="parameters">The query.</param>
    public (string Url, List<KeyValuePair<string, string>> Parameters) Of(string route, IEnumerable<KeyValuePair<string, string>> parameters) => IsPlain
        ? ($"{Base}/", [new("rest_route", route), new(KeysAreKnown, KeysAreKnownValue), .. parameters])
        : ($"{Base}/wp-json{route}", [.. parameters]);

    /// <summary>What is signed for a route: WordPress puts the request's path behind its own home address.</summary>
    public string SignedUrl(string route) => IsPlain ? Home : $"{Home}/wp-json{route}";

    /// <summary>Percent-encodes as RFC 3986 says; the one text that must stay readable stays so.</summary>
    public static string Encode(string name, string value) =>
        name == KeysAreKnown ? $"{name}={value}" : $"{Uri.EscapeDataString(name)}={Uri.EscapeDataString(value)}";
}
