namespace Connector.Adapters.CsCart.Listings;

/// <summary>How a shop is asked for a SKU.</summary>
internal enum CodeForm
{
    /// <summary><c>pcode=SKU</c>.</summary>
    Value = 0,

    /// <summary><c>pcode=Y&amp;q=SKU</c>.</summary>
    Switch,

    /// <summary>Not at all: its search did not find what its list shows.</summary>
    None,
}
