using Connector.Abstractions;
using Connector.Emulators.CsCart;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using CsCartOptions = Connector.Adapters.CsCart.Options.CsCartOptions;
using EmulatorOptions = Connector.Emulators.CsCart.CsCartOptions;

namespace Connector.Adapters.CsCart.Tests;

/// <summary>An emulated shop with adapters over it, as the host makes them.</summary>
public sealed class CsShop : IAsyncDisposable
{
    private readonly SocketsHttpHandler handler = new() { AllowAutoRedirect = false, UseCookies = false };
    private readonly List<IStoreAdapter> adapters = [];

    private CsShop(CsCartEmulator emulator) => Emulator = emulator;

    public static TheoryData<CsCartGeneration> Generations => [.. Enum.GetValues<CsCartGeneration>()];

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    public CsCartEmulator Emulator { get; }

    public CsCartCatalogue Catalogue => Emulator.Catalogue;

    public CsCartOptions Options { get; private init; } = new();

    public TimeProvider Time { get; private init; } = TimeProvider.System;

    /// <summary>Sets the shop up in another way.</summary>
    public CsCartQuirks Quirks
    {
        get => Emulator.Quirks;
        set => Emulator.Quirks = value;
    }

    public long Requests => Emulator.Requests.Total;

    public static async Task<CsShop> OpenAsync(
        CsCartGeneration generation = CsCartGeneration.V4_18, FakeTimeProvider? time = null, bool multiVendor = false, int products = 0)
    {
        var emulator = await CsCartEmulator.StartAsync(
            new EmulatorOptions { Generation = generation, MultiVendor = multiVendor, TimeProvider = time ?? TimeProvider.System }, Token);
        emulator.Catalogue.Seed(products);
        return new CsShop(emulator)
        {
            Time = time ?? TimeProvider.System,
            Options = new CsCartOptions { Url = emulator.Address.ToString(), Email = emulator.Options.Email, ApiKey = emulator.Options.ApiKey },
        };
    }

    /// <summary>A fresh adapter, as after a restart.</summary>
    public IStoreAdapter Open()
    {
        var adapter = new CsCartAdapterFactory().Create(new Context(new HttpClient(handler, disposeHandler: false), Time), (object)Options);
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
