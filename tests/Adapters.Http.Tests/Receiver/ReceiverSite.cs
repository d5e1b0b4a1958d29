using Connector.Abstractions;
using Connector.Emulators.Receiver;
using Connector.Emulators.Shops;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Connector.Adapters.Http.Tests.Receiver;

/// <summary>An emulated site with a receiver, and adapters over it as the host makes them.</summary>
internal sealed class ReceiverSite : IAsyncDisposable
{
    private readonly SocketsHttpHandler handler = new() { AllowAutoRedirect = false, UseCookies = false };
    private readonly TimeProvider time;

    private ReceiverSite(ReceiverEmulator emulator, TimeProvider time)
    {
        Emulator = emulator;
        this.time = time;
        Options = new HttpOptions { Url = emulator.Address.ToString(), Secret = emulator.Secret };
    }

    public ReceiverEmulator Emulator { get; }

    public HttpOptions Options { get; }

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<ReceiverSite> OpenAsync(ReceiverOptions? options = null)
    {
        var chosen = options ?? new ReceiverOptions();
        return new ReceiverSite(await ReceiverEmulator.StartAsync(chosen, Token), chosen.TimeProvider);
    }

    /// <summary>Answers the next writes with a body of the test's choice; nothing is done.</summary>
    public void AnswerWritesWith(int status, string body, string contentType = "application/json") =>
        Emulator.Faults.OnWrite(ShopFault.Refused(status, body, contentType));

    public IStoreAdapter Open()
    {
        var factory = new HttpAdapterFactory();
        return factory.Create(new Context(new HttpClient(handler, disposeHandler: false), time), (object)Options);
    }

    public static async Task<List<Listing>> ReadAsync(IStoreAdapter adapter)
    {
        var found = new List<Listing>();
        await foreach (var listing in adapter.ReadListingsAsync(Token))
            found.Add(listing);
        return found;
    }

    public static Task<IReadOnlyList<StockOutcome>> SetAsync(IStoreAdapter adapter, params (string Sku, decimal Quantity)[] numbers) =>
        adapter.SetStockAsync([.. numbers.Select(number => new StockChange { Ref = new ListingRef("sku:" + number.Sku), Sku = number.Sku, Quantity = number.Quantity })], Token);

    public async ValueTask DisposeAsync()
    {
        handler.Dispose();
        await Emulator.DisposeAsync();
    }

    private sealed class Context(HttpClient http, TimeProvider time) : StoreContext
    {
        public override StoreId StoreId => new("site");

        public override ILogger Logger => NullLogger.Instance;

        public override TimeProvider TimeProvider => time;

        public override HttpClient HttpClient => http;

        public override string ConfigurationFolder => AppContext.BaseDirectory;
    }
}
