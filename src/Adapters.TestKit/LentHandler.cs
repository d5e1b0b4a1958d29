using System.Net;

namespace Connector.Adapters.TestKit;

/// <summary>The handler under the client that is lent: like the host's, and it sees whether it is used and whether it is disposed.</summary>
internal sealed class LentHandler : DelegatingHandler
{
    private int requests;

    public LentHandler()
        : base(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, AutomaticDecompression = DecompressionMethods.All })
    {
    }

    /// <summary>Requests sent so far.</summary>
    public int Requests => Volatile.Read(ref requests);

    /// <summary>Whether somebody disposed what was lent.</summary>
    public bool IsDisposed { get; private set; }

    /// <summary>Called before each request.</summary>
    public Action? Sending { get; set; }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref requests);
        Sending?.Invoke();
        return base.SendAsync(request, cancellationToken);
    }

    protected override void Dispose(bool disposing)
    {
        IsDisposed = true;
        base.Dispose(disposing);
    }
}
