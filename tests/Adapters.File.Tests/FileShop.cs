using System.Text;
using Connector.Abstractions;
using Connector.Adapters.File.Options;
using Connector.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Connector.Adapters.File.Tests;

/// <summary>A folder with a feed in it, and adapters over it as the host makes them.</summary>
public abstract class FileShop : IDisposable
{
    private readonly TempFolder folder = new();

    private protected static CancellationToken Token => TestContext.Current.CancellationToken;

    private protected FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 24, 10, 0, 0, TimeSpan.Zero));

    private protected FileStoreOptions Options { get; } = new() { Path = "stock.csv", Format = FeedFormat.Csv };

    static FileShop() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public void Dispose()
    {
        folder.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected string At(string name) => Path.Combine(folder.Path, name);

    private protected string Text(string name = "stock.csv") => System.IO.File.ReadAllText(At(name));

    private protected void Put(string name, string text) => System.IO.File.WriteAllText(At(name), text);

    private protected IStoreAdapter Open()
    {
        var factory = new FileAdapterFactory();
        return factory.Create(new Context(folder.Path, Time), (object)Options);
    }

    private protected async Task<Dictionary<string, Listing>> ReadAsync()
    {
        await using var adapter = Open();
        var found = new Dictionary<string, Listing>(StringComparer.Ordinal);
        await foreach (var listing in adapter.ReadListingsAsync(Token))
            found.Add(listing.Ref.Value, listing);
        return found;
    }

    /// <summary>Sets numbers by SKU as a pass does: by reading, by a look-up for the rest, then one call.</summary>
    private protected async Task<IReadOnlyList<StockOutcome>> SetAsync(params (string Sku, decimal Quantity)[] numbers)
    {
        await using var adapter = Open();
        var refs = (await ReadAsync()).Values.GroupBy(listing => listing.Sku.Trim()).ToDictionary(group => group.Key, group => group.First().Ref);
        var unlisted = numbers.Select(number => number.Sku).Where(sku => !refs.ContainsKey(sku)).ToList();
        if (unlisted.Count > 0)
        {
            foreach (var listing in await adapter.FindBySkuAsync(unlisted, Token))
                refs[listing.Sku] = listing.Ref;
        }

        return await adapter.SetStockAsync([.. numbers.Select(number => new StockChange { Ref = refs[number.Sku], Sku = number.Sku, Quantity = number.Quantity })], Token);
    }

    private sealed class Context(string folder, TimeProvider time) : StoreContext
    {
        public override StoreId StoreId => new("feed");

        public override Microsoft.Extensions.Logging.ILogger Logger => NullLogger.Instance;

        public override TimeProvider TimeProvider => time;

        public override HttpClient HttpClient => throw new NotSupportedException("a file needs no HTTP");

        public override string ConfigurationFolder => folder;
    }
}
