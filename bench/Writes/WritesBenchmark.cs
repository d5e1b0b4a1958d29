using Connector.Bench.Measuring;

namespace Connector.Bench.Writes;

/// <summary>A whole pass over a real OpenCart database, against the look-up and update per SKU of the public scripts.</summary>
internal static class WritesBenchmark
{
    private const int Repetitions = 5;

    // A whole baseline pass over 100,000 products takes the better part of an hour; every SKU costs it the same on average.
    private const int Sample = 500;

    public static async Task<IReadOnlyList<Table>> RunAsync()
    {
        var table = new Table(
            $"One pass. Ours: median of {Repetitions}. Baselines: whole at 10,000 products; at 100,000 measured on {Sample} SKUs spread evenly and multiplied (≈). "
            + "SQL is what the server counted, reads + writes.",
            "shop", "changed", "ours", "SQL", "per SKU", "SQL", "per SKU / ours", "by id", "SQL", "by id / ours");
        foreach (var schema in (string[])["3.0-myisam", "4.1.0.4"])
        {
            await MeasureAsync(table, schema, new Catalogue(10_000, changedEvery: 50), sample: 10_000);
            await MeasureAsync(table, schema, new Catalogue(10_000, changedEvery: 1), sample: 10_000);
            await MeasureAsync(table, schema, new Catalogue(100_000, changedEvery: 50), Sample);
        }

        return [table];
    }

    private static async Task MeasureAsync(Table table, string schema, Catalogue catalogue, int sample)
    {
        await using var shop = await BenchShop.CreateAsync(schema, catalogue);
        using var pass = new StorePass(shop, catalogue);
        // The first pass makes the ledger and warms everything up.
        await pass.RunAsync();

        var seconds = new List<double>();
        var statements = new StatementCount();
        for (var repetition = 0; repetition < Repetitions; repetition++)
        {
            pass.NextRound();
            var before = await shop.CountStatementsAsync();
            seconds.Add(await Timing.OfAsync(pass.RunAsync));
            statements = await shop.CountStatementsAsync() - before;
        }

        await shop.CheckAsync(pass.Round);
        var ours = Timing.Median(seconds);
        var perSku = await BaselineAsync(shop, new PerSkuScript(shop), pass.Round + 1, sample);
        if (sample == catalogue.Count)
            await shop.CheckAsync(pass.Round + 1);
        var byId = await BaselineAsync(shop, new ByIdScript(shop), pass.Round + 2, sample);
        if (sample == catalogue.Count)
            await shop.CheckAsync(pass.Round + 2);

        var about = sample == catalogue.Count ? "" : "≈ ";
        table.Add($"{schema}, {Say.Count(catalogue.Count)}", Say.Count(catalogue.Changed), Say.Seconds(ours), statements.ToString(),
            about + Say.Seconds(perSku.Seconds), about + perSku.Statements, about + Say.Ratio(perSku.Seconds / ours),
            about + Say.Seconds(byId.Seconds), about + byId.Statements, about + Say.Ratio(byId.Seconds / ours));
    }

    private static async Task<(double Seconds, StatementCount Statements)> BaselineAsync(BenchShop shop, IScript script, int round, int sample)
    {
        var count = shop.Catalogue.Count;
        var numbers = Enumerable.Range(0, sample).Select(position => 1 + (int)((long)position * count / sample)).ToList();
        var before = await shop.CountStatementsAsync();
        var began = await Timing.OfAsync(script.BeginAsync);
        var begun = await shop.CountStatementsAsync();
        var wrote = await Timing.OfAsync(() => script.WriteAsync(numbers, round));
        var written = await shop.CountStatementsAsync();
        var share = (double)count / sample;
        return (began + (wrote * share), begun - before + ((written - begun) * share));
    }
}
