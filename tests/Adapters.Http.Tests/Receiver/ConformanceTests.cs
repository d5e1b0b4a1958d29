using Connector.Abstractions;
using Connector.Adapters.TestKit;
using Connector.Emulators.Receiver;
using Connector.Emulators.Shops;
using Connector.Testing;
using Connector.Testing.Shops;

namespace Connector.Adapters.Http.Tests.Receiver;

/// <summary>The conformance kit over an emulated site with a receiver.</summary>
public sealed class ConformanceTests : StoreAdapterConformance
{
    private ReceiverEmulator site = null!;

    protected override TestStoreContext Context { get; } = new(new FastTime(30));

    protected override IReadOnlyList<string> Secrets => [site.Secret!];

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        site = await ReceiverEmulator.StartAsync(new ReceiverOptions { TimeProvider = Context.TimeProvider }, Token);
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await site.DisposeAsync();
    }

    protected override string? NotApplicable(ConformanceTopic topic) =>
        topic == ConformanceTopic.Variants ? "to the receiver contract every article is one of its own, a variant too" : null;

    protected override IStoreAdapter CreateAdapter(StoreContext context)
    {
        var factory = new HttpAdapterFactory();
        return factory.Create(context, (object)new HttpOptions { Url = site.Address.ToString(), Secret = site.Secret, Timeout = TimeSpan.FromSeconds(40) });
    }

    protected override Task SeedAsync(IReadOnlyList<SeedListing> listings)
    {
        foreach (var listing in listings)
            site.Add(listing.Sku, listing.Quantity, listing.TracksStock);
        return Task.CompletedTask;
    }

    protected override Task<decimal?> ReadBackAsync(string sku) => Task.FromResult(site.Goods.FirstOrDefault(goods => goods.Sku == sku)?.Quantity);

    protected override Task DeleteAsync(string sku)
    {
        site.Remove(sku);
        return Task.CompletedTask;
    }

    protected override Task<string> DumpWithoutStockAsync() => Task.FromResult(string.Join('\n', site.Goods.Select(goods => $"{goods.Id} {goods.Sku} {goods.IsTracked}")));

    protected override Task<IAsyncDisposable> BreakAsync(StoreBreakage breakage) => Task.FromResult(BrokenShop.Break(site, breakage, ShopFault.Refused(401, """{"title":"signature"}""")));
}
