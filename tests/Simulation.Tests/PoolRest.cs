using System.Diagnostics;

namespace Connector.Simulation.Tests;

/// <summary>Waits until the thread pool has nothing to do: then everything waits for the clock.</summary>
internal static class PoolRest
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public static void Wait()
    {
        var began = Stopwatch.StartNew();
        for (var calm = 0; calm < 3;)
        {
            if (began.Elapsed > Patience)
                throw new TimeoutException($"Something works without end: {Busy()} threads busy, {ThreadPool.PendingWorkItemCount} pieces of work waiting.");
            var completed = ThreadPool.CompletedWorkItemCount;
            Thread.Yield();
            calm = ThreadPool.PendingWorkItemCount == 0 && Busy() == 0 && ThreadPool.CompletedWorkItemCount == completed ? calm + 1 : 0;
        }
    }

    private static int Busy()
    {
        ThreadPool.GetMaxThreads(out var most, out _);
        ThreadPool.GetAvailableThreads(out var free, out _);
        return most - free;
    }
}
