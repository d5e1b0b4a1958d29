namespace Connector.Adapters.WooCommerce.Tests;

/// <summary>Counts the reads that a shop is answering, so that a test's clock stands still meanwhile.</summary>
internal sealed class ReadCount(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private int underWay;

    public int UnderWay => Volatile.Read(ref underWay);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Method != HttpMethod.Get)
            return await base.SendAsync(request, cancellationToken);
        Interlocked.Increment(ref underWay);
        try
        {
            var response = await base.SendAsync(request, cancellationToken);
            await response.Content.LoadIntoBufferAsync(cancellationToken);
            return response;
        }
        finally
        {
            Interlocked.Decrement(ref underWay);
        }
    }
}
