namespace Connector.Core.Stock;

/// <summary>What keyCRM says of an offer at one moment.</summary>
public sealed record Level
{
    /// <summary>keyCRM's offer id.</summary>
    public required long Offer { get; init; }

    /// <summary>The offer's SKU as keyCRM has it; may be <see langword="null"/> or empty.</summary>
    public required string? Sku { get; init; }

    /// <summary>
    /// On hand in all warehouses; may be fractional or negative. <see langword="null"/> where keyCRM named the offer without
    /// a readable number: unknown, never zero.
    /// </summary>
    public required decimal? Quantity { get; init; }

    /// <summary>Reserved for orders in all warehouses; <see langword="null"/> where unreadable.</summary>
    public required decimal? Reserve { get; init; }

    /// <summary>By warehouse; <see langword="null"/> where keyCRM was not asked or gave nothing readable.</summary>
    public IReadOnlyList<WarehouseLevel>? Warehouses { get; init; }

    /// <summary>When this was seen.</summary>
    public required Observation Observation { get; init; }

    /// <summary>How many proven snapshots in a row lacked the offer.</summary>
    public int MissingSnapshots { get; init; }
}
