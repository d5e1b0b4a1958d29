namespace Connector.Adapters.OpenCart.Writing;

/// <summary>The rows that a write did not reach; all others hold their new number, for their statement matched them.</summary>
internal sealed class WriteResult
{
    /// <summary>Another writer held them until the last attempt.</summary>
    public HashSet<long> Locked { get; } = [];

    /// <summary>They were deleted since they were looked at.</summary>
    public HashSet<long> Gone { get; } = [];
}
