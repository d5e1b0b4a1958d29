using Connector.Adapters.Http.Template.Finding;
using Connector.Adapters.Http.Template.Options;
using Connector.Adapters.Http.Template.Placeholders;
using Connector.Adapters.Http.Template.Reading;
using Connector.Adapters.Http.Template.Site;
using Connector.Adapters.Http.Template.Writing;

namespace Connector.Adapters.Http.Template.Compiling;

/// <summary>A template without mistakes, ready for work.</summary>
internal sealed class CompiledTemplate
{
    /// <summary>How the connector shows who it is.</summary>
    public TemplateAuthOptions? Auth { get; init; }

    /// <summary>Headers of every request.</summary>
    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    /// <summary>The values that every request may use.</summary>
    public required TemplateScope Values { get; init; }

    /// <summary>The health check's request; none of its own by default.</summary>
    public RequestTemplate? Check { get; init; }

    /// <summary>How everything is read; not at all by default.</summary>
    public ReadPlan? Read { get; init; }

    /// <summary>How SKUs are looked up; by reading by default.</summary>
    public FindPlan? Find { get; init; }

    /// <summary>How numbers are written.</summary>
    public required WritePlan Write { get; init; }

    /// <summary>Most requests at once.</summary>
    public int Concurrency { get; init; }

    /// <summary>How long a request may take.</summary>
    public TimeSpan Timeout { get; init; }
}
