namespace Connector.Emulators.PrestaShop;

/// <summary>How this shop, its host and its key are set up. May be replaced at any time; takes effect with the next request.</summary>
public sealed record PrestaShopQuirks
{
    /// <summary>What some module file prints before every answer of PHP: blank lines, or a byte order mark (<c>"\uFEFF"</c>).</summary>
    public string TextBefore { get; init; } = "";

    /// <summary>The host does not hand the Authorization header to PHP: only <c>ws_key</c> arrives.</summary>
    public bool StripsAuthorization { get; init; }

    /// <summary>The webservice is switched off in the back office: 503 with error 22, whatever the key.</summary>
    public bool WebserviceOff { get; init; }

    /// <summary>
    /// The shop's own host, with its port: a request to any other is sent to its home page by 302. Null: that of the emulator's
    /// address.
    /// </summary>
    public string? Domain { get; init; }

    /// <summary>The web server sends every request to https, which is not there: 301, whatever the method.</summary>
    public bool RedirectsToHttps { get; init; }

    /// <summary>The web server knows no rewrite rules: <c>/api</c> is 404, <c>/webservice/dispatcher.php?url=</c> works.</summary>
    public bool WithoutUrlRewriting { get; init; }

    /// <summary>The web server refuses PUT and PATCH with 405 and a page; <c>POST …?ps_method=PATCH</c> gets through.</summary>
    public bool BlocksPutAndPatch { get; init; }

    /// <summary>The front is closed with 503; the webservice does not care.</summary>
    public bool Maintenance { get; init; }

    /// <summary>The key is switched off, which looks like an unknown one.</summary>
    public bool KeyIsOff { get; init; }

    /// <summary>What the key may do.</summary>
    public PrestaShopRights Rights { get; init; } = PrestaShopRights.All;

    /// <summary>The shops that the key is for; null: all.</summary>
    public IReadOnlySet<int>? ShopsOfKey { get; init; }

    /// <summary>
    /// A module hooked on stock raises a PHP warning for these stock rows, after they are saved: 500 with error 3, and the rows
    /// behind them are not written.
    /// </summary>
    public IReadOnlySet<int> HookWarnsOn { get; init; } = new HashSet<int>();

    /// <summary>A module hooked on stock raises a PHP warning for every row.</summary>
    public bool HookWarns { get; init; }

    /// <summary>
    /// <c>GET stock_availables</c> follows the shop of the request, as it probably does on PHP before 8.1. On newer PHP it lists
    /// the rows of all shops.
    /// </summary>
    public bool StockListFollowsShop { get; init; }

    /// <summary>The longest request line in bytes, 8 KB in nginx and Apache: beyond it 414 with a page.</summary>
    public int LongestRequestLine { get; init; } = 8192;

    /// <summary>The largest body in bytes, 1 MB in nginx: beyond it 413 with a page.</summary>
    public int LargestBody { get; init; } = 1024 * 1024;
}
