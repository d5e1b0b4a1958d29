using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;

namespace Connector.Emulators.Tests;

/// <summary>Virtual time that tells when somebody begins to wait, so that a test never advances it too early.</summary>
internal sealed class TimerWatch() : FakeTimeProvider(new DateTimeOffset(2026, 11, 2, 9, 0, 0, TimeSpan.Zero))
{
    private readonly Channel<TimeSpan> _timers = Channel.CreateUnbounded<TimeSpan>();

    /// <summary>How long the next wait that was not asked for yet is to last.</summary>
    public ValueTask<TimeSpan> NextWaitAsync() => _timers.Reader.ReadAsync(TestContext.Current.CancellationToken);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        _timers.Writer.TryWrite(dueTime);
        return timer;
    }
}
