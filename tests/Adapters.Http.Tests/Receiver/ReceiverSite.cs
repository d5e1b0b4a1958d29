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

    private readonly ReceiverEmulator? emulator;

    private ReceiverSite(ReceiverEmulator? emulator, Uri address, string? secret, TimeProvider time)
    {
        this.emulator = emulator;
        this.time = time;
        Options = new HttpOptions { Url = address.ToString(), Secret = secret };
    }

    public ReceiverEmulator Emulator => emulator ?? throw new InvalidOperationException("This site is no emulator.");

    public HttpOptions Options { get; }

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<ReceiverSite> OpenAsync(ReceiverOptions? options = null)
    {
        var chosen = options ?? new ReceiverOptions();
        var emulator = await ReceiverEmulator.StartAsync(chosen, Token);
        return new ReceiverSite(emulator, emulator.Address, emulator.Secret, chosen.TimeProvider);
    }

    /// <summary>Adapters over a receiver that runs elsewhere.</summary>
    public static ReceiverSite Over(Uri address, string secret) => new(null, address, secret, TimeProvider.System);

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
        if (emulator is not null)
            await emulator.DisposeAsync();
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
