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

    /// <summary>Not tried, or looked at, before this moment, UTC; <see langword="null"/> for any time.</summary>
    public DateTimeOffset? NextAt { get; init; }

    /// <summary>How often the number was put back since <see cref="RepairedSince"/> although keyCRM had not changed it.</summary>
    public int Repairs { get; init; }

    /// <summary>When the first of those repairs was, UTC.</summary>
    public DateTimeOffset? RepairedSince { get; init; }
}
