using System.Threading.Channels;

namespace Connector.Host.Service;

/// <summary>A sign that something is wanted. One is enough, however often it is given before it is seen.</summary>
internal sealed class Signal
{
    private readonly Channel<bool> signs = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Gives the sign.</summary>
    public void Set() => signs.Writer.TryWrite(true);

    /// <summary>Waits for the sign, and takes it.</summary>
    /// <param name="least">Waits so long in any case.</param>
    /// <param name="most">Waits no longer than so.</param>
    /// <param name="time">The clock.</param>
    /// <param name="stop">Ends the waiting.</param>
    public async Task WaitAsync(TimeSpan least, TimeSpan most, TimeProvider time, CancellationToken stop)
    {
        if (least > TimeSpan.Zero)
        {
            await Task.Delay(least, time, stop).ConfigureAwait(false);
            most -= least;
        }

        if (most > TimeSpan.Zero && !signs.Reader.TryPeek(out _))
        {
            using var waiting = CancellationTokenSource.CreateLinkedTokenSource(stop);
            var sign = signs.Reader.WaitToReadAsync(waiting.Token).AsTask();
            // Delays are cut to whole milliseconds: without one more the waiting would end before its time, again and again.
            var pause = Task.Delay(most == TimeSpan.MaxValue ? Timeout.InfiniteTimeSpan : most + TimeSpan.FromMilliseconds(1), time, waiting.Token);
            await Task.WhenAny(sign, pause).ConfigureAwait(false);
            await waiting.CancelAsync().ConfigureAwait(false);
        }

        stop.ThrowIfCancellationRequested();
        signs.Reader.TryRead(out _);
    }
}
