using Connector.Abstractions;
using Connector.Adapters.TestKit;
using Connector.Emulators.CsCart;
using Connector.Emulators.Shops;
using Connector.Testing;
using Connector.Testing.Shops;

namespace Connector.Adapters.CsCart.Tests;

/// <summary>The conformance kit over an emulated shop of each generation.</summary>
public abstract class ConformanceTests(CsCartGeneration generation) : StoreAdapterConformance
{
    private readonly Dictionary<string, List<(long Product, string? Combination)>> seeded = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> parents = new(StringComparer.Ordinal);
    private CsCartEmulator shop = null!;

    protected override TestStoreContext Context { get; } = new(new FastTime(30));

    protected override IReadOnlyList<string> Secrets => [shop.Options.ApiKey];

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        shop = await CsCartEmulator.StartAsync(new CsCartOptions { Generation = generation }, Token);
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await shop.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected override IStoreAdapter CreateAdapter(StoreContext context)
    {
        var factory = new CsCartAdapterFactory();
        return factory.Create(context, (object)new Options.CsCartOptions { Url = shop.Address.ToString(), Email = shop.Options.Email, ApiKey = shop.Options.ApiKey, Timeout = TimeSpan.FromSeconds(40) });
    }

    protected override Task SeedAsync(IReadOnlyList<SeedListing> listings)
    {
        foreach (var listing in listings)
        {
            if (!seeded.TryGetValue(listing.Sku, out var same))
                seeded[listing.Sku] = same = [];
            same.Add(Add(listing));
        }

        return Task.CompletedTask;
    }

    protected override Task<decimal?> ReadBackAsync(string sku)
    {
        var (product, combination) = seeded[sku][0];
        return Task.FromResult<decimal?>(combination is null ? shop.Catalogue.Find(product)?.Amount : shop.Catalogue.FindCombination(combination)?.Amount);
    }

    protected override Task DeleteAsync(string sku)
    {
        shop.Catalogue.Delete(seeded[sku][0].Product);
        return Task.CompletedTask;
    }

    protected override Task<string> DumpWithoutStockAsync() => Task.FromResult(shop.Catalogue.DumpWithoutStock());

    protected override Task<IAsyncDisposable> BreakAsync(StoreBreakage breakage) =>
        Task.FromResult(BrokenShop.Break(shop, breakage, ShopFault.Refused(401, """{"message":"Unauthorized","status":401}""")));

    private (long Product, string? Combination) Add(SeedListing listing)
    {
        if (listing.ParentSku is not { } parentSku)
            return (shop.Catalogue.AddProduct(listing.Sku, (long)listing.Quantity, product => listing.TracksStock ? product : product with { Tracking = "D" }), null);
        if (!parents.TryGetValue(parentSku, out var parent))
        {
            parent = parents[parentSku] = shop.Catalogue.AddProduct(
                parentSku, 0, product => generation == CsCartGeneration.V4_9Options ? product with { Tracking = "O" } : product);
        }

        return generation == CsCartGeneration.V4_9Options
            ? (parent, shop.Catalogue.AddCombination(parent, listing.Sku, (long)listing.Quantity))
            : (shop.Catalogue.AddVariation(parent, listing.Sku, (long)listing.Quantity), null);
    }
}

public sealed class ConformanceOfOptionsTests() : ConformanceTests(CsCartGeneration.V4_9Options);

public sealed class ConformanceOfLegacyVariationsTests() : ConformanceTests(CsCartGeneration.V4_9LegacyVariations);

public sealed class ConformanceOf418Tests() : ConformanceTests(CsCartGeneration.V4_18);
