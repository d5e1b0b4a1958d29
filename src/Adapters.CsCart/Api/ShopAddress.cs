namespace Connector.Adapters.CsCart.Api;

/// <summary>Where a shop's REST API is: under <c>/api/</c>, or without rewrite rules behind <c>/api.php?_d=</c>.</summary>
/// <param name="Base">The shop's address without a slash at the end.</param>
/// <param name="Version"><c>2.0</c> or <c>1.0</c>; the older one stands in no address.</param>
/// <param name="IsPlain">Whether there are no rewrite rules.</param>
internal sealed record ShopAddress(string Base, string Version, bool IsPlain)
{
    /// <summary>The shop as configured.</summary>
    public static ShopAddress Of(string url, string version)
    {
        var text = url.Trim().TrimEnd('/');
        foreach (var end in new[] { "/api.php", "/index.php", "/api/2.0", "/api/1.0", "/api" })
        {
            if (text.EndsWith(end, StringComparison.OrdinalIgnoreCase))
            {
                text = text[..^end.Length];
                break;
            }
        }

        return new ShopAddress(text, version, IsPlain: false);
    }

    /// <summary>The address of a route.</summary>
    /// <param name="route">For example <c>products/12</c>; empty for the root, which has no version.</param>
    /// <param name="query">What is asked, not encoded yet.</param>
    public Uri Of(string route, IEnumerable<KeyValuePair<string, string>> query)
    {
        var path = route.Length == 0 || Version == "1.0" ? route : $"{Version}/{route}";
        var text = string.Join('&', query.Select(static pair => $"{pair.Key}={Uri.EscapeDataString(pair.Value)}"));
        return IsPlain
            ? new Uri($"{Base}/api.php?_d={path}&ajax_custom=1{(text.Length > 0 ? "&" : "")}{text}")
            : new Uri($"{Base}/api/{path}{(text.Length > 0 ? "?" : "")}{text}");
    }
}
