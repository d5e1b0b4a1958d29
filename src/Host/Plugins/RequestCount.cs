namespace Connector.Host.Plugins;

/// <summary>Counts what is really sent to a shop, repeated reads included.</summary>
internal sealed class RequestCount(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private int sent;

    /// <summary>Requests sent so far.</summary>
    public int Sent => Volatile.Read(ref sent);

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref sent);
        return base.SendAsync(request, cancellationToken);
    }
}
