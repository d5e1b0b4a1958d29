using Connector.Abstractions;
using Connector.Adapters.TestKit;
using Connector.Emulators.Faults;
using Connector.Emulators.OwnApi;
using Connector.Emulators.Shops;
using Connector.Testing;
using Connector.Testing.Shops;

namespace Connector.Adapters.Http.Tests.Template.Conformance;

/// <summary>The conformance kit over an emulated site with an API of its own, by the preset made for its manners.</summary>
public abstract class TemplateConformance(OwnApiStyle style) : StoreAdapterConformance
{
    private const string SiteToken = "own-api-token-of-the-site";

    private protected OwnApiEmulator Site { get; private set; } = null!;

    protected override TestStoreContext Context { get; } = new(new FastTime(30));

    protected override IReadOnlyList<string> Secrets => [SiteToken];

    /// <summary>What a site of these manners answers to a token that it does not know.</summary>
    protected virtual HttpFault Unauthorized => ShopFault.Refused(401, """{"message":"Unauthenticated."}""");

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Site = await OwnApiEmulator.StartAsync(style, Context.TimeProvider, cancellationToken: Token);
        Site.Token = SiteToken;
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Site.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected override string? NotApplicable(ConformanceTopic topic) => topic switch
    {
        ConformanceTopic.Variants => "the preset names no parent: an article is one of its own, a variant too",
        ConformanceTopic.ReusedReferences => "the site gives no id twice and compares no SKU in a write",
        _ => null,
    };

    protected override IStoreAdapter CreateAdapter(StoreContext context)
    {
        var options = TemplateSite.Options(TemplateSite.PresetOf(style, SiteToken));
        (options.Limits ??= new()).Timeout = TimeSpan.FromSeconds(40);
        return new HttpAdapterFactory().Create(context, (object)new HttpOptions { Url = Site.Address.ToString(), Template = options });
    }

    protected override Task SeedAsync(IReadOnlyList<SeedListing> listings)
    {
        foreach (var listing in listings)
            Site.Catalogue.Add(listing.Sku, listing.Quantity, listing.TracksStock);
        return Task.CompletedTask;
    }

    protected override Task<decimal?> ReadBackAsync(string sku) =>
        Task.FromResult(Site.Catalogue.FindBySku(sku) is [var product, ..] ? product.Quantity : (decimal?)null);

    protected override Task DeleteAsync(string sku)
    {
        Site.Catalogue.Remove(Site.Catalogue.FindBySku(sku)[0].Id);
        return Task.CompletedTask;
    }

    protected override Task<string> DumpWithoutStockAsync() =>
        Task.FromResult(string.Join('\n', Site.Catalogue.All.Select(product => product with { Quantity = 0 })));

    protected override Task<IAsyncDisposable> BreakAsync(StoreBreakage breakage) => Task.FromResult(BrokenShop.Break(Site, breakage, Unauthorized));
}
