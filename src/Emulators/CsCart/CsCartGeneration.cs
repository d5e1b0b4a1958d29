using System.Diagnostics.CodeAnalysis;

namespace Connector.Emulators.CsCart;

/// <summary>Where a CS-Cart keeps the stock of variants.</summary>
[SuppressMessage("Naming", "CA1707", Justification = "The underscore is the version's dot.")]
public enum CsCartGeneration
{
    /// <summary>Up to 4.9: option combinations of products with tracking <c>O</c>, in the entity <c>combinations</c>.</summary>
    V4_9Options = 0,

    /// <summary>4.6.1 to 4.9 with the beta add-on: configurable products, whose variations only <c>product_variations</c> shows.</summary>
    V4_9LegacyVariations,

    /// <summary>4.10 and later: every variation is a product of its own.</summary>
    V4_18,
}
