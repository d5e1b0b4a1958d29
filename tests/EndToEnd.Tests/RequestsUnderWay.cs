using System.Diagnostics.Metrics;

namespace Connector.EndToEnd.Tests;

/// <summary>Counts the HTTP requests that are not yet answered, of everything that was started under it.</summary>
internal sealed class RequestsUnderWay : IDisposable
{
    // Flows into whatever is started; other tests of this process have their own, or none.
    private static readonly AsyncLocal<RequestsUnderWay?> Current = new();

    private readonly MeterListener listener = new();
    private long active;
    private long begun;

    public RequestsUnderWay()
    {
        listener.InstrumentPublished = (instrument, listening) =>
        {
            if (instrument is { Meter.Name: "System.Net.Http", Name: "http.client.active_requests" })
                listening.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((_, change, _, _) =>
        {
            if (Current.Value != this)
                return;
            Interlocked.Add(ref active, change);
            if (change > 0)
                Interlocked.Increment(ref begun);
        });
        listener.Start();
    }

    public long Active => Interlocked.Read(ref active);

    /// <summary>How many there ever were.</summary>
    public long Begun => Interlocked.Read(ref begun);

    /// <summary>Starts something whose requests count.</summary>
    public T Watch<T>(Func<T> start)
    {
        Current.Value = this;
        try
        {
            return start();
        }
        finally
        {
            Current.Value = null;
        }
    }

    public void Dispose() => listener.Dispose();
}
