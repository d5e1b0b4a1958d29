using Connector.Abstractions;
using Connector.Core.Stock;

namespace Connector.Core.Ledger;

/// <summary>What a listing should hold, and how far that has come.</summary>
public sealed record DesiredNumber
{
    /// <summary>The listing.</summary>
    public required ListingRef Ref { get; init; }

    /// <summary>Its SKU as the store has it.</summary>
    public required string Sku { get; init; }

    /// <summary>What it should hold.</summary>
    public required decimal Quantity { get; init; }

    /// <summary>What it held when that was decided.</summary>
    public required decimal? Before { get; init; }

    /// <summary>Why.</summary>
    public required string Reason { get; init; }

    /// <summary>The observation the number comes from.</summary>
    public required Observation Observation { get; init; }

    /// <summary>How far it has come.</summary>
    public required DesiredState State { get; init; }

    /// <summary>How often it was tried.</summary>
    public int Attempts { get; init; }

    /// <summary>The code of what went wrong last.</summary>
    public string? Code { get; init; }

    /// <summary>What went wrong last, for a person.</summary>
    public string? Message { get; init; }

    /// <summary>When the state last changed, UTC.</summary>
    public required DateTimeOffset ChangedAt { get; init; }
}
