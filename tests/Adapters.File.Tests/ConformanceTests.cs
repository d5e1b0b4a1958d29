using System.Text;
using Connector.Abstractions;
using Connector.Adapters.File.Options;
using Connector.Adapters.TestKit;
using Connector.Testing;

namespace Connector.Adapters.File.Tests;

/// <summary>The conformance kit over a CSV file that another program made, and over one of the connector's own.</summary>
public sealed class ConformanceTests : StoreAdapterConformance
{
    private readonly TempFolder folder = new();

    public ConformanceTests() => Context = new TestStoreContext(configurationFolder: folder.Path);

    protected override TestStoreContext Context { get; }

    private string Feed => folder.PathOf("feed.csv");

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await System.IO.File.WriteAllTextAsync(Feed, "sku;name;quantity\n", Token);
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        folder.Dispose();
    }

    protected override string? NotApplicable(ConformanceTopic topic) => topic switch
    {
        ConformanceTopic.Variants => "a file has rows, and does not say which are variants of one product",
        ConformanceTopic.UncountedListings => "every row of a file has a number",
        ConformanceTopic.DuplicateSkus or ConformanceTopic.Deletion or ConformanceTopic.ReusedReferences => null,
        ConformanceTopic.Cancellation => "a file is read and replaced at once",
        _ => "a file is no server: it neither throttles, refuses nor falls silent",
    };

    protected override IStoreAdapter CreateAdapter(StoreContext context)
    {
        var factory = new FileAdapterFactory();
        return factory.Create(context, (object)new FileStoreOptions { Path = "feed.csv", Source = "feed.csv", Format = FeedFormat.Csv });
    }

    protected override Task SeedAsync(IReadOnlyList<SeedListing> listings) =>
        System.IO.File.AppendAllLinesAsync(Feed, listings.Select(listing => $"\"{listing.Sku.Replace("\"", "\"\"", StringComparison.Ordinal)}\";a name;{listing.Quantity}"), new UTF8Encoding(false), Token);

    protected override async Task<decimal?> ReadBackAsync(string sku)
    {
        var start = $"\"{sku.Replace("\"", "\"\"", StringComparison.Ordinal)}\";a name;";
        var line = (await System.IO.File.ReadAllLinesAsync(Feed, Token)).FirstOrDefault(line => line.StartsWith(start, StringComparison.Ordinal));
        return line is null ? null : decimal.Parse(line[start.Length..], System.Globalization.CultureInfo.InvariantCulture);
    }

    protected override async Task DeleteAsync(string sku) =>
        await System.IO.File.WriteAllLinesAsync(Feed, (await System.IO.File.ReadAllLinesAsync(Feed, Token)).Where(line => !line.StartsWith($"\"{sku}\"", StringComparison.Ordinal)), new UTF8Encoding(false), Token);

    protected override async Task<string> DumpWithoutStockAsync() =>
        string.Join('\n', (await System.IO.File.ReadAllLinesAsync(Feed, Token)).Select(line => line[..(line.LastIndexOf(';') + 1)]));
}
