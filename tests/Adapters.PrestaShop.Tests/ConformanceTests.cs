using Connector.Abstractions;
using Connector.Adapters.TestKit;
using Connector.Emulators.PrestaShop;
using Connector.Emulators.Shops;
using Connector.Testing;
using Connector.Testing.Shops;

namespace Connector.Adapters.PrestaShop.Tests;

/// <summary>The conformance kit over an emulated shop of each version.</summary>
public abstract class ConformanceTests(PrestaShopVersion version) : StoreAdapterConformance
{
    private readonly Dictionary<string, List<(int Product, int Combination)>> seeded = new(StringComparer.Ordinal);
    private PrestaShopEmulator shop = null!;

    protected override TestStoreContext Context { get; } = new(new FastTime(30));

    protected override IReadOnlyList<string> Secrets => [shop.Key];

    // PrestaShop itself refuses < > ; = { } in a reference.
    protected override IReadOnlyList<string> DifficultSkus => [.. base.DifficultSkus.Where(sku => sku.IndexOfAny(['<', '>', ';', '=', '{', '}']) < 0)];

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        shop = await PrestaShopEmulator.StartAsync(new PrestaShopOptions { Version = version }, Token);
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await shop.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected override string? NotApplicable(ConformanceTopic topic) =>
        topic == ConformanceTopic.ReusedReferences ? "PrestaShop gives no id twice, and a row of stock does not show the reference of its product" : null;

    protected override IStoreAdapter CreateAdapter(StoreContext context)
    {
        var factory = new PrestaShopAdapterFactory();
        return factory.Create(context, (object)new Options.PrestaShopOptions { Url = shop.Address.ToString(), Key = shop.Key, Timeout = TimeSpan.FromSeconds(40) });
    }

    protected override Task SeedAsync(IReadOnlyList<SeedListing> listings)
    {
        foreach (var listing in listings)
        {
            var (product, combination) = (0, 0);
            if (listing.ParentSku is { } parentSku)
            {
                product = seeded.TryGetValue(parentSku, out var parent) ? parent[0].Product : shop.Catalogue.AddProduct(parentSku, 0);
                seeded[parentSku] = [(product, 0)];
                combination = shop.Catalogue.AddCombination(product, listing.Sku, (int)listing.Quantity);
            }
            else
            {
                product = shop.Catalogue.AddProduct(listing.Sku, (int)listing.Quantity);
            }

            if (!listing.TracksStock)
                shop.Catalogue.EditStockRow(shop.Catalogue.StockRow(product, combination)!.Id, row => row with { DependsOnStock = true });
            if (!seeded.TryGetValue(listing.Sku, out var same))
                seeded[listing.Sku] = same = [];
            same.Add((product, combination));
        }

        return Task.CompletedTask;
    }

    protected override Task<decimal?> ReadBackAsync(string sku) =>
        Task.FromResult((decimal?)shop.Catalogue.StockRow(seeded[sku][0].Product, seeded[sku][0].Combination)?.Quantity);

    protected override Task DeleteAsync(string sku)
    {
        shop.Catalogue.DeleteProduct(seeded[sku][0].Product);
        return Task.CompletedTask;
    }

    protected override Task<string> DumpWithoutStockAsync() => Task.FromResult(shop.Catalogue.DumpWithoutQuantities());

    protected override Task<IAsyncDisposable> BreakAsync(StoreBreakage breakage) => Task.FromResult(BrokenShop.Break(shop, breakage,
        ShopFault.Refused(401, """{"errors":[{"code":20,"message":"Authentification key is not active"},{"code":21,"message":"No permission for this authentication key"}]}""")));
}

public sealed class ConformanceOf178Tests() : ConformanceTests(PrestaShopVersion.V1_7_8);

public sealed class ConformanceOf82Tests() : ConformanceTests(PrestaShopVersion.V8_2);

public sealed class ConformanceOf91Tests() : ConformanceTests(PrestaShopVersion.V9_1);
