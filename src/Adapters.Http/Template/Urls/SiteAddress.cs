namespace Connector.Adapters.Http.Template.Urls;

/// <summary>The one site that requests go to. Whatever an answer says, nothing is sent to another host.</summary>
internal sealed class SiteAddress
{
    private static readonly UriCreationOptions AsItIs = new() { DangerousDisablePathAndQueryCanonicalization = true };

    private readonly Uri _url;
    private readonly string _origin;
    private readonly string _base;

    /// <summary>Takes the option <c>url</c>.</summary>
    public SiteAddress(Uri url)
    {
        _url = url;
        _origin = url.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped);
        _base = url.GetComponents(UriComponents.Path | UriComponents.KeepDelimiter, UriFormat.UriEscaped).TrimEnd('/');
    }

    /// <summary>The address of a path below the site's own. What is encoded arrives as it was encoded.</summary>
    public Uri Below(string pathAndQuery) => Make(_base + pathAndQuery);

    /// <summary>
    /// The address that an answer gave for its next page, or <see langword="null"/> if it leads to another host. Sites behind
    /// a proxy often give http: for https:; the connector stays with its own scheme.
    /// </summary>
    public Uri? Follow(Uri from, string link)
    {
        if (!Uri.TryCreate(new Uri(from.AbsoluteUri), link, out var to) || to.Scheme is not ("http" or "https") || to.UserInfo.Length > 0)
            return null;
        var isSameHost = string.Equals(to.IdnHost, _url.IdnHost, StringComparison.OrdinalIgnoreCase)
            && (to.Port == _url.Port || (to.IsDefaultPort && _url.IsDefaultPort));
        return isSameHost ? Make(to.GetComponents(UriComponents.PathAndQuery, UriFormat.UriEscaped)) : null;
    }

    /// <summary>An address with a parameter more; one of the same name is taken out.</summary>
    public Uri With(Uri address, string name, string value)
    {
        var parts = address.PathAndQuery.Split('?', 2);
        var mine = UrlText.Escape(name);
        var query = (parts.Length == 2 ? parts[1].Split('&', StringSplitOptions.RemoveEmptyEntries) : [])
            .Where(pair => pair.Split('=')[0] != mine && pair.Split('=')[0] != name)
            .Append($"{mine}={UrlText.Escape(value)}");
        return Make($"{parts[0]}?{string.Join('&', query)}");
    }

    private Uri Make(string pathAndQuery) => new(_origin + pathAndQuery, AsItIs);
}
