using System.Globalization;
using Connector.Bench.Measuring;

namespace Connector.Bench.Planning;

/// <summary>Planning, and a whole pass with its ledger, from ten thousand listings to a million.</summary>
internal static class PlanningBenchmark
{
    private const int Repetitions = 3;
    private static readonly int[] Sizes = [10_000, 100_000, 1_000_000];

    public static async Task<IReadOnlyList<Table>> RunAsync() => [await PlanAsync(), await PassAsync()];

    private static async Task<Table> PlanAsync()
    {
        var table = new Table(
            $"Planning, 2 % changed. Medians of {Repetitions} processes each; peak memory is the whole process's.",
            "listings", "ours", "CPU", "CPU a listing", "peak", "naive", "CPU", "peak", "time, naive / ours", "CPU", "memory");
        foreach (var size in Sizes)
        {
            var ours = await MeasureAsync("plan", size);
            var naive = await MeasureAsync("naive", size);
            if (ours.Changes != naive.Changes || ours.Changes != size / 50)
                throw new InvalidOperationException($"The planners do not agree: {ours.Changes} and {naive.Changes} changes of {size}.");
            table.Add(Say.Count(size), Say.Seconds(ours.Seconds), Say.Seconds(ours.Processor), PerListing(ours, size),
                Say.Megabytes(ours.PeakMemory), Say.Seconds(naive.Seconds), Say.Seconds(naive.Processor), Say.Megabytes(naive.PeakMemory),
                Say.Ratio(naive.Seconds / ours.Seconds), Say.Ratio(naive.Processor / ours.Processor),
                Say.Ratio((double)naive.PeakMemory / ours.PeakMemory));
        }

        return table;
    }

    private static async Task<Table> PassAsync()
    {
        var table = new Table(
            "The same with the ledger: storing keyCRM's snapshot, then a whole pass over a store in memory (read, keep listings, plan, guard, "
            + "write, confirm, journal). The first pass finds an empty ledger, the second one that knows every listing.",
            "listings", "store snapshot", "CPU", "peak", "first pass", "CPU", "peak", "second pass", "CPU", "CPU a listing", "peak");
        foreach (var size in Sizes)
        {
            using var folder = new LedgerFolder();
            var count = size.ToString(CultureInfo.InvariantCulture);
            var stored = await ChildProcess.RunAsync("store", count, folder.Path, "1");
            var first = await ChildProcess.RunAsync("pass", count, folder.Path, "1");
            await ChildProcess.RunAsync("store", count, folder.Path, "2");
            var second = await ChildProcess.RunAsync("pass", count, folder.Path, "2");
            if (first.Changes != size / 50 || second.Changes != size / 50)
                throw new InvalidOperationException($"A pass over {size} listings wrote {first.Changes} and {second.Changes} numbers.");
            table.Add(Say.Count(size), Say.Seconds(stored.Seconds), Say.Seconds(stored.Processor), Say.Megabytes(stored.PeakMemory),
                Say.Seconds(first.Seconds), Say.Seconds(first.Processor), Say.Megabytes(first.PeakMemory),
                Say.Seconds(second.Seconds), Say.Seconds(second.Processor), PerListing(second, size), Say.Megabytes(second.PeakMemory));
        }

        return table;
    }

    private static async Task<Measured> MeasureAsync(string kind, int size)
    {
        var all = new List<Measured>();
        for (var repetition = 0; repetition < Repetitions; repetition++)
            all.Add(await ChildProcess.RunAsync(kind, size.ToString(CultureInfo.InvariantCulture)));
        return all[0] with
        {
            Seconds = Timing.Median(all.Select(one => one.Seconds)),
            Processor = Timing.Median(all.Select(one => one.Processor)),
            PeakMemory = (long)Timing.Median(all.Select(one => (double)one.PeakMemory)),
        };
    }

    private static string PerListing(Measured measured, int size) =>
        (measured.Processor * 1e6 / size).ToString("0.0 µs", CultureInfo.InvariantCulture);
}
