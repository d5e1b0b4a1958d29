using Connector.Abstractions;
using Connector.Emulators.PrestaShop;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using EmulatorOptions = Connector.Emulators.PrestaShop.PrestaShopOptions;
using PrestaShopOptions = Connector.Adapters.PrestaShop.Options.PrestaShopOptions;

namespace Connector.Adapters.PrestaShop.Tests;

/// <summary>An emulated shop with adapters over it, as the host makes them.</summary>
public sealed class PsShop : IAsyncDisposable
{
    private readonly SocketsHttpHandler handler = new() { AllowAutoRedirect = false, UseCookies = false };
    private readonly List<IStoreAdapter> adapters = [];

    private PsShop(PrestaShopEmulator emulator) => Emulator = emulator;

    public static TheoryData<PrestaShopVersion> Versions => [.. Enum.GetValues<PrestaShopVersion>()];

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    public PrestaShopEmulator Emulator { get; }

    public PrestaShopCatalogue Catalogue => Emulator.Catalogue;

    public PrestaShopOptions Options { get; private init; } = new();

    public TimeProvider Time { get; private init; } = TimeProvider.System;

    /// <summary>Sets the shop up in another way.</summary>
    public PrestaShopQuirks Quirks
    {
        get => Emulator.Quirks;
        set => Emulator.Quirks = value;
    }

    public long Requests => Emulator.Requests.Total;

    /// <summary>What has been asked, <c>GET /api/products</c>, without what the shop says before.</summary>
    public List<string> Routes => [.. Emulator.Requests.Log.Select(request => request.Route)];

    public static async Task<PsShop> OpenAsync(PrestaShopVersion version = PrestaShopVersion.V8_2, TimeProvider? time = null)
    {
        var emulator = await PrestaShopEmulator.StartAsync(new EmulatorOptions { Version = version, TimeProvider = time ?? TimeProvider.System }, Token);
        return new PsShop(emulator)
        {
            Time = time ?? TimeProvider.System,
            Options = new PrestaShopOptions { Url = emulator.Address.ToString(), Key = emulator.Key },
        };
    }

    /// <summary>A fresh adapter, as after a restart.</summary>
    public IStoreAdapter Open()
    {
        var adapter = new PrestaShopAdapterFactory().Create(new Context(new HttpClient(handler, disposeHandler: false), Time), (object)Options);
        adapters.Add(adapter);
        return adapter;
    }

    public async Task<List<Listing>> ReadAsync(IStoreAdapter? adapter = null)
    {
        var found = new List<Listing>();
        await foreach (var listing in (adapter ?? Open()).ReadListingsAsync(Token))
            found.Add(listing);
        return found;
    }

    /// <summary>The SKUs found, in order.</summary>
    public static async Task<string[]> FindAsync(IStoreAdapter adapter, params string[] skus) =>
        [.. (await adapter.FindBySkuAsync(skus, Token)).Select(listing => listing.Sku).Order(StringComparer.Ordinal)];

    /// <summary>Sets what a reading has brought.</summary>
    public static async Task<IReadOnlyList<StockOutcome>> SetAsync(IStoreAdapter adapter, IEnumerable<Listing> listings, Func<Listing, decimal> quantity) =>
        await adapter.SetStockAsync([.. listings.Select(listing => new StockChange { Ref = listing.Ref, Sku = listing.Sku, Quantity = quantity(listing) })], Token);

    public static async Task<StockOutcome> SetAsync(IStoreAdapter adapter, string reference, string sku, decimal quantity) =>
        (await adapter.SetStockAsync([new StockChange { Ref = new ListingRef(reference), Sku = sku, Quantity = quantity }], Token)).Single();

    public async ValueTask DisposeAsync()
    {
        foreach (var adapter in adapters)
            await adapter.DisposeAsync();
        handler.Dispose();
        await Emulator.DisposeAsync();
    }

    private sealed class Context(HttpClient http, TimeProvider time) : StoreContext
    {
        public override StoreId StoreId => new("shop");

        public override ILogger Logger => NullLogger.Instance;

        public override TimeProvider TimeProvider => time;

        public override HttpClient HttpClient => http;

        public override string ConfigurationFolder => AppContext.BaseDirectory;
    }
}
