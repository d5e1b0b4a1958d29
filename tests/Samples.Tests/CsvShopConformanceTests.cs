using System.Globalization;
using Connector.Abstractions;
using Connector.Adapters.TestKit;

namespace Connector.Samples.Tests;

/// <summary>The conformance kit over the sample, loaded from its plug-in folder as the host loads it.</summary>
public sealed class CsvShopConformanceTests : StoreAdapterConformance
{
    private readonly CsvShopFixture shop = new("sku,name,quantity\n");

    public CsvShopConformanceTests() => Context = new TestStoreContext(configurationFolder: shop.Folder);

    protected override TestStoreContext Context { get; }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        shop.Dispose();
    }

    protected override string? NotApplicable(ConformanceTopic topic) => topic switch
    {
        ConformanceTopic.Variants => "the file has rows and no variants",
        ConformanceTopic.Throttling or ConformanceTopic.Credentials or ConformanceTopic.WebPages or ConformanceTopic.ServerErrors or ConformanceTopic.Silence =>
            "a file is no server; what a file suffers is in CsvShopReadingTests",
        _ => null,
    };

    protected override IStoreAdapter CreateAdapter(StoreContext context) =>
        CsvShopFixture.Plugin.Factory.Create(context, CsvShopFixture.Options(("Path", "stock.csv")));

    protected override Task SeedAsync(IReadOnlyList<SeedListing> listings)
    {
        var rows = listings.Select(listing => $"{Quoted(listing.Sku)},the name,{(listing.TracksStock ? listing.Quantity.ToString(CultureInfo.InvariantCulture) : "by order")}\n");
        Replace(shop.Read() + string.Concat(rows));
        return Task.CompletedTask;
    }

    protected override Task<decimal?> ReadBackAsync(string sku)
    {
        var row = Rows().FirstOrDefault(row => row.StartsWith(Quoted(sku) + ",", StringComparison.Ordinal));
        return Task.FromResult<decimal?>(decimal.TryParse(row?[(row.LastIndexOf(',') + 1)..], NumberStyles.Number, CultureInfo.InvariantCulture, out var number) ? number : null);
    }

    // The row is emptied. Whoever takes it out moves all rows below, whose references are Gone by then (CsvShopWritingTests).
    protected override Task DeleteAsync(string sku)
    {
        Replace(string.Join('\n', Rows().Select(row => row.StartsWith(Quoted(sku) + ",", StringComparison.Ordinal) ? "" : row)));
        return Task.CompletedTask;
    }

    protected override Task<string> DumpWithoutStockAsync() =>
        Task.FromResult(string.Join('\n', Rows().Select(row => row[..(row.LastIndexOf(',') + 1)])));

    protected override Task<IAsyncDisposable> BreakAsync(StoreBreakage breakage)
    {
        var content = shop.Read();
        File.Delete(shop.File);
        return Task.FromResult<IAsyncDisposable>(new Mending(() => Replace(content)));
    }

    private static string Quoted(string sku) => $"\"{sku.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private string[] Rows() => shop.Read().Split('\n');

    // In place of the old file, as a shop's export does: a reading that is under way goes on with the old one.
    private void Replace(string content)
    {
        File.WriteAllText(shop.File + ".new", content);
        File.Move(shop.File + ".new", shop.File, overwrite: true);
    }

    private sealed class Mending(Action mend) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            mend();
            return ValueTask.CompletedTask;
        }
    }
}
