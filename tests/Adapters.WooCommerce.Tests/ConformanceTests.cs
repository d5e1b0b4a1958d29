using Connector.Abstractions;
using Connector.Adapters.TestKit;
using Connector.Emulators.Shops;
using Connector.Emulators.WooCommerce;
using Connector.Testing;
using Connector.Testing.Shops;

namespace Connector.Adapters.WooCommerce.Tests;

/// <summary>The conformance kit over an emulated shop of each version.</summary>
public abstract class ConformanceTests(WooCommerceVersion version) : StoreAdapterConformance
{
    private WooCommerceEmulator shop = null!;

    protected override TestStoreContext Context { get; } = new(new FastTime(30));

    protected override IReadOnlyList<string> Secrets => [shop.Options.ConsumerSecret, shop.Options.ConsumerKey];

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        shop = await WooCommerceEmulator.StartAsync(new WooCommerceOptions { Version = version }, Token);
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await shop.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected override string? NotApplicable(ConformanceTopic topic) =>
        topic == ConformanceTopic.ReusedReferences ? "WordPress gives no id twice, and a batch cannot compare SKUs: a product that got another SKU is told by the answer" : null;

    protected override IStoreAdapter CreateAdapter(StoreContext context)
    {
        var factory = new WooCommerceAdapterFactory();
        return factory.Create(context, (object)new Options.WooCommerceOptions
        {
            Url = shop.Url,
            ConsumerKey = shop.Options.ConsumerKey,
            ConsumerSecret = shop.Options.ConsumerSecret,
            Timeout = TimeSpan.FromSeconds(40),
        });
    }

    protected override Task SeedAsync(IReadOnlyList<SeedListing> listings)
    {
        foreach (var listing in listings)
        {
            WooProduct Tracked(WooProduct product) => listing.TracksStock ? product : product with { ManageStock = "false", StockQuantity = null };
            if (listing.ParentSku is { } parentSku)
            {
                var parent = shop.Catalogue.Products.FirstOrDefault(product => product.Sku == parentSku)?.Id ?? shop.Catalogue.AddVariable(parentSku);
                shop.Catalogue.AddVariation(parent, listing.Sku, listing.Quantity, Tracked);
            }
            else
            {
                shop.Catalogue.AddSimple(listing.Sku, listing.Quantity, Tracked);
            }
        }

        return Task.CompletedTask;
    }

    protected override Task<decimal?> ReadBackAsync(string sku) => Task.FromResult(shop.Catalogue.Products.FirstOrDefault(product => product.Sku == sku)?.StockQuantity);

    protected override Task DeleteAsync(string sku)
    {
        shop.Catalogue.Delete(shop.Catalogue.Products.Single(product => product.Sku == sku).Id);
        return Task.CompletedTask;
    }

    protected override Task<string> DumpWithoutStockAsync() => Task.FromResult(shop.Catalogue.DumpWithoutStock());

    protected override Task<IAsyncDisposable> BreakAsync(StoreBreakage breakage) => Task.FromResult(BrokenShop.Break(shop, breakage,
        ShopFault.Refused(401, """{"code":"woocommerce_rest_authentication_error","message":"Consumer secret is invalid.","data":{"status":401}}""")));
}

public sealed class ConformanceOf59Tests() : ConformanceTests(WooCommerceVersion.V5_9);

public sealed class ConformanceOf70Tests() : ConformanceTests(WooCommerceVersion.V7_0);

public sealed class ConformanceOf94Tests() : ConformanceTests(WooCommerceVersion.V9_4);

public sealed class ConformanceOf110Tests() : ConformanceTests(WooCommerceVersion.V11_0);
