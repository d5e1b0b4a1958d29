using System.Text.Json;
using Connector.Abstractions;
using Connector.Adapters.TestKit;

namespace AcmeShop.Tests;

/// <summary>
/// Every promise of the adapter contract as a test; the tests are inherited. This class says how your shop is filled, read
/// and broken, all by its own means and never by the adapter. Each test has an instance, and so a shop, of its own.
/// </summary>
public sealed class AcmeShopConformance : StoreAdapterConformance
{
    private readonly string _folder = Directory.CreateTempSubdirectory("acme-shop-").FullName;

    public AcmeShopConformance() => Context = new TestStoreContext(configurationFolder: _folder);

    protected override TestStoreContext Context { get; }

    /// <summary>The keys and passwords among the options that CreateAdapter uses: they may appear in no message.</summary>
    protected override IReadOnlyList<string> Secrets => [];

    private string Shop => Path.Combine(_folder, "items.json");

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await SaveAsync([]);
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>What your kind of shop cannot do, with the reason. A shop that answers over HTTP can be broken in every way.</summary>
    protected override string? NotApplicable(ConformanceTopic topic) => topic switch
    {
        ConformanceTopic.Variants => "The file has plain items only.",
        ConformanceTopic.Throttling or ConformanceTopic.Credentials or ConformanceTopic.ServerErrors or ConformanceTopic.Silence =>
            "A file has neither a server nor a sign-in.",
        _ => null,
    };

    protected override IStoreAdapter CreateAdapter(StoreContext context) =>
        new AcmeShopFactory().Create(context, new AcmeShopOptions { Path = "items.json" });

    protected override async Task SeedAsync(IReadOnlyList<SeedListing> listings)
    {
        var rows = await LoadAsync();
        foreach (var listing in listings)
            rows.Add(new Row(rows.Count == 0 ? 1 : rows[^1].Id + 1, listing.Sku, listing.TracksStock ? listing.Quantity : null, $"The item {listing.Sku}"));
        await SaveAsync(rows);
    }

    protected override async Task<decimal?> ReadBackAsync(string sku) => (await LoadAsync()).Find(row => row.Sku == sku)?.Quantity;

    protected override async Task DeleteAsync(string sku) => await SaveAsync((await LoadAsync()).FindAll(row => row.Sku != sku));

    protected override async Task<string> DumpWithoutStockAsync() =>
        string.Join('\n', (await LoadAsync()).Select(row => $"{row.Id}|{row.Sku}|{row.Name}|{row.Quantity is null}"));

    protected override async Task<IAsyncDisposable> BreakAsync(StoreBreakage breakage)
    {
        var whole = await File.ReadAllTextAsync(Shop, Token);
        await File.WriteAllTextAsync(
            Shop,
            breakage switch
            {
                StoreBreakage.WebPage => "<!doctype html><title>Back soon</title>",
                StoreBreakage.CutConnection => "",
                _ => throw new NotSupportedException($"{breakage} is named in NotApplicable."),
            },
            Token);
        if (breakage is StoreBreakage.CutConnection)
            File.Delete(Shop);
        return new Mending(() => File.WriteAllTextAsync(Shop, whole, CancellationToken.None));
    }

    private async Task<List<Row>> LoadAsync() =>
        JsonSerializer.Deserialize<List<Row>>(await File.ReadAllTextAsync(Shop, Token), JsonSerializerOptions.Web) ?? [];

    // A new file in place of the old one, so that a reading that is under way goes on with the old one.
    private async Task SaveAsync(List<Row> rows)
    {
        await File.WriteAllTextAsync(Shop + ".new", JsonSerializer.Serialize(rows, JsonSerializerOptions.Web), Token);
        File.Move(Shop + ".new", Shop, overwrite: true);
    }

    private sealed record Row(int Id, string Sku, decimal? Quantity, string Name);

    private sealed class Mending(Func<Task> mend) : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => new(mend());
    }
}
