using System.Globalization;

namespace Connector.Simulation.Tests;

/// <summary>
/// Convergence under fire. CONNECTOR_SIMULATION_SEEDS says how many seeds (1,000 by default), CONNECTOR_SIMULATION_FIRST with which
/// to begin; a seed that fails says how to run it alone.
/// </summary>
public sealed class ConvergenceTests
{
    private const string First = "CONNECTOR_SIMULATION_FIRST";
    private const string Memory = "/dev/shm";
    private const string Seeds = "CONNECTOR_SIMULATION_SEEDS";

    [Fact]
    public async Task Whatever_fails_every_store_comes_to_hold_what_keyCRM_says_and_never_anything_else()
    {
        // The ledgers live for a moment each: in memory, where the system has a place for that.
        if (Directory.Exists(Memory))
            Environment.SetEnvironmentVariable("TMPDIR", Memory);
        var first = Number(First, 1);
        var count = Number(Seeds, 1000);
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        // Not on the thread pool: only while nothing works there has everything come to rest.
        new Thread(() =>
        {
            for (var seed = first; seed < first + count; seed++)
            {
                try
                {
                    using var world = new World(seed, PoolRest.Wait);
                    world.Run();
                }
                catch (Exception exception)
                {
                    done.SetException(new InvalidOperationException(
                        $"Seed {seed} failed. To run it alone: {First}={seed} {Seeds}=1 CONNECTOR_SIMULATION_LOG=/tmp/simulation.log ./test --filter-class '*{nameof(ConvergenceTests)}*'", exception));
                    return;
                }
            }

            done.SetResult();
        }).Start();
        await done.Task;
    }

    private static int Number(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var number) ? number : otherwise;
}
