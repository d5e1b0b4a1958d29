using System.Diagnostics;

namespace Connector.Bench.Inboxes;

/// <summary>Arrivals at a steady rate that wait for nobody: how long each takes is counted from the moment at which it was due.</summary>
internal static class OpenLoop
{
    /// <summary>Lets arrivals come.</summary>
    /// <param name="perSecond">Arrivals a second.</param>
    /// <param name="duration">How long.</param>
    /// <param name="arrive">Does one; it is not waited for before the next.</param>
    /// <param name="each">Called after every second.</param>
    /// <returns>Milliseconds of each, in no order.</returns>
    public static async Task<IReadOnlyList<double>> RunAsync(int perSecond, TimeSpan duration, Func<int, Task> arrive, Action<int>? each = null)
    {
        var count = (int)(perSecond * duration.TotalSeconds);
        var milliseconds = new double[count];
        var under = new Task[count];
        var began = Stopwatch.GetTimestamp();
        for (var made = 0; made < count; made++)
        {
            var at = TimeSpan.FromSeconds((double)made / perSecond);
            var due = at - Stopwatch.GetElapsedTime(began);
            // Delays are no shorter than a millisecond or so: what came due meanwhile goes out at once.
            if (due > TimeSpan.FromMilliseconds(1))
                await Task.Delay(due);
            var number = made;
            under[made] = Task.Run(async () =>
            {
                await arrive(number);
                milliseconds[number] = (Stopwatch.GetElapsedTime(began) - at).TotalMilliseconds;
            });
            if (made > 0 && made % perSecond == 0)
                each?.Invoke(made / perSecond);
        }

        await Task.WhenAll(under);
        return milliseconds;
    }
}
