using System.Text.Json.Serialization;

namespace Connector.Adapters.OpenCart;

/// <summary>What the numbers of OpenCart 4 variants do to their master product.</summary>
public enum VariantRollUp
{
    /// <summary>Nothing: master and variants are listings with numbers of their own.</summary>
    [JsonStringEnumMemberName("none")]
    None = 0,

    /// <summary>The master holds the sum of its variants and no number of its own.</summary>
    [JsonStringEnumMemberName("master")]
    Master,

    /// <summary>As <see cref="Master"/>, and each of the master's option values holds the sum of the variants made of it.</summary>
    [JsonStringEnumMemberName("master+options")]
    MasterAndOptions,
}
