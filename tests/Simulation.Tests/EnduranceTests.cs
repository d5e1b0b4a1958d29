namespace Connector.Simulation.Tests;

/// <summary>A working day of the service: nothing grows.</summary>
[Collection(nameof(World))]
public sealed class EnduranceTests
{
    private const int HalfHours = 16;

    // Caches that fill up with use; a thing kept for each of some 2,000 events would take more.
    private const long Slack = 384 * 1024;

    // The runtime opens a few for itself, whenever it likes; one kept for each reading would be a hundred.
    private const int HandlesOfRuntime = 8;

    [Fact]
    public async Task Eight_hours_leave_no_more_memory_files_timers_or_work_behind_than_two()
    {
        var used = new List<Usage>();
        await Simulation.RunAsync(async folder =>
        {
            await using var world = new World(7, folder, PoolRest.WaitAsync);
            await world.EndureAsync(HalfHours, used.Add);
        });

        var (early, late) = (used[3..6], used[^3..]);
        late.Min(use => use.Memory).ShouldBeLessThan(early.Min(use => use.Memory) + Slack, string.Join('\n', used));
        late.Min(use => use.Handles).ShouldBeLessThanOrEqualTo(early.Max(use => use.Handles) + HandlesOfRuntime, string.Join('\n', used));
        late.Max(use => use.Files).ShouldBeLessThanOrEqualTo(early.Max(use => use.Files));
        late.Min(use => use.Timers).ShouldBeLessThanOrEqualTo(early.Max(use => use.Timers), string.Join('\n', used));
        used.ShouldAllBe(use => use.Pending == 0);
    }
}
