namespace Connector.Adapters.PrestaShop.Api;

/// <summary>Where a shop's webservice is: at <c>/api/</c>, or at its dispatcher where the web server rewrites no addresses.</summary>
/// <param name="Base">The shop's address without a slash at the end.</param>
/// <param name="ByDispatcher">Whether the dispatcher has to be asked.</param>
internal sealed record ShopAddress(string Base, bool ByDispatcher)
{
    /// <summary>The shop as configured, before anything is known of it.</summary>
    public static ShopAddress Of(string url)
    {
        var text = url.Trim().TrimEnd('/');
        return new ShopAddress(text.EndsWith("/api", StringComparison.OrdinalIgnoreCase) ? text[..^"/api".Length] : text, ByDispatcher: false);
    }

    /// <summary>The address of a resource with its query.</summary>
    /// <param name="resource"><c>products</c>, …; empty for the list of resources.</param>
    /// <param name="query">Not escaped yet.</param>
    public string Of(string resource, IEnumerable<KeyValuePair<string, string>> query)
    {
        var text = string.Join('&', query.Select(pair => $"{Escape(pair.Key)}={Escape(pair.Value)}"));
        return ByDispatcher
            ? $"{Base}/webservice/dispatcher.php?url={resource}{(text.Length > 0 ? "&" : "")}{text}"
            : $"{Base}/api/{resource}{(text.Length > 0 ? "?" : "")}{text}";
    }

    /// <summary>Percent-encodes all but the brackets and commas, which every version takes as they are and which fill addresses up.</summary>
    public static string Escape(string text) => Uri.EscapeDataString(text)
        .Replace("%5B", "[", StringComparison.Ordinal).Replace("%5D", "]", StringComparison.Ordinal).Replace("%2C", ",", StringComparison.Ordinal);
}
