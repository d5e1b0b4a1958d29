using Connector.Abstractions;

namespace Connector.Core.Sync;

/// <summary>
/// How large and how parallel writes are: as the adapter says the store takes, halved when the store struggles, raised step by
/// step while it does not.
/// </summary>
internal sealed class WritePace(StoreCapabilities capabilities)
{
    private const int StepsToFull = 8;

    public int BatchSize { get; private set; } = capabilities.MaxSetBatch;

    public int Concurrency { get; private set; } = capabilities.MaxConcurrency;

    public void Slower()
    {
        Concurrency = Math.Max(1, Concurrency / 2);
        BatchSize = Math.Max(1, BatchSize / 2);
    }

    /// <summary>After the store was given up: the next call is one small probe, and what follows grows from there.</summary>
    public void Restart() => Concurrency = BatchSize = 1;

    public void Faster()
    {
        Concurrency = Math.Min(capabilities.MaxConcurrency, Concurrency + 1);
        BatchSize = Math.Min(capabilities.MaxSetBatch, BatchSize + Math.Max(1, capabilities.MaxSetBatch / StepsToFull));
    }
}
