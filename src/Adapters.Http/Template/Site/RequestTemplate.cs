using Connector.Adapters.Http.Template.Bodies;
using Connector.Adapters.Http.Template.Placeholders;
using Connector.Adapters.Http.Template.Urls;

namespace Connector.Adapters.Http.Template.Site;

/// <summary>One kind of request of a template.</summary>
internal sealed class RequestTemplate
{
    /// <summary>GET, POST, PUT or PATCH.</summary>
    public required HttpMethod Method { get; init; }

    /// <summary>Its path and query.</summary>
    public required UrlTemplate Url { get; init; }

    /// <summary>Its body; none where there is none.</summary>
    public BodyTemplate? Body { get; init; }

    /// <summary>When its answer counts.</summary>
    public required SuccessRule Success { get; init; }

    /// <summary>The values it uses, wherever.</summary>
    public IEnumerable<string> Names =>
        Url.PathNames.Concat(Url.QueryNames).Concat(Body?.Placeholders.Select(static placeholder => placeholder.Name) ?? []);

    /// <summary>The values it needs as numbers.</summary>
    public IEnumerable<string> NumberNames =>
        Body?.Placeholders.Where(static placeholder => placeholder.Filter == PlaceholderFilter.Number).Select(static placeholder => placeholder.Name) ?? [];
}
