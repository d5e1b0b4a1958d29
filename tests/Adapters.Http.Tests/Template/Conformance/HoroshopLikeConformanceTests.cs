using Connector.Adapters.TestKit;
using Connector.Emulators.Faults;
using Connector.Emulators.OwnApi;
using Connector.Emulators.Shops;

namespace Connector.Adapters.Http.Tests.Template.Conformance;

/// <summary>As Horoshop: SKUs are the references.</summary>
public sealed class HoroshopLikeConformanceTests() : TemplateConformance(OwnApiStyle.HoroshopLike)
{
    protected override string? NotApplicable(ConformanceTopic topic) =>
        topic == ConformanceTopic.UncountedListings ? "the export does not tell which articles are counted" : base.NotApplicable(topic);

    protected override HttpFault Unauthorized => ShopFault.Refused(200, """{"status":"UNAUTHORIZED","response":{"message":"The token is wrong."}}""");
}
