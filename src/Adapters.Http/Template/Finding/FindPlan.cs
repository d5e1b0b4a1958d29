using Connector.Adapters.Http.Template.Reading;
using Connector.Adapters.Http.Template.Site;

namespace Connector.Adapters.Http.Template.Finding;

/// <summary>How products are looked up by SKU.</summary>
internal sealed class FindPlan
{
    /// <summary>The request.</summary>
    public required RequestTemplate Request { get; init; }

    /// <summary>Where the products are.</summary>
    public required ItemMapping Mapping { get; init; }

    /// <summary>SKUs in one request.</summary>
    public required int MaxItems { get; init; }
}
