using Connector.Emulators.Http;
using Connector.Emulators.Shops;

namespace Connector.Emulators.OwnApi;

/// <summary>A site of own development with an API of its own, in one of several manners, on 127.0.0.1.</summary>
public sealed class OwnApiEmulator : ShopEmulator
{
    private readonly IOwnApiSite _site;

    private OwnApiEmulator(OwnApiStyle style, TimeProvider time)
        : base(time)
    {
        Style = style;
        _site = style switch
        {
            OwnApiStyle.HoroshopLike => new HoroshopLikeSite(this),
            OwnApiStyle.PromLike => new PromLikeSite(this),
            OwnApiStyle.GraphQl => new GraphQlSite(this),
            _ => new RestSite(this),
        };
    }

    /// <summary>Its manners.</summary>
    public OwnApiStyle Style { get; }

    /// <summary>What it sells.</summary>
    public OwnApiCatalogue Catalogue { get; } = new();

    /// <summary>The token it wants, wherever its manners put it; whatever is sent is right while it is <see langword="null"/>.</summary>
    public string? Token { get; set; } = "own-api-token";

    /// <summary>Most products on a page, whatever is asked for.</summary>
    public int LargestPage { get; set; } = 500;

    /// <summary>Most numbers in one write.</summary>
    public int LargestBatch { get; set; } = 1000;

    /// <summary>Starts a site.</summary>
    /// <param name="style">Its manners.</param>
    /// <param name="time">Its clock; the system's by default.</param>
    /// <param name="port">Its port; a free one by default.</param>
    /// <param name="cancellationToken">Ends the start early.</param>
    public static async Task<OwnApiEmulator> StartAsync(OwnApiStyle style, TimeProvider? time = null, int port = 0, CancellationToken cancellationToken = default)
    {
        var emulator = new OwnApiEmulator(style, time ?? TimeProvider.System);
        await emulator.ListenAsync(port, cancellationToken);
        return emulator;
    }

    internal override Task<Reply> AnswerAsync(ShopCall call) => _site.AnswerAsync(call);

    /// <summary>Whether a header carries the token.</summary>
    internal bool HasBearer(ShopRequest request) =>
        Token is null || (request.Headers.TryGetValue("Authorization", out var sent) && sent == $"Bearer {Token}");
}
