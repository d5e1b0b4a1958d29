namespace Connector.Host.Web;

/// <summary>Marks endpoints that ask for no sign-in, and that <c>webhookListen</c> serves: webhooks, feeds, <c>/healthz</c>.</summary>
internal sealed class PublicEndpoint;
