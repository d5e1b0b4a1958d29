using Connector.Emulators.Shops;
using Microsoft.AspNetCore.WebUtilities;

namespace Connector.Emulators.CsCart;

/// <summary>A request as the API sees it, whichever of the two addresses it came by.</summary>
internal sealed record CsCartRequest
{
    public required string Method { get; init; }

    /// <summary><c>products</c>, <c>combinations</c>, …; empty for the root.</summary>
    public required string Entity { get; init; }

    /// <summary>Empty for a list.</summary>
    public required string Id { get; init; }

    public required IReadOnlyDictionary<string, string> Query { get; init; }

    public string? this[string name] => Query.GetValueOrDefault(name);

    /// <summary>What a request asks of the API; null if it does not lead there.</summary>
    public static CsCartRequest? Parse(ShopRequest request, CsCartRewrite rewrite)
    {
        var query = QueryHelpers.ParseQuery(request.QueryString)
            .ToDictionary(static pair => pair.Key, static pair => pair.Value.Count == 0 ? "" : pair.Value[^1] ?? "", StringComparer.Ordinal);
        string route;
        if (request.Path == "/api.php")
            route = query.GetValueOrDefault("_d", "");
        else if (rewrite == CsCartRewrite.On && (request.Path == "/api" || request.Path.StartsWith("/api/", StringComparison.Ordinal)))
            route = request.Path["/api".Length..];
        else
            return null;

        var parts = route.Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (parts is ["1.0" or "2.0", .. var rest])
            parts = rest;
        return parts.Length > 2 ? null : new CsCartRequest
        {
            Method = request.Method,
            Entity = parts.ElementAtOrDefault(0) ?? "",
            Id = parts.ElementAtOrDefault(1) ?? "",
            Query = query,
        };
    }
}
