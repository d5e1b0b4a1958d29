using System.Net;

namespace Connector.Host.Configuration;

/// <summary>An address to listen on.</summary>
/// <param name="Host">An IP address, <c>localhost</c>, or <c>*</c> for all addresses.</param>
/// <param name="Port">The port; 0 for a free one.</param>
internal sealed record ListenAddress(string Host, int Port)
{
    /// <summary>Whether only this machine can reach it.</summary>
    public bool IsLoopback => Host == "localhost" || (IPAddress.TryParse(Host, out var address) && IPAddress.IsLoopback(address));

    /// <summary>
    /// Reads <c>http://127.0.0.1:5080</c>. Names other than localhost are refused: the web server would take them for “all
    /// addresses”. https is refused: a reverse proxy holds the certificate.
    /// </summary>
    /// <param name="text">The address.</param>
    /// <param name="address">The address read.</param>
    /// <param name="fault">What is wrong with it.</param>
    public static bool TryParse(string text, out ListenAddress? address, out string fault)
    {
        address = null;
        var any = text.StartsWith("http://*:", StringComparison.OrdinalIgnoreCase) || text.StartsWith("http://+:", StringComparison.OrdinalIgnoreCase);
        var plain = any ? "http://0.0.0.0" + text["http://*".Length..] : text;
        if (!Uri.TryCreate(plain, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
            fault = "this is no address to listen on";
        else if (uri.Scheme == "https")
            fault = "the connector does not speak https itself";
        else if (uri.PathAndQuery != "/" || uri.Fragment.Length > 0 || uri.UserInfo.Length > 0)
            fault = "an address to listen on has no path";
        else if (!any && !uri.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase) && uri.HostNameType is not (UriHostNameType.IPv4 or UriHostNameType.IPv6))
            fault = "the machine's name cannot be listened on";
        else
            fault = "";
        if (fault.Length > 0)
            return false;
        address = new ListenAddress(any ? "*" : uri!.IdnHost, uri!.Port);
        return true;
    }

    /// <summary>As written in the configuration.</summary>
    public override string ToString() => Host.Contains(':') ? $"http://[{Host}]:{Port}" : $"http://{Host}:{Port}";
}
