using System.Net;

namespace Connector.Host.Web;

/// <summary>
/// Who may see more than <c>/healthz</c> without signing in: a request from this machine, to a name of this machine, that no
/// proxy has passed on (design §7: neither a reverse proxy nor a rebound name may open the service to the world).
/// </summary>
internal static class LocalAccess
{
    private static readonly string[] Forwarding =
        ["Forwarded", "Via", "True-Client-IP", "Fastly-Client-IP", "Client-IP", "X-Client-IP", "X-Cluster-Client-IP"];

    private static readonly string[] ForwardingPrefixes = ["X-Forwarded", "X-Real-", "X-Original-", "X-Envoy-", "CF-"];

    /// <summary>Whether a request is such a one.</summary>
    public static bool Is(HttpContext context) =>
        context.Connection.RemoteIpAddress is { } from && IPAddress.IsLoopback(from)
        && IsLoopbackName(context.Request.Host.Host)
        // An nginx that is told nothing but where to pass requests does so in HTTP/1.0, with a loopback name and no header.
        && !HttpProtocol.IsHttp10(context.Request.Protocol)
        && !context.Request.Headers.Keys.Any(IsForwarding);

    private static bool IsForwarding(string header) =>
        Forwarding.Contains(header, StringComparer.OrdinalIgnoreCase)
        || ForwardingPrefixes.Any(prefix => header.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));

    private static bool IsLoopbackName(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
