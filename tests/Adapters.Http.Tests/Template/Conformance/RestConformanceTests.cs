using Connector.Emulators.OwnApi;

namespace Connector.Adapters.Http.Tests.Template.Conformance;

/// <summary>Plain REST: every number a PUT of its own.</summary>
public sealed class RestConformanceTests() : TemplateConformance(OwnApiStyle.Rest);
