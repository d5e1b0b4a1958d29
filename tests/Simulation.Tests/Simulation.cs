using Connector.Testing;

namespace Connector.Simulation.Tests;

/// <summary>Where worlds are simulated.</summary>
internal static class Simulation
{
    private const string Memory = "/dev/shm";

    /// <summary>Runs a simulation on the thread pool's only thread.</summary>
    /// <param name="simulate">
    /// Given the folder of its worlds, one after the other: for each ledger at another place Dapper would compile its code anew.
    /// </param>
    public static async Task RunAsync(Func<string, Task> simulate)
    {
        // The ledgers live for a moment each: in memory, where the system has a place for that.
        if (Directory.Exists(Memory))
            Environment.SetEnvironmentVariable("TMPDIR", Memory);
        ThreadPool.GetMaxThreads(out var threads, out _);
        threads.ShouldBe(1, "one thread does everything: only then is a seed the same every time");
        using var folder = new TempFolder();
        await Task.Run(() => simulate(folder.PathOf("world")));
    }
}
