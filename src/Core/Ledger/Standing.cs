using Connector.Abstractions;

namespace Connector.Core.Ledger;

/// <summary>How far the running service is with a store.</summary>
public sealed record Standing
{
    /// <summary>The store.</summary>
    public required StoreId Store { get; init; }

    /// <summary>Every change of a level up to this one (<see cref="LevelTable.LastChange"/>) is in the store's desired numbers.</summary>
    public required long Planned { get; init; }

    /// <summary>When the store was last read whole, UTC.</summary>
    public required DateTimeOffset ReadAt { get; init; }

    /// <summary>Matched listings that were in stock then: what the guard's shares are of.</summary>
    public required int InStock { get; init; }

    /// <summary>A hash of the rules by which its numbers were made.</summary>
    public required string Rules { get; init; }
}
