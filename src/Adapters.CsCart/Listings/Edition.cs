namespace Connector.Adapters.CsCart.Listings;

/// <summary>The editions that differ in whose products there are.</summary>
internal enum Edition
{
    /// <summary>It could not be found out.</summary>
    Unknown = 0,

    /// <summary>CS-Cart, also with several storefronts: a product's number is one for all of them.</summary>
    Store,

    /// <summary>Multi-Vendor: each vendor has products of his own, and two may use one SKU.</summary>
    MultiVendor,
}
