using Connector.Core.Ledger;

namespace Connector.Host.Service;

/// <summary>Work that must go on whatever happens to it: what nobody foresaw is told, and the work is begun again after a pause.</summary>
internal static class Unending
{
    private static readonly TimeSpan[] Pauses = [TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(1)];

    // Work that has gone well for so long begins with the short pause again.
    private static readonly TimeSpan Calm = TimeSpan.FromMinutes(10);

    /// <summary>Runs work until it is stopped.</summary>
    /// <param name="work">The work; it ends by itself only if it fails.</param>
    /// <param name="failed">Told why, and how long the pause is.</param>
    /// <param name="time">The clock of the pauses.</param>
    /// <param name="stop">Stops it.</param>
    public static async Task RunAsync(Func<CancellationToken, Task> work, Action<string, TimeSpan> failed, TimeProvider time, CancellationToken stop)
    {
        for (var failures = 0; ; failures++)
        {
            var began = time.GetTimestamp();
            try
            {
                await work(stop).ConfigureAwait(false);
                return;
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                throw;
            }
            catch (Exception exception) when (exception is not OutOfMemoryException)
            {
                if (time.GetElapsedTime(began) > Calm)
                    failures = 0;
                var pause = Pauses[Math.Min(failures, Pauses.Length - 1)];
                failed(exception is LedgerException ? exception.Message : $"It ended unexpectedly ({exception.GetType().Name}: {exception.Message}).", pause);
                await Task.Delay(pause, time, stop).ConfigureAwait(false);
            }
        }
    }
}
