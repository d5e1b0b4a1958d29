using System.Net;

namespace Connector.Host.Runtime;

/// <summary>The HTTP client for keyCRM: no redirects, no cookies, no time-out of its own (every try has one), bodies of bounded size.</summary>
internal static class KeyCrmHttp
{
    private const long LargestBody = 64 * 1024 * 1024;

    public static SocketsHttpHandler CreateHandler() => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        AutomaticDecompression = DecompressionMethods.All,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        ConnectTimeout = TimeSpan.FromSeconds(10),
    };

    public static HttpClient Create(SocketsHttpHandler handler)
    {
        var client = new HttpClient(handler, disposeHandler: false)
        {
            Timeout = Timeout.InfiniteTimeSpan,
            MaxResponseContentBufferSize = LargestBody,
        };
        // keyCRM documents no user agent, and calls without one have been refused (facts: keycrm §1).
        client.DefaultRequestHeaders.UserAgent.ParseAdd($"connector/{typeof(KeyCrmHttp).Assembly.GetName().Version?.ToString(3)}");
        return client;
    }
}
