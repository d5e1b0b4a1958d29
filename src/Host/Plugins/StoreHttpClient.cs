using System.Net;
using System.Reflection;

namespace Connector.Host.Plugins;

/// <summary>The HTTP client that a store's adapter is lent. One per store, so that a slow shop uses up no other's connections.</summary>
internal static class StoreHttpClient
{
    /// <summary>The connections that one store may hold open at once.</summary>
    public const int MaxConnections = 16;

    /// <summary>How long to wait for a connection, the TLS handshake included.</summary>
    public static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(15);

    /// <summary>How long a call may take as a whole. An adapter that wants less cancels by itself.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(100);

    /// <summary>How long a connection is used before it is opened anew, so that a changed DNS record is noticed.</summary>
    public static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(5);

    /// <summary><c>connector/1.2.3</c>: shop owners look for it in their access logs and let it through their firewalls.</summary>
    public static string UserAgent { get; } = $"connector/{Version()}";

    /// <summary>Makes the client. It disposes its connections with itself.</summary>
    /// <param name="time">The clock of the pauses between repeated reads.</param>
    /// <param name="count">Counts what the client sends.</param>
    public static HttpClient Create(TimeProvider time, out RequestCount count)
    {
        count = new RequestCount(CreateHandler());
        var client = new HttpClient(new RepeatedReads(time, count), disposeHandler: true) { Timeout = Timeout };
        client.DefaultRequestHeaders.UserAgent.ParseAdd(UserAgent);
        return client;
    }

    private static SocketsHttpHandler CreateHandler() => new()
    {
        // A redirect of a PUT arrives as a GET, and credentials may follow it to a stranger: adapters see the 3xx and say so.
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.All,
        ConnectTimeout = ConnectTimeout,
        MaxConnectionsPerServer = MaxConnections,
        PooledConnectionLifetime = ConnectionLifetime,
        // A shop's session cookie makes it slow (session locks) and sometimes answers from another customer's cache.
        UseCookies = false,
    };

    private static string Version() =>
        typeof(StoreHttpClient).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
}
