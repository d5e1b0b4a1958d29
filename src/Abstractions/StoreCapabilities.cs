namespace Connector.Abstractions;

/// <summary>The limits within which the host calls an adapter. Constant for the life of the adapter.</summary>
public sealed record StoreCapabilities
{
    /// <summary>Most SKUs in one <see cref="IStoreAdapter.FindBySkuAsync"/>; 1 or more.</summary>
    public required int MaxFindBatch { get; init; }

    /// <summary>Most changes in one <see cref="IStoreAdapter.SetStockAsync"/>; 1 or more. A store without batches says 1.</summary>
    public required int MaxSetBatch { get; init; }

    /// <summary>Most calls under way at once; 1 or more.</summary>
    public int MaxConcurrency { get; init; } = 1;

    /// <summary>What the store can do beyond the plain.</summary>
    public StoreFeatures Features { get; init; }
}
