using System.Text.Json;
using Connector.Abstractions;
using Connector.Adapters.TestKit;

namespace AcmeShop.Tests;

/// <summary>
/// Every promise of the adapter contract as a test; they are inherited. This class says how your shop is filled, read,
/// broken and mended, all by its own means and never by the adapter.
/// </summary>
public sealed class AcmeShopConformance : StoreAdapterConformance
{
    private const string Why = "A file has neither a server nor a sign-in; a shop on the network has both.";

    private readonly string _folder = Directory.CreateTempSubdirectory("acme-shop-").FullName;
    private string? _unbroken;

    /// <summary>What a file cannot suffer. Delete these when your shop answers over HTTP: then all of it applies.</summary>
    protected override IReadOnlyList<Exemption> NotApplicable =>
    [
        Exemption.From(StoreBreakage.Throttled, Why),
        Exemption.From(StoreBreakage.ThrottledWithRetryAfter, Why),
        Exemption.From(StoreBreakage.Unauthorized, Why),
        Exemption.From(StoreBreakage.Timeout, Why),
        Exemption.From(StoreBreakage.ServerError, Why),
        Exemption.From(StoreBreakage.AnswerLost, Why),
    ];

    /// <summary>The keys and passwords of the options that CreateAdapter uses.</summary>
    protected override IReadOnlyList<string> Secrets => [];

    protected override string ConfigurationFolder => _folder;

    private string File => Path.Combine(_folder, "items.json");

    protected override IStoreAdapter CreateAdapter(StoreContext context) =>
        new AcmeShopFactory().Create(context, new AcmeShopOptions { Path = "items.json" });

    protected override Task SeedAsync(IReadOnlyList<SeedListing> listings) => SaveAsync(
        [.. listings.Select(seed => new Row(seed.Number, seed.Sku, seed.TracksStock ? seed.Quantity : null, $"Item {seed.Number}"))]);

    protected override async Task<decimal?> ReadBackAsync(SeedListing listing) =>
        (await LoadAsync()).Find(row => row.Id == listing.Number)?.Quantity;

    protected override async Task DeleteAsync(SeedListing listing) =>
        await SaveAsync([.. (await LoadAsync()).Where(row => row.Id != listing.Number)]);

    protected override async Task BreakAsync(StoreBreakage breakage)
    {
        _unbroken = await System.IO.File.ReadAllTextAsync(File);
        switch (breakage)
        {
            case StoreBreakage.Html:
                await System.IO.File.WriteAllTextAsync(File, "<!doctype html><title>Back soon</title>");
                break;
            case StoreBreakage.CutAnswer:
                await System.IO.File.WriteAllTextAsync(File, _unbroken[..(_unbroken.Length / 2)]);
                break;
            case StoreBreakage.CutConnection:
                System.IO.File.Delete(File);
                break;
            default:
                throw new NotSupportedException($"{breakage} is declared as not applicable.");
        }
    }

    protected override Task MendAsync() => System.IO.File.WriteAllTextAsync(File, _unbroken);

    protected override async Task<IReadOnlyList<string>?> DumpAsync() =>
        [.. (await LoadAsync()).Select(row => $"{row.Id}|{row.Sku}|{row.Name}|{row.Quantity is null}")];

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task<List<Row>> LoadAsync() =>
        JsonSerializer.Deserialize<List<Row>>(await System.IO.File.ReadAllTextAsync(File), JsonSerializerOptions.Web) ?? [];

    // A new file in place of the old one, so that a reading that is under way goes on with the old one.
    private async Task SaveAsync(List<Row> rows)
    {
        await System.IO.File.WriteAllTextAsync(File + ".new", JsonSerializer.Serialize(rows, JsonSerializerOptions.Web));
        System.IO.File.Move(File + ".new", File, overwrite: true);
    }

    private sealed record Row(int Id, string Sku, decimal? Quantity, string Name);
}
