using Connector.Core.Stock;

namespace Connector.Core.Ledger;

/// <summary>One change: what number was set, where, why, and what became of it.</summary>
public sealed record JournalEntry
{
    /// <summary>When it was sent, UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The run.</summary>
    public required long Run { get; init; }

    /// <summary>The store.</summary>
    public required string Store { get; init; }

    /// <summary>The listing.</summary>
    public required string Ref { get; init; }

    /// <summary>Its SKU as the store has it.</summary>
    public required string Sku { get; init; }

    /// <summary>What the store held.</summary>
    public decimal? Before { get; init; }

    /// <summary>What was sent.</summary>
    public required decimal After { get; init; }

    /// <summary>Why.</summary>
    public required string Reason { get; init; }

    /// <summary>The observation of keyCRM behind it.</summary>
    public required Observation Observation { get; init; }

    /// <summary><c>sent</c> until the answer is known, then the outcome's word.</summary>
    public required string Outcome { get; init; }

    /// <summary>What the store said it holds.</summary>
    public decimal? Current { get; init; }

    /// <summary>The code of what went wrong, or <c>confirmed_later</c>.</summary>
    public string? Code { get; init; }

    /// <summary>What went wrong, for a person.</summary>
    public string? Message { get; init; }
}
