using Connector.Emulators.Http;

namespace Connector.Emulators.KeyCrm;

/// <summary>
/// One keyCRM account on 127.0.0.1, with state, limits, webhooks and faults: what facts/keycrm.md says of the real one. What is
/// unknown there is a setting in <see cref="KeyCrmQuirks"/>.
/// </summary>
public sealed class KeyCrmEmulator : IAsyncDisposable
{
    private readonly HttpClient _webhookClient = new(new SocketsHttpHandler { AllowAutoRedirect = false });
    private volatile KeyCrmQuirks _quirks;
    private LoopbackServer? _server;

    private KeyCrmEmulator(KeyCrmEmulatorOptions options)
    {
        _quirks = options.Quirks;
        ApiKey = options.ApiKey;
        Catalogue = new KeyCrmCatalogue(options.Warehouses, options.TimeProvider);
        Faults = new KeyCrmFaults(options.Seed);
        Webhooks = new KeyCrmWebhooks(options, _webhookClient);
        Catalogue.Moved = Webhooks.OnMoved;
    }

    /// <summary>For example <c>http://127.0.0.1:41234/v1</c>: what stands in for <c>https://openapi.keycrm.app/v1</c>.</summary>
    public Uri BaseUrl { get; private set; } = new("http://127.0.0.1/v1");

    /// <summary>The key that opens the account.</summary>
    public string ApiKey { get; }

    /// <summary>Offers and warehouses.</summary>
    public KeyCrmCatalogue Catalogue { get; }

    /// <summary>What goes wrong with answers.</summary>
    public KeyCrmFaults Faults { get; }

    /// <summary>What was asked.</summary>
    public KeyCrmRequests Requests { get; } = new();

    /// <summary>Stock webhooks.</summary>
    public KeyCrmWebhooks Webhooks { get; }

    /// <summary>Lasting peculiarities; takes effect with the next request.</summary>
    public KeyCrmQuirks Quirks
    {
        get => _quirks;
        set => _quirks = value;
    }

    /// <summary>Starts an account without offers.</summary>
    /// <param name="options">What it is like.</param>
    /// <param name="cancellationToken">Stops the start only.</param>
    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<KeyCrmEmulator> StartAsync(KeyCrmEmulatorOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        var emulator = new KeyCrmEmulator(options);
        var api = new KeyCrmApi(emulator, options);
        try
        {
            emulator._server = await LoopbackServer.StartAsync(options.Port, api.HandleAsync, cancellationToken);
        }
        catch
        {
            await emulator.DisposeAsync();
            throw;
        }

        emulator.BaseUrl = new Uri(emulator._server.Address, "v1");
        return emulator;
    }

    /// <summary>Fills the account as a real one is filled.</summary>
    /// <param name="count">How many offers.</param>
    /// <param name="seed">The same seed gives the same offers.</param>
    public void SeedCatalogue(int count, int seed = 1) => Catalogue.Seed(new KeyCrmSeed { Count = count, Seed = seed });

    /// <summary>Closes the port and breaks what is still being answered or delivered.</summary>
    public async ValueTask DisposeAsync()
    {
        await Webhooks.StopAsync();
        _webhookClient.Dispose();
        if (Interlocked.Exchange(ref _server, null) is { } server)
            await server.DisposeAsync();
    }
}
