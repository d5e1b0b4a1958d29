using Connector.Adapters.TestKit;
using Connector.Emulators.OwnApi;

namespace Connector.Adapters.Http.Tests.Template.Conformance;

/// <summary>As Prom.ua.</summary>
public sealed class PromLikeConformanceTests() : TemplateConformance(OwnApiStyle.PromLike)
{
    protected override string? NotApplicable(ConformanceTopic topic) => topic switch
    {
        ConformanceTopic.UncountedListings => "the list does not tell which products are counted",
        ConformanceTopic.Deletion => "errors are texts for people, in words that nobody promises: a deleted product fails until the next reading",
        _ => base.NotApplicable(topic),
    };
}
