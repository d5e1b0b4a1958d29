using Connector.Emulators.Http;
using Connector.Emulators.PrestaShop.Webservice;
using Connector.Emulators.Shops;

namespace Connector.Emulators.PrestaShop;

/// <summary>
/// A PrestaShop with its webservice on 127.0.0.1: what was seen of real installations of 1.7.8.11, 8.2.1 and 9.1.4, on nginx and
/// PHP 8.2. Only stock can be written.
/// </summary>
public sealed class PrestaShopEmulator : ShopEmulator
{
    private readonly PrestaShopApi _api;
    private volatile PrestaShopQuirks _quirks = new();

    private PrestaShopEmulator(PrestaShopOptions options)
        : base(options.TimeProvider, options.Seed)
    {
        Options = options;
        Catalogue = new PrestaShopCatalogue(options.ShopName, options.TimeProvider);
        _api = new PrestaShopApi(this);
    }

    /// <summary>Products, combinations, stock rows, shops.</summary>
    public PrestaShopCatalogue Catalogue { get; }

    /// <summary>The key that opens the webservice.</summary>
    public string Key => Options.Key;

    /// <summary>How the shop is set up; takes effect with the next request.</summary>
    public PrestaShopQuirks Quirks
    {
        get => _quirks;
        set => _quirks = value;
    }

    internal PrestaShopOptions Options { get; }

    /// <summary>Starts a shop without products.</summary>
    /// <param name="options">What it is like.</param>
    /// <param name="cancellationToken">Stops the start only.</param>
    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<PrestaShopEmulator> StartAsync(PrestaShopOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        var emulator = new PrestaShopEmulator(options);
        await emulator.ListenAsync(options.Port, cancellationToken);
        return emulator;
    }

    internal override Task<Reply> AnswerAsync(ShopCall call) => _api.AnswerAsync(call);
}
