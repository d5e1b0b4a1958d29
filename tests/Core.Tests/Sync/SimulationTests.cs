using CsCheck;

namespace Connector.Core.Tests.Sync;

/// <summary>
/// Laws 1, 2, 5 and 9 together: random levels, rules and shops, random faults and cuts, then one clean pass. The number that
/// must be there comes from a formula of the test's own.
/// </summary>
public sealed class SimulationTests
{
    [Fact]
    public async Task After_any_faults_and_cuts_one_clean_pass_makes_every_listing_right() =>
        await Gen.Int[0, int.MaxValue - 1].SampleAsync(async seed =>
        {
            using var world = new SimulatedWorld(new Random(seed));
            for (var round = 1; round <= 4; round++)
            {
                world.Move(round);
                await world.FaultyPassAsync();
            }

            await world.CleanPassAsync();
        }, iter: 100, threads: 2);

    // The same with writes that the shop takes in the middle of a batch and then dies over, several at once.
    [Fact]
    public async Task No_call_outlives_its_pass()
    {
        using var world = new SimulatedWorld(new Random(7));
        for (var round = 1; round <= 12; round++)
        {
            world.Move(round);
            await world.FaultyPassAsync();
            world.IsQuiet.ShouldBeTrue("a call that is still under way could write an old number after a newer one");
        }
    }
}
