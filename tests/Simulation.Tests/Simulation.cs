namespace Connector.Simulation.Tests;

/// <summary>Where worlds are simulated.</summary>
internal static class Simulation
{
    private const string Memory = "/dev/shm";

    /// <summary>Runs a simulation on the thread pool's only thread.</summary>
    public static Task<T> RunAsync<T>(Func<Task<T>> simulate)
    {
        // The ledgers live for a moment each: in memory, where the system has a place for that.
        if (Directory.Exists(Memory))
            Environment.SetEnvironmentVariable("TMPDIR", Memory);
        ThreadPool.GetMaxThreads(out var threads, out _);
        threads.ShouldBe(1, "one thread does everything: only then is a seed the same every time");
        return Task.Run(simulate);
    }
}
