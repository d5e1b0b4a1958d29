using System.Diagnostics.CodeAnalysis;

namespace Connector.Emulators.PrestaShop;

/// <summary>The releases whose answers are known from real installations.</summary>
[SuppressMessage("Naming", "CA1707", Justification = "Version numbers read best with their dots in place.")]
public enum PrestaShopVersion
{
    /// <summary>1.7.8.11: no PATCH, fields that are 0 stay in JSON.</summary>
    V1_7_8,

    /// <summary>8.2.1: numbers come as strings, but for <c>id</c>.</summary>
    V8_2,

    /// <summary>9.1.4: numbers come as numbers.</summary>
    V9_1,
}
