using System.Text;
using Connector.Emulators.Shops;
using Microsoft.AspNetCore.WebUtilities;

namespace Connector.Emulators.PrestaShop.Webservice;

/// <summary>A request as PHP hands it to the webservice.</summary>
internal sealed class ApiRequest
{
    private readonly ShopRequest _request;
    private readonly Dictionary<string, string> _query = new(StringComparer.Ordinal);

    /// <param name="request">What arrived.</param>
    /// <param name="url">The path behind <c>/api/</c>; null: the parameter <c>url</c> of the dispatcher.</param>
    public ApiRequest(ShopRequest request, string? url)
    {
        _request = request;
        // PHP's habits: names are case-sensitive, and the last of two wins.
        foreach (var pair in new QueryStringEnumerable(request.QueryString))
            _query[pair.DecodeName().ToString()] = pair.DecodeValue().ToString();
        Segments = (url ?? Parameter("url") ?? "").Split('/');
        // The rewrite rule hands the path over as one more parameter.
        if (url is not null)
            _query["url"] = url;
    }

    /// <summary><c>stock_availables</c>, <c>8</c>.</summary>
    public IReadOnlyList<string> Segments { get; }

    public string Resource => Segments[0];

    /// <summary>The second part of the path; null without one.</summary>
    public string? Id => Segments.Count > 1 && Segments[1].Length > 0 ? Segments[1] : null;

    /// <summary>What is asked for, which <c>ps_method</c> may say in place of the HTTP method.</summary>
    public string Method => Parameter("ps_method") ?? _request.Method;

    /// <summary>Only <c>JSON</c> in capitals is JSON; anything else is XML.</summary>
    public bool WantsJson =>
        (Parameter("output_format") ?? Parameter("io_format") ?? Header("Output-Format") ?? Header("Io-Format")) == "JSON";

    public string Body => _request.Text.StartsWith("xml=", StringComparison.Ordinal) ? _request.Text[4..] : _request.Text;

    /// <summary>All parameters, decoded, in the order in which they came.</summary>
    public IReadOnlyDictionary<string, string> Parameters => _query;

    public string? Parameter(string name) => _query.GetValueOrDefault(name);

    public string? Header(string name) => _request.Headers.GetValueOrDefault(name);

    /// <summary>The filters by field.</summary>
    public IEnumerable<(string Field, string Value)> Filters => _query
        .Where(static pair => pair.Key.StartsWith("filter[", StringComparison.Ordinal) && pair.Key.EndsWith(']'))
        .Select(static pair => (pair.Key[7..^1], pair.Value));

    /// <summary>The key as PHP gets it; null when none reaches it. The password does not count.</summary>
    public string? Key(bool headerArrives) => (headerArrives ? BasicUser() : null) ?? Parameter("ws_key");

    private string? BasicUser()
    {
        if (Header("Authorization") is not { } header || !header.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase))
            return null;
        var bytes = new byte[header.Length];
        return Convert.TryFromBase64String(header[6..].Trim(), bytes, out var length)
            ? Encoding.UTF8.GetString(bytes, 0, length).Split(':', 2)[0]
            : null;
    }
}
