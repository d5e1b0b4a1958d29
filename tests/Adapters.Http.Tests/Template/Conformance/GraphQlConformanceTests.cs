using Connector.Emulators.Faults;
using Connector.Emulators.OwnApi;
using Connector.Emulators.Shops;

namespace Connector.Adapters.Http.Tests.Template.Conformance;

/// <summary>GraphQL: every error comes under status 200.</summary>
public sealed class GraphQlConformanceTests() : TemplateConformance(OwnApiStyle.GraphQl)
{
    protected override HttpFault Unauthorized => ShopFault.Refused(200, """{"errors":[{"message":"The token is not known.","extensions":{"code":"UNAUTHENTICATED"}}],"data":null}""");
}
