namespace Connector.Emulators.WooCommerce;

/// <summary>Lasting peculiarities of an emulated WooCommerce shop.</summary>
public sealed record WooCommerceQuirks
{
    /// <summary>Permalinks are plain: <c>/wp-json/</c> leads to the home page, for a POST with status 200.</summary>
    public bool PlainPermalinks { get; init; }

    /// <summary>WooCommerce's analytics are switched off: there is no stock report.</summary>
    public bool AnalyticsOff { get; init; }

    /// <summary>Items in a batch; a filter of the shop may change it.</summary>
    public int BatchLimit { get; init; } = 100;

    /// <summary>What a plug-in prints before every answer.</summary>
    public string Before { get; init; } = "";

    /// <summary>What a cache writes behind every answer.</summary>
    public string After { get; init; } = "";

    /// <summary>The shop counts no stock at all (woocommerce_manage_stock is no).</summary>
    public bool StockOff { get; init; }

    /// <summary>A plug-in lets numbers have decimal places.</summary>
    public bool Decimals { get; init; }

    /// <summary>The host takes the Authorization header away.</summary>
    public bool NoAuthorizationHeader { get; init; }

    /// <summary>The key may only read.</summary>
    public bool ReadOnlyKey { get; init; }

    /// <summary>WordPress is being updated: 503 with Retry-After 600 for everything.</summary>
    public bool Maintenance { get; init; }

    /// <summary>The home address, where it is not the one that is asked; every request is then redirected there.</summary>
    public Uri? RedirectsTo { get; init; }
}
