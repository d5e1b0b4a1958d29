using System.Text;
using Connector.Abstractions;
using Connector.Host.Plugins;
using Microsoft.Extensions.Logging.Abstractions;

namespace Connector.Samples.Tests;

/// <summary>One CSV shop in a folder of its own, through the adapter as the host loads it.</summary>
internal sealed class CsvShopFixture : IDisposable
{
    private static readonly PluginCatalog Catalog =
        PluginCatalog.Load([Path.Combine(AppContext.BaseDirectory, "samples")], NullLogger<PluginCatalog>.Instance);

    private readonly HostStoreContext context;

    public CsvShopFixture(string? content = null)
    {
        context = new HostStoreContext(new StoreId("shop-ua"), NullLoggerFactory.Instance, TimeProvider.System, Folder);
        if (content is not null)
            Write(content);
    }

    public static Plugin Plugin => Catalog.Find("csv-shop") ?? throw new InvalidOperationException(string.Join(' ', Catalog.Refusals));

    public string Folder { get; } = Directory.CreateTempSubdirectory("connector-csv-").FullName;

    public string File => Path.Combine(Folder, "stock.csv");

    public static object Options(params (string Name, string Value)[] values)
    {
        var options = Activator.CreateInstance(Plugin.Factory.OptionsType)!;
        foreach (var (name, value) in values)
            Plugin.Factory.OptionsType.GetProperty(name).ShouldNotBeNull().SetValue(options, value);
        return options;
    }

    public IStoreAdapter Open(params (string Name, string Value)[] options) =>
        Plugin.Factory.Create(context, Options([("Path", "stock.csv"), .. options]));

    public void Write(string content) => System.IO.File.WriteAllBytes(File, Encoding.UTF8.GetBytes(content));

    public string Read() => new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(System.IO.File.ReadAllBytes(File));

    public async Task<List<Listing>> ListAsync(params (string Name, string Value)[] options)
    {
        await using var adapter = Open(options);
        var listings = new List<Listing>();
        await foreach (var listing in adapter.ReadListingsAsync(TestContext.Current.CancellationToken))
            listings.Add(listing);
        return listings;
    }

    public async Task<IReadOnlyList<StockOutcome>> SetAsync(params StockChange[] changes)
    {
        await using var adapter = Open();
        return await adapter.SetStockAsync(changes, TestContext.Current.CancellationToken);
    }

    public static StockChange Change(string row, string sku, decimal quantity) => new() { Ref = new ListingRef(row), Sku = sku, Quantity = quantity };

    public void Dispose()
    {
        context.Dispose();
        Directory.Delete(Folder, recursive: true);
    }
}
