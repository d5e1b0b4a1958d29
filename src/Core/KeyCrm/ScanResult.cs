using Connector.Core.Ledger;

namespace Connector.Core.KeyCrm;

/// <summary>How the reading of a whole account came out.</summary>
public sealed record ScanResult
{
    /// <summary>The proven snapshot; <see langword="null"/> if none could be had.</summary>
    public SnapshotSummary? Snapshot { get; init; }

    /// <summary>Requests made, retries included.</summary>
    public required int Requests { get; init; }

    /// <summary>Why no snapshot could be proven, for a person.</summary>
    public KeyCrmException? Failure { get; init; }

    /// <summary>Whether the snapshot is proven whole.</summary>
    public bool IsComplete => Snapshot is not null;
}
