using System.Net;

namespace Connector.Host.Web;

/// <summary>
/// Who may see more than <c>/healthz</c> without signing in: a request from this machine, to a name of this machine, that no
/// proxy has passed on (design §7: neither a reverse proxy nor a rebound name may open the service to the world).
/// </summary>
internal static class LocalAccess
{
    private static readonly string[] Forwarding = ["Forwarded", "Via", "X-Real-IP", "CF-Connecting-IP", "True-Client-IP", "X-Client-IP"];

    /// <summary>Whether a request is such a one.</summary>
    public static bool Is(HttpContext context)
    {
        var headers = context.Request.Headers;
        return context.Connection.RemoteIpAddress is { } from && IPAddress.IsLoopback(from)
            && IsLoopbackName(context.Request.Host.Host)
            && !headers.Keys.Any(name => name.StartsWith("X-Forwarded", StringComparison.OrdinalIgnoreCase) || Forwarding.Contains(name, StringComparer.OrdinalIgnoreCase));
    }

    private static bool IsLoopbackName(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
