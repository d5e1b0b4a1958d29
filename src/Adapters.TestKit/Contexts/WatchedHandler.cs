using System.Net;

namespace Connector.Adapters.TestKit;

/// <summary>The host's handler, with eyes: whether it was used, whether it was disposed, and who wants to know of a request.</summary>
internal sealed class WatchedHandler : DelegatingHandler
{
    private int _requests;

    public WatchedHandler()
        : base(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.All,
            ConnectTimeout = TimeSpan.FromSeconds(15),
            MaxConnectionsPerServer = 16,
            UseCookies = false,
        })
    {
    }

    public int Requests => Volatile.Read(ref _requests);

    public bool IsDisposed { get; private set; }

    /// <summary>Called before each request is sent.</summary>
    public Action? Sending { get; set; }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _requests);
        Sending?.Invoke();
        return base.SendAsync(request, cancellationToken);
    }

    protected override void Dispose(bool disposing)
    {
        IsDisposed = true;
        base.Dispose(disposing);
    }
}
