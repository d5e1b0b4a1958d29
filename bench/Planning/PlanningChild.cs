using System.Globalization;
using Connector.Bench.Measuring;
using Connector.Core.Ledger;
using Connector.Core.Matching;
using Connector.Core.Planning;
using Connector.Core.Stock;
using Connector.Core.Sync;
using Microsoft.Extensions.Logging.Abstractions;

namespace Connector.Bench.Planning;

/// <summary>What <see cref="PlanningBenchmark"/> measures in processes of their own.</summary>
internal static class PlanningChild
{
    private const int WarmUp = 10_000;
    private static readonly Observation Seen = new(1, DateTimeOffset.UnixEpoch);

    /// <param name="kind"><c>plan</c>, <c>naive</c>, <c>store</c> or <c>pass</c>.</param>
    /// <param name="arguments">How many listings, of which every how manieth is changed; for the last two also the ledger's folder and the round.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<int> RunAsync(string kind, string[] arguments, CancellationToken cancellationToken = default)
    {
        var catalogue = new Catalogue(Number(arguments[0]), changedEvery: Number(arguments[1]));
        Func<Task<int>> work = kind switch
        {
            "plan" => Prepared(Ours, catalogue),
            "naive" => Prepared(Naive, catalogue),
            "store" => Storing(catalogue, arguments),
            _ => () => PassAsync(catalogue, arguments, cancellationToken),
        };

        var changes = 0;
        var processor = Environment.CpuUsage.TotalTime;
        var seconds = await Timing.OfAsync(async () => changes = await work());
        ChildProcess.Answer(seconds, Environment.CpuUsage.TotalTime - processor, changes);
        return 0;
    }

    // Small catalogues first, so that the compiler is done when the measuring begins.
    private static Func<Task<int>> Prepared(Func<Catalogue, int> plan, Catalogue catalogue)
    {
        for (var i = 0; i < 5; i++)
            plan(new Catalogue(WarmUp, changedEvery: 50));
        return () => Task.FromResult(plan(catalogue));
    }

    private static Func<Task<int>> Storing(Catalogue catalogue, string[] arguments)
    {
        var ledger = Ledger.Open(arguments[2], TimeProvider.System);
        var levels = catalogue.Levels(Number(arguments[3]), ledger.Observe()).ToList();
        return () =>
        {
            LedgerFolder.StoreSnapshot(ledger, levels);
            return Task.FromResult(levels.Count);
        };
    }

    private static int Ours(Catalogue catalogue)
    {
        var match = new MatchRule();
        var index = new ListingIndex(match);
        foreach (var listing in catalogue.Listings(round: 0))
            index.Add(listing);
        return new Planner(new StockRule(), match).Make(catalogue.Levels(round: 1, Seen), index, _ => { }).Changes.Count;
    }

    private static int Naive(Catalogue catalogue) =>
        NaivePlanner.Make(catalogue.Levels(round: 1, Seen), catalogue.Listings(round: 0), new StockRule(), new MatchRule()).Count;

    private static async Task<int> PassAsync(Catalogue catalogue, string[] arguments, CancellationToken cancellationToken)
    {
        var round = Number(arguments[3]);
        await using var adapter = new MemoryShop(catalogue, round - 1);
        var pass = new StoreSync(LedgerFolder.Store, adapter, Ledger.Open(arguments[2], TimeProvider.System), text => text, TimeProvider.System, NullLogger.Instance, null);
        var report = await pass.RunAsync(SyncMode.Apply, cancellationToken);
        return report.IsConverged ? report.Count(ItemOutcome.Applied) : throw new InvalidOperationException(report.Failure ?? "The pass did not converge.");
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
