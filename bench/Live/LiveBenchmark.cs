using System.Globalization;
using Connector.Bench.Measuring;

namespace Connector.Bench.Live;

/// <summary>From a change in keyCRM, by its webhook, to the number in the last of six stores, with the API's budget in force.</summary>
internal static class LiveBenchmark
{
    private const int Offers = 100_000;
    private const int Stores = 6;
    private const int Budget = 55;

    // Changed evenly where changes of one offer overtake each other.
    private const int Pool = 500;

    public static async Task<IReadOnlyList<Table>> RunAsync()
    {
        await using var world = await LiveWorld.CreateAsync(Offers, Stores);
        using var connector = new Connector();
        world.Configure(connector.Configuration, 1_000_000);
        await connector.RunAsync("sync");
        world.Configure(connector.Configuration, Budget);
        await connector.ServeAsync();
        // What the sync asked for counts against this minute's budget.
        await Task.Delay(TimeSpan.FromSeconds(75));

        var table = new Table(string.Create(CultureInfo.InvariantCulture,
            $"{Offers:#,0} offers, {Stores} stores, {Budget} requests a minute, verified (`\"mode\": \"verify\"`); the emulators of all of them run on the same two cores. Naive: measured at 1 change a second, computed from its budget above that (≈)."),
            "changes", "for", "median", "99 %", "slowest", "service's CPU", "naive median", "naive / ours");
        var changes = new Changes(world);
        var naive = await NaiveAsync(world, changes, TimeSpan.FromSeconds(120));
        world.KeyCrm.Webhooks.Add(connector.Hook);
        foreach (var (perSecond, duration, offers, what) in new[]
        {
            (1, 180, Offers, "1 a second"), (10, 120, Offers, "10 a second"), (50, 120, Offers, "50 a second, of all offers"), (50, 120, Pool, $"50 a second, of {Pool} offers"),
        })
        {
            var arrivals = new Arrivals(world);
            var processor = connector.Processor();
            await changes.RunAsync(offers, perSecond, TimeSpan.FromSeconds(duration), arrivals.Changed);
            await DrainAsync(arrivals);
            processor = connector.Processor() - processor;
            var sorted = arrivals.Seconds.Order().ToList();
            if (sorted.Count != perSecond * duration)
                throw new InvalidOperationException($"{sorted.Count} of {perSecond * duration} changes arrived.");
            var median = Timing.Median(sorted);
            var other = perSecond == 1 ? naive : NaiveMedian(perSecond, duration);
            table.Add(what, $"{duration} s", Say.Seconds(median), Say.Seconds(sorted[(int)(sorted.Count * 0.99)]), Say.Seconds(sorted[^1]),
                $"{processor.TotalSeconds / duration * 100:0} %", (perSecond == 1 ? "" : "≈ ") + Say.Seconds(other), (perSecond == 1 ? "" : "≈ ") + Say.Ratio(other / median));
        }

        return [table];
    }

    // Numbers only grow: what it writes now the service, which is not told, does not take back before its next reading.
    private static async Task<double> NaiveAsync(LiveWorld world, Changes changes, TimeSpan duration)
    {
        var arrivals = new Arrivals(world);
        using var follower = new NaiveFollower(world, Budget);
        var following = follower.RunAsync();
        await changes.RunAsync(Offers, 1, duration, (offer, quantity) =>
        {
            arrivals.Changed(offer, quantity);
            follower.Changed(offer);
        });
        follower.End();
        await following;
        return Timing.Median(arrivals.Seconds);
    }

    // Change number i waits for i turns, and has come after i / rate seconds.
    private static double NaiveMedian(int perSecond, int duration) => perSecond * duration / 2.0 * ((60.0 / Budget) - (1.0 / perSecond));

    private static async Task DrainAsync(Arrivals arrivals)
    {
        for (var waited = 0; arrivals.Open > 0; waited++)
        {
            if (waited > 6000)
                throw new TimeoutException($"{arrivals.Open} changes did not arrive within ten minutes.");
            await Task.Delay(100);
        }
    }
}
