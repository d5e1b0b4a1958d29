using Connector.Abstractions;
using Connector.Emulators.WooCommerce;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using WooCommerceOptions = Connector.Adapters.WooCommerce.Options.WooCommerceOptions;

namespace Connector.Adapters.WooCommerce.Tests;

/// <summary>An emulated shop with an adapter over it, as the host makes it.</summary>
public sealed class WooShop : IAsyncDisposable
{
    private readonly ReadCount handler = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
    private readonly List<IStoreAdapter> adapters = [];

    private WooShop(WooCommerceEmulator emulator) => Emulator = emulator;

    public WooCommerceEmulator Emulator { get; }

    public WooCommerceCatalogue Catalogue => Emulator.Catalogue;

    public TimeProvider Time { get; init; } = TimeProvider.System;

    public WooCommerceOptions Options { get; private init; } = new();

    /// <summary>Reads that the shop is answering.</summary>
    public int ReadsUnderWay => handler.UnderWay;

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<WooCommerceVersion> Versions => [.. Enum.GetValues<WooCommerceVersion>()];

    public static async Task<WooShop> OpenAsync(WooCommerceVersion version = WooCommerceVersion.V11_0, FakeTimeProvider? time = null)
    {
        var emulator = await WooCommerceEmulator.StartAsync(new Emulators.WooCommerce.WooCommerceOptions { Version = version, TimeProvider = time ?? TimeProvider.System }, Token);
        return new WooShop(emulator)
        {
            Time = time ?? TimeProvider.System,
            Options = new WooCommerceOptions { Url = emulator.Url, ConsumerKey = emulator.Options.ConsumerKey, ConsumerSecret = emulator.Options.ConsumerSecret },
        };
    }

    /// <summary>A fresh adapter, as after a restart.</summary>
    public IStoreAdapter Open()
    {
        var factory = new WooCommerceAdapterFactory();
        var adapter = factory.Create(new Context(new HttpClient(handler, disposeHandler: false), Time), (object)Options);
        adapters.Add(adapter);
        return adapter;
    }

    public async Task<Dictionary<string, Listing>> ReadAsync(IStoreAdapter? adapter = null)
    {
        var found = new Dictionary<string, Listing>(StringComparer.Ordinal);
        await foreach (var listing in (adapter ?? Open()).ReadListingsAsync(Token))
            found.Add(listing.Ref.Value, listing);
        return found;
    }

    /// <summary>Reads, then sets numbers by SKU in one call.</summary>
    public async Task<Dictionary<string, StockOutcome>> SetAsync(params (string Sku, decimal Quantity)[] numbers)
    {
        var adapter = Open();
        var refs = (await ReadAsync(adapter)).Values.Where(listing => listing.Sku.Length > 0).ToDictionary(listing => listing.Sku, listing => listing.Ref);
        var outcomes = await adapter.SetStockAsync([.. numbers.Select(number => Change(refs[number.Sku].Value, number.Sku, number.Quantity))], Token);
        return numbers.Zip(outcomes).ToDictionary(pair => pair.First.Sku, pair => pair.Second);
    }

    public static StockChange Change(string reference, string sku, decimal quantity) => new() { Ref = new ListingRef(reference), Sku = sku, Quantity = quantity };

    public async ValueTask DisposeAsync()
    {
        foreach (var adapter in adapters)
            await adapter.DisposeAsync();
        handler.Dispose();
        await Emulator.DisposeAsync();
    }

    internal sealed class Context(HttpClient http, TimeProvider time) : StoreContext
    {
        public override StoreId StoreId => new("shop");

        public override ILogger Logger => NullLogger.Instance;

        public override TimeProvider TimeProvider => time;

        public override HttpClient HttpClient => http;

        public override string ConfigurationFolder => AppContext.BaseDirectory;
    }
}
