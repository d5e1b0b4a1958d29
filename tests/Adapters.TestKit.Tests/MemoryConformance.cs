using Connector.Abstractions;
using Connector.Adapters.TestKit.Tests.Memory;

namespace Connector.Adapters.TestKit.Tests;

/// <summary>An adapter without a fault passes everything.</summary>
public class MemoryConformance : MemoryConformanceBase;

/// <summary>The suite over the shop in memory; the mutants put another adapter in.</summary>
public abstract class MemoryConformanceBase : StoreAdapterConformance
{
    private readonly MemoryShop _shop = new();

    internal Func<MemoryShop, StoreContext, IStoreAdapter> Make { get; set; } = static (shop, context) => new MemoryAdapter(shop, context);

    internal IReadOnlyList<Exemption> Declared { get; set; } = [];

    internal MemoryShop Shop => _shop;

    protected override IReadOnlyList<Exemption> NotApplicable => Declared;

    protected override IReadOnlyList<string> Secrets => [MemoryShop.Token, "merchant"];

    protected override TimeSpan ShortTimeout => TimeSpan.FromMilliseconds(100);

    protected override IStoreAdapter CreateAdapter(StoreContext context) => Make(_shop, context);

    protected override Task SeedAsync(IReadOnlyList<SeedListing> listings)
    {
        _shop.Fill(listings);
        return Task.CompletedTask;
    }

    protected override Task<decimal?> ReadBackAsync(SeedListing listing) => Task.FromResult(_shop.Row(listing.Number)?.Quantity);

    protected override Task DeleteAsync(SeedListing listing)
    {
        _shop.Delete(listing.Number);
        return Task.CompletedTask;
    }

    protected override Task BreakAsync(StoreBreakage breakage)
    {
        _shop.Breakage = breakage;
        return Task.CompletedTask;
    }

    protected override Task MendAsync()
    {
        _shop.Breakage = null;
        return Task.CompletedTask;
    }

    protected override Task<IReadOnlyList<string>?> DumpAsync() => Task.FromResult<IReadOnlyList<string>?>(_shop.Dump());
}
