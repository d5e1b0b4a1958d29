using Connector.Adapters.Http.Template.Site;

namespace Connector.Adapters.Http.Template.Reading;

/// <summary>How every product is read.</summary>
internal sealed class ReadPlan
{
    /// <summary>The request of a page.</summary>
    public required RequestTemplate Request { get; init; }

    /// <summary>Where the products are.</summary>
    public required ItemMapping Mapping { get; init; }

    /// <summary>How pages follow each other.</summary>
    public required Paging Paging { get; init; }
}
