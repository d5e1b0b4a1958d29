using System.Globalization;
using Connector.Abstractions;
using Connector.Bench.Live;
using Connector.Bench.Measuring;
using Connector.Core.Ledger;

namespace Connector.Bench.Pages;

/// <summary>The dashboard's pages of a store with many listings, over HTTP from the running service.</summary>
internal static class PagesBenchmark
{
    private const int Listings = 100_000;
    private const int Repetitions = 20;

    public static async Task<IReadOnlyList<Table>> RunAsync()
    {
        await using var world = await LiveWorld.CreateAsync(Listings, sites: 1);
        using var connector = new Live.Connector();
        world.Configure(connector.Configuration, 1_000_000);
        await connector.RunAsync("sync");
        await connector.ServeAsync();
        // The first reading of everything ends.
        await connector.UntilAsync(status => !(bool)status["accounts"]!["main"]!["scanning"]!);
        var ledger = Ledger.Open(connector.State, TimeProvider.System);
        using var http = new HttpClient(new SocketsHttpHandler());

        var table = new Table(string.Create(CultureInfo.InvariantCulture, $"A store with {Listings:#,0} listings, the whole page over HTTP, medians of {Repetitions}. Naive: all listings read into memory and filtered there, without a page."),
            "page", "ours", "naive", "naive / ours");
        await AddAsync("first page", "", _ => true);
        await AddAsync("a search that finds one", "?text=000099999", listing => listing.Sku.Contains("000099999", StringComparison.OrdinalIgnoreCase));
        await AddAsync("a search that finds nothing", "?text=nothing-like-it", listing => listing.Sku.Contains("nothing-like-it", StringComparison.OrdinalIgnoreCase));
        await AddAsync("those at zero", "?show=zero", listing => listing.Quantity <= 0);
        ledger.Dispose();
        return [table];

        async Task AddAsync(string what, string query, Func<Listing, bool> filter)
        {
            var (ours, naive) = (new List<double>(), new List<double>());
            for (var i = 0; i <= Repetitions; i++)
            {
                ours.Add(await Timing.OfAsync(() => http.GetStringAsync(new Uri(connector.Address, $"stores/site-1{query}"))));
                var found = 0;
                naive.Add(Timing.Of(() => found = ledger.Listings.Read(new StoreId("site-1")).Where(filter).OrderBy(listing => listing.Sku, StringComparer.Ordinal).Take(50).ToList().Count));
                if (found > 50)
                    throw new InvalidOperationException("The naive page is longer than ours.");
            }

            double mine = Timing.Median(ours.Skip(1)), other = Timing.Median(naive.Skip(1));
            table.Add(what, Say.Seconds(mine), Say.Seconds(other), Say.Ratio(other / mine));
        }
    }
}
