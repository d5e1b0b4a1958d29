namespace Connector.Host.Web;

/// <summary>Marks what somebody needs who has not signed in yet: the sign-in and what its page looks like. <c>webhookListen</c> does not serve it.</summary>
internal sealed class SignInEndpoint;
