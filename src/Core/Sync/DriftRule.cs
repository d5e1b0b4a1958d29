namespace Connector.Core.Sync;

/// <summary>How one store is read back.</summary>
public sealed record DriftRule
{
    /// <summary>How often the store is read back by the running service.</summary>
    public TimeSpan Every { get; init; } = TimeSpan.FromHours(6);

    /// <summary>What happens to a difference.</summary>
    public DriftPolicy Policy { get; init; }

    /// <summary>How long a store's number below ours may stand before it is raised: it may be a sale keyCRM has not counted yet.</summary>
    public TimeSpan Settle { get; init; } = TimeSpan.FromMinutes(10);
}
