using System.Globalization;
using Connector.Bench.Measuring;

namespace Connector.Bench.Shops;

/// <summary>Whole passes over shops that are reached by HTTP: against one look-up and one write per SKU, and against the shop's own time.</summary>
internal static class ShopsBenchmark
{
    private const int Repetitions = 3;
    private const int TwoPercent = 50;
    private static readonly TimeSpan Latency = TimeSpan.FromMilliseconds(20);

    public static async Task<IReadOnlyList<Table>> RunAsync()
    {
        var against = new Table(
            $"3,500 numbers in a shop of 2,000 products and 300 × 5 variants; every request takes {Latency.TotalMilliseconds} ms longer than the emulator needs. Ours: medians of {Repetitions}; the script once, whole.",
            "shop", "changed", "ours", "requests", "script", "requests", "script / ours");
        await AgainstScriptAsync(against, await WooShop.StartAsync());
        await AgainstScriptAsync(against, await PrestaShop.StartAsync());

        var own = new Table(
            $"All 3,500 numbers changed; the shop takes the time that a real one took. Medians of {Repetitions}.",
            "shop", "the pass", "a request is with the shop", "the client's own time", "share");
        // WooCommerce 11.0.1: 39 pages of the stock report in 6.9 s, 22–28 ms for each item of a batch. PrestaShop 8.2.1: 9 lists in
        // 3.5 s, 8–10 s for 3,500 rows in requests of 100 (facts: woocommerce §2 and §5, prestashop §9).
        await OwnTimeAsync(own, await WooShop.StartAsync(), TimeSpan.FromMilliseconds(177), TimeSpan.FromMilliseconds(25));
        await OwnTimeAsync(own, await PrestaShop.StartAsync(), TimeSpan.FromMilliseconds(389), TimeSpan.FromMilliseconds(2.6));
        return [against, own];
    }

    private static async Task AgainstScriptAsync(Table table, HttpShop shop)
    {
        await using var closing = shop;
        using var pass = new ShopPass(shop);
        shop.SetLatency(Latency);
        // The first pass makes the ledger and warms everything up.
        pass.NextRound(1);
        await pass.RunAsync();

        var all = await OursAsync(shop, pass, changedEvery: 1);
        using var http = shop.Connect();
        var before = shop.Requests.Total;
        var script = await Timing.OfAsync(async () =>
        {
            for (var i = 0; i < shop.Skus.Count; i++)
                await shop.LookUpAndWriteAsync(http, shop.Skus[i], 7 + (i % 30));
        });
        var requests = shop.Requests.Total - before;
        shop.Check(position => 7 + (position % 30));
        // Puts right what the script wrote, so that the next passes change what they are to change.
        await pass.RunAsync();

        Add(table, shop, "all", all, script, requests);
        Add(table, shop, "2 %", await OursAsync(shop, pass, TwoPercent), script, requests);
        Add(table, shop, "none", await OursAsync(shop, pass, changedEvery: 0), script, requests);
    }

    private static async Task<(double Seconds, double Requests)> OursAsync(HttpShop shop, ShopPass pass, int changedEvery)
    {
        var seconds = new List<double>();
        var before = shop.Requests.Total;
        for (var repetition = 0; repetition < Repetitions; repetition++)
        {
            pass.NextRound(changedEvery);
            seconds.Add((await pass.RunAsync()).Seconds);
        }

        return (Timing.Median(seconds), (double)(shop.Requests.Total - before) / Repetitions);
    }

    private static async Task OwnTimeAsync(Table table, HttpShop shop, TimeSpan read, TimeSpan item)
    {
        await using var closing = shop;
        using var pass = new ShopPass(shop);
        pass.NextRound(1);
        await pass.RunAsync();
        shop.SetTimes(read, item);
        var runs = new List<(double Seconds, double Waiting)>();
        for (var repetition = 0; repetition < Repetitions; repetition++)
        {
            pass.NextRound(1);
            runs.Add(await pass.RunAsync());
        }

        var (seconds, waiting) = runs.OrderBy(run => run.Seconds).ElementAt(Repetitions / 2);
        table.Add(shop.Name, Say.Seconds(seconds), Say.Seconds(waiting), Say.Seconds(seconds - waiting),
            ((seconds - waiting) / seconds).ToString("0.0 %", CultureInfo.InvariantCulture));
    }

    private static void Add(Table table, HttpShop shop, string changed, (double Seconds, double Requests) ours, double script, long requests) =>
        table.Add(shop.Name, changed, Say.Seconds(ours.Seconds), Say.Count(ours.Requests), Say.Seconds(script), Say.Count(requests), Say.Ratio(script / ours.Seconds));
}
