using System.Diagnostics;
using System.Globalization;

namespace Connector.EndToEnd.Tests;

/// <summary>Laws 1, 2 and 5: the real program, killed with SIGKILL at random moments of a pass.</summary>
public sealed class KillTests
{
    private const int Offers = 150;
    private const int Worlds = 2;

    // CONNECTOR_TEST_KILLS asks for more.
    private static int Kills { get; } =
        int.TryParse(Environment.GetEnvironmentVariable("CONNECTOR_TEST_KILLS"), CultureInfo.InvariantCulture, out var kills) ? kills : 16;

    [Fact]
    public async Task Killed_at_any_instant_the_next_pass_puts_everything_right()
    {
        var inTheMiddle = await Task.WhenAll(Enumerable.Range(1, Worlds).Select(seed => Task.Run(() => KillAsync(seed, Kills / Worlds))));
        inTheMiddle.Sum().ShouldBeGreaterThan(Kills / 10, "kills must fall among the writes too, or this shows nothing");
    }

    private static async Task<int> KillAsync(int seed, int kills)
    {
        await using var world = await SiteWorld.CreateAsync(Offers);
        var chance = new Random(seed);
        var given = world.Truth().ToDictionary(offer => offer.Key, offer => new HashSet<long> { offer.Value });
        var inTheMiddle = 0;
        var duration = TimeSpan.Zero;
        for (var kill = 0; kill < kills; kill++)
        {
            Restock(world, kill + 1, given);
            if (kill % 25 == 0)
                duration = await MeasureAsync(world, given, kill);

            using (var process = world.Start("sync", "--yes"))
            {
                // Half of the kills fall anywhere, half among the writes.
                if (chance.Next(2) == 0)
                    await Task.Delay(duration * chance.NextDouble());
                else
                    await WrittenAsync(world, process, chance.Next(1, Offers));
                process.Kill();
                await process.WaitForExitAsync();
            }

            var numbers = await world.NumbersAsync();
            var truth = world.Truth();
            if (numbers.Any(row => row.Value == truth[row.Key]) && numbers.Any(row => row.Value != truth[row.Key]))
                inTheMiddle++;
            if (kill % 4 != 0)
                continue;
            var next = await world.RunAsync("sync", "--yes");
            next.ExitCode.ShouldBe(0, $"seed {seed}, kill {kill}: {next.Everything}");
            (await world.NumbersAsync()).ShouldBe(world.Truth(), $"seed {seed}, kill {kill}");
        }

        (await world.RunAsync("sync", "--yes")).ExitCode.ShouldBe(0);
        (await world.NumbersAsync()).ShouldBe(world.Truth());
        var audit = await world.AuditAsync();
        foreach (var (article, quantity) in audit)
            given[article].ShouldContain(quantity, $"{article} held a number that keyCRM never gave (seed {seed})");
        foreach (var article in audit.GroupBy(row => row.Article))
            article.Select(row => row.Quantity).ShouldBe(article.Select(row => row.Quantity).Order(), $"{article.Key}: an old number came after a newer one (seed {seed})");
        return inTheMiddle;
    }

    private static async Task WrittenAsync(SiteWorld world, Process process, int rows)
    {
        var before = await world.AuditedAsync();
        while (!process.HasExited && await world.AuditedAsync() < before + rows)
            await Task.Delay(1);
    }

    // Numbers only grow, so that the order of writing shows in them.
    private static void Restock(SiteWorld world, int round, Dictionary<string, HashSet<long>> given)
    {
        foreach (var offer in world.KeyCrm.Catalogue.Snapshot())
            world.KeyCrm.Catalogue.SetStock(offer.Id, (round * 1000) + offer.Id, 0);
        foreach (var (article, quantity) in world.Truth())
            given[article].Add(quantity);
    }

    private static async Task<TimeSpan> MeasureAsync(SiteWorld world, Dictionary<string, HashSet<long>> given, int kill)
    {
        var watch = Stopwatch.StartNew();
        (await world.RunAsync("sync", "--yes")).ExitCode.ShouldBe(0);
        var duration = watch.Elapsed;
        foreach (var offer in world.KeyCrm.Catalogue.Snapshot())
            world.KeyCrm.Catalogue.SetStock(offer.Id, ((kill + 1) * 1000) + 500 + offer.Id, 0);
        foreach (var (article, quantity) in world.Truth())
            given[article].Add(quantity);
        return duration;
    }
}
