using System.Globalization;
using Connector.Bench.Measuring;

namespace Connector.Bench.Planning;

/// <summary>Planning, and a whole pass with its ledger, from ten thousand listings to a million.</summary>
internal static class PlanningBenchmark
{
    private const int Repetitions = 3;
    private const int TwoPercent = 50;
    private const int Everything = 1;
    private static readonly int[] Sizes = [10_000, 100_000, 1_000_000];
    private static readonly string[] PassColumns = ["listings", "pass", "storing the snapshot", "CPU", "peak", "the pass", "CPU", "CPU a listing", "peak"];

    public static async Task<IReadOnlyList<Table>> RunAsync() => [await PlanAsync(), await PassAsync(), await FirstSyncAsync()];

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
            PassColumns);
        foreach (var size in Sizes)
        {
            using var folder = new LedgerFolder();
            var first = await StoreAndPassAsync(size, TwoPercent, folder, round: 1);
            var second = await StoreAndPassAsync(size, TwoPercent, folder, round: 2);
            AddPass(table, size, "1st", first);
            AddPass(table, size, "2nd", second);
        }

        return table;
    }

    private static async Task<Table> FirstSyncAsync()
    {
        var table = new Table("The first sync of a shop in which every single number is wrong: the most that a pass can have to write.", PassColumns);
        foreach (var size in Sizes)
        {
            using var folder = new LedgerFolder();
            AddPass(table, size, "1st", await StoreAndPassAsync(size, Everything, folder, round: 1));
        }

        return table;
    }

    private static async Task<(Measured Store, Measured Pass)> StoreAndPassAsync(int size, int changedEvery, LedgerFolder folder, int round)
    {
        string[] arguments = [Text(size), Text(changedEvery), folder.Path, Text(round)];
        var store = await ChildProcess.RunAsync(["store", .. arguments]);
        var pass = await ChildProcess.RunAsync(["pass", .. arguments]);
        return pass.Changes == size / changedEvery
            ? (store, pass)
            : throw new InvalidOperationException($"A pass over {size} listings wrote {pass.Changes} numbers.");
    }

    private static void AddPass(Table table, int size, string round, (Measured Store, Measured Pass) measured) =>
        table.Add(Say.Count(size), round, Say.Seconds(measured.Store.Seconds), Say.Seconds(measured.Store.Processor),
            Say.Megabytes(measured.Store.PeakMemory), Say.Seconds(measured.Pass.Seconds), Say.Seconds(measured.Pass.Processor),
            PerListing(measured.Pass, size), Say.Megabytes(measured.Pass.PeakMemory));

    private static async Task<Measured> MeasureAsync(string kind, int size)
    {
        var all = new List<Measured>();
        for (var repetition = 0; repetition < Repetitions; repetition++)
            all.Add(await ChildProcess.RunAsync(kind, Text(size), Text(TwoPercent)));
        return all[0] with
        {
            Seconds = Timing.Median(all.Select(one => one.Seconds)),
            Processor = Timing.Median(all.Select(one => one.Processor)),
            PeakMemory = (long)Timing.Median(all.Select(one => (double)one.PeakMemory)),
        };
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string PerListing(Measured measured, int size) =>
        (measured.Processor * 1e6 / size).ToString("0.0 µs", CultureInfo.InvariantCulture);
}
