namespace Connector.Adapters.Http.Template.Options;

/// <summary>Where a site wants its secret.</summary>
public enum TemplateAuthKind
{
    /// <summary>The site asks for none.</summary>
    None = 0,

    /// <summary><c>Authorization: Bearer …</c>.</summary>
    Bearer,

    /// <summary><c>Authorization: Basic …</c>.</summary>
    Basic,

    /// <summary>In a header of its own.</summary>
    Header,

    /// <summary>In a query parameter.</summary>
    Query,

    /// <summary>As <c>{{secret}}</c> in the bodies.</summary>
    Body,

    /// <summary>Not sent: it signs the request.</summary>
    Hmac,
}
