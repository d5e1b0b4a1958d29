using Connector.Abstractions;

namespace Connector.Adapters.TestKit.Tests;

/// <summary>A store in memory: what is in it, and how it is broken just now.</summary>
internal sealed class MemoryShop
{
    public Dictionary<string, Listing> Goods { get; } = new(StringComparer.Ordinal);

    /// <summary>What a write must leave alone.</summary>
    public Dictionary<string, string> Prices { get; } = new(StringComparer.Ordinal);

    public StoreBreakage? Broken { get; set; }

    public int LastId { get; set; }
}
