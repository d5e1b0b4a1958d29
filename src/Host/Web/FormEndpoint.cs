namespace Connector.Host.Web;

/// <summary>Marks endpoints that take forms of the dashboard's own pages: each brings the token that its page was given.</summary>
internal sealed class FormEndpoint;
