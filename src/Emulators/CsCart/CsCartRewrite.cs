namespace Connector.Emulators.CsCart;

/// <summary>What <c>/api/…</c> leads to.</summary>
public enum CsCartRewrite
{
    /// <summary>The API.</summary>
    On = 0,

    /// <summary>The web server's own 404; only <c>/api.php?_d=…</c> reaches the API.</summary>
    NotFound,

    /// <summary>The storefront with 200; only <c>/api.php?_d=…</c> reaches the API.</summary>
    Storefront,
}
