namespace Connector.Adapters.CsCart.Listings;

/// <summary>The entities that hold stock.</summary>
internal enum ItemKind
{
    /// <summary>A product; from 4.10 on every variation is one.</summary>
    Product = 0,

    /// <summary>A variation of the beta add-on of 4.6 to 4.9.</summary>
    Variation,

    /// <summary>A combination of options, up to 4.9.</summary>
    Combination,
}
