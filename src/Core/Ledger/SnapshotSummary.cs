namespace Connector.Core.Ledger;

/// <summary>What the last proven snapshot of an account was.</summary>
public sealed record SnapshotSummary
{
    /// <summary>When its last page was asked for, UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Offers in it.</summary>
    public required int Offers { get; init; }

    /// <summary>Requests it took, retries included.</summary>
    public required int Requests { get; init; }

    /// <summary>Offers whose SKU is empty.</summary>
    public required int WithoutSku { get; init; }

    /// <summary>SKUs that are on more than one offer.</summary>
    public required int DuplicateSkus { get; init; }

    /// <summary>Offers whose quantity or reserve could not be read.</summary>
    public required int Unreadable { get; init; }
}
