using System.Globalization;
using Connector.Bench.Measuring;
using Connector.Core.KeyCrm;
using Connector.Emulators.KeyCrm;
using Microsoft.Extensions.Logging.Abstractions;

namespace Connector.Bench.Scanning;

/// <summary>Reading a whole keyCRM account from the emulator, which here has no limit, against two naive clients.</summary>
internal static class ScanBenchmark
{
    private const int Offers = 5_000;
    private const int Repetitions = 5;

    // keyCRM's own limit, for the last column (facts: keycrm §2).
    private const double RequestsPerMinute = 60;

    public static async Task<IReadOnlyList<Table>> RunAsync() => [await MeasureAsync(TimeSpan.Zero), await MeasureAsync(TimeSpan.FromMilliseconds(20))];

    private static async Task<Table> MeasureAsync(TimeSpan latency)
    {
        await using var keyCrm = await KeyCrmEmulator.StartAsync(new KeyCrmEmulatorOptions { RequestsPerMinute = null, Latency = latency }, CancellationToken.None);
        keyCrm.SeedCatalogue(Offers);
        using var folder = new LedgerFolder();
        using var http = new HttpClient(new SocketsHttpHandler());
        var naive = new NaiveClient(http, keyCrm.BaseUrl, keyCrm.ApiKey);
        var skus = keyCrm.Catalogue.Snapshot().Select(offer => offer.Sku!).ToList();

        var table = new Table(
            $"{Say.Count(Offers)} offers; every answer takes {latency.TotalMilliseconds} ms longer than the emulator needs. Medians of {Repetitions}, the last row once.",
            "client", "requests", "seconds", "seconds / ours", "requests / ours", "minutes at 60 a minute, calculated");
        var ours = await MeasureAsync(keyCrm, () => OursAsync(http, keyCrm, folder), Repetitions);
        Add(table, "ours: 50 a page, proven whole, stored in the ledger", ours, ours);
        Add(table, "15 a page, the API's default; kept in memory", await MeasureAsync(keyCrm, () => naive.ReadPagesAsync(Offers), Repetitions), ours);
        Add(table, "one request per SKU; kept in memory", await MeasureAsync(keyCrm, () => naive.ReadOneByOneAsync(skus), 1), ours);
        return table;
    }

    private static async Task<(double Requests, double Seconds)> MeasureAsync(KeyCrmEmulator keyCrm, Func<Task> read, int repetitions)
    {
        // The first reading opens connections and compiles; it does not count unless it is the only one.
        if (repetitions > 1)
            await read();
        var before = keyCrm.Requests.Total;
        var seconds = new List<double>();
        for (var repetition = 0; repetition < repetitions; repetition++)
            seconds.Add(await Timing.OfAsync(read));
        return ((double)(keyCrm.Requests.Total - before) / repetitions, Timing.Median(seconds));
    }

    private static async Task OursAsync(HttpClient http, KeyCrmEmulator keyCrm, LedgerFolder folder)
    {
        var options = new KeyCrmOptions { Account = LedgerFolder.Account, BaseUrl = keyCrm.BaseUrl, Key = keyCrm.ApiKey, RequestsPerMinute = 1_000_000 };
        using var reader = new AccountReader(http, options, folder.Ledger, TimeProvider.System, NullLogger.Instance);
        var result = await reader.ScanAsync(withWarehouses: false, null, CancellationToken.None);
        if (result.Snapshot is not { Offers: Offers })
            throw new InvalidOperationException(result.Failure?.Message ?? "The snapshot is not the whole account.");
    }

    private static void Add(Table table, string client, (double Requests, double Seconds) measured, (double Requests, double Seconds) ours) =>
        table.Add(client, Say.Count(measured.Requests), Say.Seconds(measured.Seconds), Say.Ratio(measured.Seconds / ours.Seconds),
            Say.Ratio(measured.Requests / ours.Requests), (measured.Requests / RequestsPerMinute).ToString("0.0", CultureInfo.InvariantCulture));
}
