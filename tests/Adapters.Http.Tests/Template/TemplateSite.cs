using System.Text.Json;
using Connector.Abstractions;
using Connector.Adapters.Http.Template;
using Connector.Adapters.Http.Template.Presets;
using Connector.Emulators.OwnApi;

namespace Connector.Adapters.Http.Tests.Template;

/// <summary>A site, and an adapter that works on it by a template.</summary>
internal sealed class TemplateSite : IAsyncDisposable
{
    private readonly TemplateContext _context;

    private TemplateSite(OwnApiEmulator shop, TemplateContext context, TemplateAdapter adapter) => (Shop, _context, Adapter) = (shop, context, adapter);

    public OwnApiEmulator Shop { get; }

    public TemplateAdapter Adapter { get; }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<TemplateSite> StartAsync(OwnApiStyle style, string template, TimeProvider? time = null, string below = "")
    {
        var shop = await OwnApiEmulator.StartAsync(style, cancellationToken: Token);
        var context = new TemplateContext(time);
        return new TemplateSite(shop, context, TemplateAdapter.Create(context, new Uri(shop.Address, below), null, Options(template)));
    }

    public static Task<TemplateSite> StartAsync(OwnApiStyle style, TimeProvider? time = null) => StartAsync(style, PresetOf(style), time);

    public static HttpTemplateOptions Options(string template) => JsonSerializer.Deserialize(template, TemplateJson.Default.HttpTemplateOptions)!;

    /// <summary>The preset made for a style, with the emulator's token or another.</summary>
    public static string PresetOf(OwnApiStyle style, string token = "own-api-token")
    {
        var name = style switch
        {
            OwnApiStyle.HoroshopLike => "horoshop-like",
            OwnApiStyle.PromLike => "prom-like",
            OwnApiStyle.GraphQl => "graphql",
            _ => "rest",
        };
        return $$"""{ "preset": "{{name}}", "auth": { "secret": "{{token}}" } }""";
    }

    public async Task<List<Listing>> ReadAsync()
    {
        var listings = new List<Listing>();
        await foreach (var listing in Adapter.ReadListingsAsync(Token))
            listings.Add(listing);
        return listings;
    }

    public Task<IReadOnlyList<Listing>> FindAsync(params string[] skus) => Adapter.FindBySkuAsync(skus, Token);

    public async Task<StoreException> FailsAsync() => await Should.ThrowAsync<StoreException>(ReadAsync);

    /// <summary>Sets numbers for listings as the adapter itself reported them.</summary>
    public async Task<IReadOnlyList<StockOutcome>> SetAsync(params (string Sku, decimal Quantity)[] changes)
    {
        var found = await FindAsync([.. changes.Select(c => c.Sku)]);
        return await SetAsync([.. changes.Select(c => new StockChange { Ref = found.Single(l => l.Sku == c.Sku).Ref, Sku = c.Sku, Quantity = c.Quantity })]);
    }

    public Task<IReadOnlyList<StockOutcome>> SetAsync(params StockChange[] changes) => Adapter.SetStockAsync(changes, Token);

    /// <summary>What the site holds for a SKU.</summary>
    public decimal Holds(string sku) => Shop.Catalogue.FindBySku(sku).Single().Quantity;

    public async ValueTask DisposeAsync()
    {
        await Adapter.DisposeAsync();
        _context.Dispose();
        await Shop.DisposeAsync();
    }
}
