using Connector.Abstractions;
using Connector.Emulators.PrestaShop;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using PrestaShopOptions = Connector.Adapters.PrestaShop.Options.PrestaShopOptions;

namespace Connector.Adapters.PrestaShop.Tests;

/// <summary>An emulated shop with adapters over it, as the host makes them.</summary>
public sealed class PrestaWorld : IAsyncDisposable
{
    private readonly SocketsHttpHandler handler = new() { AllowAutoRedirect = false, UseCookies = false };
    private readonly TimeProvider time;

    private PrestaWorld(PrestaShopEmulator emulator, TimeProvider time)
    {
        Emulator = emulator;
        this.time = time;
        Options = new PrestaShopOptions { Url = emulator.Address.ToString(), Key = emulator.Key };
    }

    public PrestaShopEmulator Emulator { get; }

    public PrestaShopCatalogue Catalogue => Emulator.Catalogue;

    public PrestaShopOptions Options { get; }

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<PrestaShopVersion> Versions => [.. Enum.GetValues<PrestaShopVersion>()];

    public static async Task<PrestaWorld> OpenAsync(PrestaShopVersion version = PrestaShopVersion.V8_2, TimeProvider? time = null)
    {
        var clock = time ?? TimeProvider.System;
        return new PrestaWorld(await PrestaShopEmulator.StartAsync(new Emulators.PrestaShop.PrestaShopOptions { Version = version, TimeProvider = clock }, Token), clock);
    }

    /// <summary>A fresh adapter, as after a restart.</summary>
    public IStoreAdapter Open()
    {
        var factory = new PrestaShopAdapterFactory();
        return factory.Create(new Context(new HttpClient(handler, disposeHandler: false), time), (object)Options);
    }

    public async Task<Dictionary<string, Listing>> ReadAsync(IStoreAdapter? adapter = null)
    {
        var found = new Dictionary<string, Listing>(StringComparer.Ordinal);
        await foreach (var listing in (adapter ?? Open()).ReadListingsAsync(Token))
            found.Add(listing.Sku, listing);
        return found;
    }

    /// <summary>Reads, then sets numbers by SKU in one call.</summary>
    public async Task<Dictionary<string, StockOutcome>> SetAsync(params (string Sku, decimal Quantity)[] numbers)
    {
        var adapter = Open();
        var known = await ReadAsync(adapter);
        return await SetAsync(adapter, known, numbers);
    }

    public static async Task<Dictionary<string, StockOutcome>> SetAsync(IStoreAdapter adapter, Dictionary<string, Listing> known, params (string Sku, decimal Quantity)[] numbers)
    {
        var outcomes = await adapter.SetStockAsync([.. numbers.Select(number => new StockChange { Ref = known[number.Sku].Ref, Sku = number.Sku, Quantity = number.Quantity })], Token);
        return numbers.Zip(outcomes).ToDictionary(pair => pair.First.Sku, pair => pair.Second);
    }

    public async ValueTask DisposeAsync()
    {
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
