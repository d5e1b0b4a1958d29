using Connector.Abstractions;
using Connector.Core.Planning;

namespace Connector.Core.Ledger;

/// <summary>A plan that the guard held.</summary>
public sealed record Hold
{
    /// <summary>The ledger's number of it.</summary>
    public required long Id { get; init; }

    /// <summary>The store.</summary>
    public required StoreId Store { get; init; }

    /// <summary>The run that made the plan.</summary>
    public required long Run { get; init; }

    /// <summary>When, UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>How it stands.</summary>
    public required HoldState State { get; init; }

    /// <summary>Why it was held.</summary>
    public required string Reason { get; init; }

    /// <summary>Numbers it would change.</summary>
    public required int Changes { get; init; }

    /// <summary>Listings in stock it would set to zero.</summary>
    public required int Zeroed { get; init; }

    /// <summary>Listings in stock it would lower.</summary>
    public required int Lowered { get; init; }

    /// <summary>Who decided.</summary>
    public string? DecidedBy { get; init; }

    /// <summary>Whether this is an approval of such a plan: it covers the one the person saw, and one that has grown by no more than a tenth meanwhile.</summary>
    public bool Covers(GuardVerdict verdict) =>
        State == HoldState.Approved
        && verdict.Zeroed <= Zeroed + (Zeroed / 10)
        && verdict.Lowered <= Lowered + (Lowered / 10);
}
