using System.Globalization;

namespace Connector.Simulation.Tests;

/// <summary>
/// Convergence under fire. CONNECTOR_SIMULATION_SEEDS says how many seeds (1,000 by default), CONNECTOR_SIMULATION_FIRST with which
/// to begin; a seed that fails says how to run it alone.
/// </summary>
[Collection(nameof(World))]
public sealed class ConvergenceTests
{
    private const string First = "CONNECTOR_SIMULATION_FIRST";
    private const string Seeds = "CONNECTOR_SIMULATION_SEEDS";

    [Fact]
    public async Task Whatever_fails_every_store_comes_to_hold_what_keyCRM_says_and_never_anything_else()
    {
        var first = Number(First, 1);
        var count = Number(Seeds, 1000);
        await Simulation.RunAsync(async folder =>
        {
            foreach (var seed in Enumerable.Range(first, count))
                await ConvergeAsync(seed, folder);
        });
    }

    private static async Task ConvergeAsync(int seed, string folder)
    {
        try
        {
            await using var world = new World(seed, folder, PoolRest.WaitAsync);
            await world.RunAsync();
        }
        catch (Exception exception)
        {
            throw new InvalidOperationException(
                $"Seed {seed} failed. To run it alone: {First}={seed} {Seeds}=1 CONNECTOR_SIMULATION_LOG=/tmp/simulation.log ./test --filter-class '*{nameof(ConvergenceTests)}*'", exception);
        }
    }

    private static int Number(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var number) ? number : otherwise;
}
