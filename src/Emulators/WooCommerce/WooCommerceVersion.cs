using System.Diagnostics.CodeAnalysis;

namespace Connector.Emulators.WooCommerce;

/// <summary>The versions whose answers were recorded. They differ in what they do with a wrong parent, and in a few routes and fields.</summary>
[SuppressMessage("Naming", "CA1707", Justification = "A version's dot.")]
public enum WooCommerceVersion
{
    /// <summary>5.9.0 on WordPress 6.1.7.</summary>
    V5_9,

    /// <summary>7.0.0 on WordPress 6.1.7.</summary>
    V7_0,

    /// <summary>9.4.3 on WordPress 6.7.2.</summary>
    V9_4,

    /// <summary>11.0.1 on WordPress 7.1.</summary>
    V11_0,
}
