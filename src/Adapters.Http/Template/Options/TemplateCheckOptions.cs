namespace Connector.Adapters.Http.Template.Options;

/// <summary>A request that changes nothing and shows that the site is there and takes the secret.</summary>
public sealed class TemplateCheckOptions : TemplateRequestOptions;
