using System.Diagnostics;

namespace Connector.Bench.Shops;

/// <summary>How long at least one request was with the shop, its answer read to the end. What is left of a pass is the client's own time.</summary>
internal sealed class WaitingTime(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private readonly Lock gate = new();
    private TimeSpan total;
    private long since;
    private int underWay;

    public TimeSpan Total
    {
        get
        {
            lock (gate)
                return total;
        }
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            if (underWay++ == 0)
                since = Stopwatch.GetTimestamp();
        }

        try
        {
            var response = await base.SendAsync(request, cancellationToken);
            await response.Content.LoadIntoBufferAsync(cancellationToken);
            return response;
        }
        finally
        {
            lock (gate)
            {
                if (--underWay == 0)
                    total += Stopwatch.GetElapsedTime(since);
            }
        }
    }
}
