using Connector.Abstractions;
using Connector.Core.Matching;
using Connector.Core.Planning;
using Connector.Core.Stock;

namespace Connector.Core.Sync;

/// <summary>One configured store, as far as the engine needs to know it.</summary>
public sealed record StoreDefinition
{
    /// <summary>Its name.</summary>
    public required StoreId Id { get; init; }

    /// <summary>The keyCRM account that feeds it.</summary>
    public required string Account { get; init; }

    /// <summary>How its numbers are made.</summary>
    public required StockRule Stock { get; init; }

    /// <summary>How its SKUs are compared.</summary>
    public required MatchRule Match { get; init; }

    /// <summary>What a plan may do without a person.</summary>
    public required GuardLimits Guard { get; init; }

    /// <summary>How it is read back.</summary>
    public required DriftRule Drift { get; init; }
}
