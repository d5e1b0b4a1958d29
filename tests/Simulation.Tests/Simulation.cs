namespace Connector.Simulation.Tests;

/// <summary>Where worlds are simulated.</summary>
internal static class Simulation
{
    private const string Memory = "/dev/shm";

    /// <summary>Runs a simulation. Not on the thread pool: only while nothing works there has everything come to rest.</summary>
    public static Task<T> RunAsync<T>(Func<T> simulate)
    {
        // The ledgers live for a moment each: in memory, where the system has a place for that.
        if (Directory.Exists(Memory))
            Environment.SetEnvironmentVariable("TMPDIR", Memory);
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        new Thread(() =>
        {
            try
            {
                done.SetResult(simulate());
            }
            catch (Exception exception)
            {
                done.SetException(exception);
            }
        }).Start();
        return done.Task;
    }
}
