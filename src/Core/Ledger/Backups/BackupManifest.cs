namespace Connector.Core.Ledger.Backups;

/// <summary>What stands in a backup beside the databases.</summary>
public sealed record BackupManifest
{
    /// <summary>How a backup is built; this program writes and knows 1.</summary>
    public const int KnownFormat = 1;

    /// <summary>How this backup is built.</summary>
    public required int Format { get; init; }

    /// <summary>The connector that made it.</summary>
    public required string Product { get; init; }

    /// <summary>When it was made, UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The databases by name.</summary>
    public required IReadOnlyDictionary<string, BackupPart> Files { get; init; }
}
