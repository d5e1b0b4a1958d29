using Connector.Emulators.Http;
using Connector.Emulators.Shops;

namespace Connector.Emulators.CsCart;

/// <summary>
/// A CS-Cart with its REST API on 127.0.0.1, as its public documentation, its SDKs and the code of add-ons tell of it. What they
/// leave open is a setting in <see cref="CsCartQuirks"/>. Nothing can be created or deleted over HTTP.
/// </summary>
public sealed class CsCartEmulator : ShopEmulator
{
    private readonly CsCartApi _api;
    private volatile CsCartQuirks _quirks = new();

    private CsCartEmulator(CsCartOptions options)
        : base(options.TimeProvider, options.Seed)
    {
        Options = options;
        Catalogue = new CsCartCatalogue(options.Generation);
        _api = new CsCartApi(this);
    }

    /// <summary>Products, variations, combinations.</summary>
    public CsCartCatalogue Catalogue { get; }

    /// <summary>How the shop was started.</summary>
    public CsCartOptions Options { get; }

    /// <summary>How the shop is set up; takes effect with the next request.</summary>
    public CsCartQuirks Quirks
    {
        get => _quirks;
        set => _quirks = value;
    }

    /// <summary>Starts a shop without products.</summary>
    /// <param name="options">What it is like.</param>
    /// <param name="cancellationToken">Stops the start only.</param>
    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<CsCartEmulator> StartAsync(CsCartOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        var emulator = new CsCartEmulator(options);
        await emulator.ListenAsync(options.Port, cancellationToken);
        return emulator;
    }

    internal override Task<Reply> AnswerAsync(ShopCall call) => _api.AnswerAsync(call);
}
