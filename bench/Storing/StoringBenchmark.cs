using Connector.Bench.Measuring;
using Connector.Core.Stock;

namespace Connector.Bench.Storing;

/// <summary>What keyCRM says, into the ledger and out of it.</summary>
internal static class StoringBenchmark
{
    private const int Offers = 100_000;
    private const int Repetitions = 5;

    public static Task<IReadOnlyList<Table>> RunAsync()
    {
        var catalogue = new Catalogue(Offers, changedEvery: 50);
        using var folder = new LedgerFolder();
        using var naive = new NaiveTable(folder.Path);
        var first = new List<double>();
        var ours = new List<(double Store, double Read)>();
        var theirs = new List<(double Store, double Read)>();
        for (var round = 0; round <= Repetitions; round++)
        {
            using (var fresh = new LedgerFolder())
                first.Add(Timing.Of(() => LedgerFolder.StoreSnapshot(fresh.Ledger, Levels(catalogue, round, fresh))));

            // Round 0 fills both tables and compiles both ways.
            var levels = Levels(catalogue, round, folder);
            ours.Add((Timing.Of(() => LedgerFolder.StoreSnapshot(folder.Ledger, levels)), Timing.Of(() => Read(folder))));
            theirs.Add((Timing.Of(() => naive.Store(levels)), Timing.Of(() => naive.Read(Offers))));
        }

        var table = new Table(
            $"{Say.Count(Offers)} offers, medians of {Repetitions}.",
            "", "ours", "naive", "naive / ours");
        table.Add("store a snapshot in a new ledger", Say.Seconds(Timing.Median(first.Skip(1))), "", "");
        Add(table, "store a snapshot over the one before, 2 % changed", ours.Skip(1).Select(one => one.Store), theirs.Skip(1).Select(one => one.Store));
        Add(table, "read all levels back", ours.Skip(1).Select(one => one.Read), theirs.Skip(1).Select(one => one.Read));
        return Task.FromResult<IReadOnlyList<Table>>([table]);
    }

    private static List<Level> Levels(Catalogue catalogue, int round, LedgerFolder folder) =>
        catalogue.Levels(round, folder.Ledger.Observe()).ToList();

    private static void Read(LedgerFolder folder)
    {
        var sum = folder.Ledger.Levels.Read(LedgerFolder.Account).Sum(level => level.Quantity);
        if (sum is null or 0)
            throw new InvalidOperationException("The ledger gave nothing back.");
    }

    private static void Add(Table table, string what, IEnumerable<double> ours, IEnumerable<double> naive)
    {
        double mine = Timing.Median(ours), other = Timing.Median(naive);
        table.Add(what, Say.Seconds(mine), Say.Seconds(other), Say.Ratio(other / mine));
    }
}
