namespace Connector.Host.Web;

/// <summary>Marks the dashboard's pages: who has not signed in is sent to the sign-in instead of being told so in JSON.</summary>
internal sealed class PageEndpoint;
