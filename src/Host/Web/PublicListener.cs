namespace Connector.Host.Web;

/// <summary>Marks connections that came in by <c>webhookListen</c>.</summary>
internal sealed class PublicListener;
