using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Connector.Simulation.Tests;

/// <summary>
/// Waits until the thread pool has nothing else to do: then everything waits for the clock. The pool has one thread, so what stands
/// behind all other work in its queue runs when that work is done; nothing is waited for by another thread.
/// </summary>
internal static class PoolRest
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public static async Task WaitAsync()
    {
        var began = Stopwatch.GetTimestamp();
        do
        {
            if (Stopwatch.GetElapsedTime(began) > Patience)
                throw new TimeoutException($"Something works without end: {ThreadPool.PendingWorkItemCount} pieces of work waiting.");
            await default(Behind);
        }
        while (ThreadPool.PendingWorkItemCount > 0);
    }

    /// <summary>Goes on behind everything that waits in the pool's queue.</summary>
    private readonly struct Behind : ICriticalNotifyCompletion
    {
        public bool IsCompleted => false;

        public Behind GetAwaiter() => this;

        public void GetResult()
        {
        }

        public void OnCompleted(Action continuation) => UnsafeOnCompleted(continuation);

        public void UnsafeOnCompleted(Action continuation) => ThreadPool.UnsafeQueueUserWorkItem(static next => next(), continuation, preferLocal: false);
    }
}
