using Connector.Emulators.Http;
using Connector.Emulators.Shops;

namespace Connector.Emulators.WooCommerce;

/// <summary>
/// A WooCommerce shop on 127.0.0.1, as real ones of four versions were seen to behave: what its REST API v3 answers to reads and
/// stock writes, with its keys, limits and traps.
/// </summary>
public sealed class WooCommerceEmulator : ShopEmulator
{
    private readonly WooRouter router;
    private volatile WooCommerceQuirks quirks = new();

    private WooCommerceEmulator(WooCommerceOptions options)
        : base(options.TimeProvider, options.Seed)
    {
        Options = options;
        router = new WooRouter(this);
    }

    /// <summary>The shop's products.</summary>
    public WooCommerceCatalogue Catalogue { get; } = new();

    /// <summary>What it is like.</summary>
    public WooCommerceOptions Options { get; }

    /// <summary>Lasting peculiarities; takes effect with the next request.</summary>
    public WooCommerceQuirks Quirks
    {
        get => quirks;
        set => quirks = value;
    }

    /// <summary>The shop's address, as its owner would write it into a configuration.</summary>
    public string Url => Address.ToString().TrimEnd('/');

    /// <summary>Starts a shop without products.</summary>
    /// <param name="options">What it is like.</param>
    /// <param name="cancellationToken">Stops the start only.</param>
    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<WooCommerceEmulator> StartAsync(WooCommerceOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        var emulator = new WooCommerceEmulator(options);
        await emulator.ListenAsync(options.Port, cancellationToken);
        return emulator;
    }

    internal override Task<Reply> AnswerAsync(ShopCall call) => router.AnswerAsync(call);
}
