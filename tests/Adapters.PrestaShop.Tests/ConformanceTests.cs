using Connector.Abstractions;
using Connector.Adapters.TestKit;
using Connector.Emulators.Faults;
using Connector.Emulators.PrestaShop;
using Connector.Emulators.Shops;

namespace Connector.Adapters.PrestaShop.Tests;

/// <summary>The conformance kit over an emulated shop of each version.</summary>
public abstract class ConformanceTests(PrestaShopVersion version) : StoreAdapterConformance
{
    private readonly Dictionary<string, (int Product, int Combination)> seeded = new(StringComparer.Ordinal);
    private PrestaShopEmulator shop = null!;

    protected override IReadOnlyList<string> Secrets => [shop.Key];

    // PrestaShop refuses < > ; = { } in a reference.
    protected override IReadOnlyList<string> DifficultSkus =>
        [.. base.DifficultSkus.Except(["a;b", "<b>", "q?x=1"]), "A|B", "|A", "A|", "10,20", "10", "A[1]B", "[X", "![5]", "[X]", "%A%", "Ёж", "cafe"];

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

    protected override IStoreAdapter CreateAdapter(StoreContext context)
    {
        var factory = new PrestaShopAdapterFactory();
        return factory.Create(context, (object)new Options.PrestaShopOptions { Url = shop.Address.ToString(), Key = shop.Key, Timeout = TimeSpan.FromSeconds(1) });
    }

    protected override Task SeedAsync(IReadOnlyList<SeedListing> listings)
    {
        var parents = new Dictionary<string, int>();
        foreach (var listing in listings)
        {
            var quantity = (int)listing.Quantity;
            if (listing.ParentSku is { } parentSku)
            {
                if (!parents.TryGetValue(parentSku, out var parent))
                    parents[parentSku] = parent = shop.Catalogue.AddProduct(parentSku, 0);
                seeded[listing.Sku] = (parent, shop.Catalogue.AddCombination(parent, listing.Sku, quantity));
                continue;
            }

            var product = shop.Catalogue.AddProduct(listing.Sku, quantity);
            seeded[listing.Sku] = (product, 0);
            if (!listing.TracksStock)
                shop.Catalogue.EditStockRow(shop.Catalogue.StockRow(product)!.Id, row => row with { DependsOnStock = true });
        }

        return Task.CompletedTask;
    }

    protected override Task<decimal?> ReadBackAsync(string sku) =>
        Task.FromResult<decimal?>(shop.Catalogue.StockRow(seeded[sku].Product, seeded[sku].Combination)?.Quantity);

    protected override Task DeleteAsync(string sku)
    {
        shop.Catalogue.DeleteProduct(seeded[sku].Product);
        return Task.CompletedTask;
    }

    protected override Task<string> DumpWithoutStockAsync() => Task.FromResult(shop.Catalogue.DumpWithoutQuantities());

    protected override Task<IAsyncDisposable> BreakAsync(StoreBreakage breakage)
    {
        shop.Faults.When(static _ => true, breakage switch
        {
            StoreBreakage.Throttled => ShopFault.Refused(429, "slow down", "text/plain"),
            StoreBreakage.ThrottledForSevenSeconds => ShopFault.Refused(429, "slow down", "text/plain", 7),
            StoreBreakage.Unauthorized => ShopFault.Refused(401, """{"errors":[{"code":20,"message":"Authentification key is not active"}]}"""),
            StoreBreakage.WebPage => ShopFault.RefusedWithHtml(200),
            StoreBreakage.ServerError => ShopFault.RefusedWithHtml(500),
            StoreBreakage.CutConnection => HttpFault.CutBody(),
            _ => HttpFault.Slow(TimeSpan.FromHours(1)),
        });
        return Task.FromResult<IAsyncDisposable>(new Mending(shop));
    }

    private sealed class Mending(PrestaShopEmulator shop) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            shop.Faults.Clear();
            return ValueTask.CompletedTask;
        }
    }
}

public sealed class ConformanceOf17Tests() : ConformanceTests(PrestaShopVersion.V1_7_8);

public sealed class ConformanceOf8Tests() : ConformanceTests(PrestaShopVersion.V8_2);

public sealed class ConformanceOf9Tests() : ConformanceTests(PrestaShopVersion.V9_1);
