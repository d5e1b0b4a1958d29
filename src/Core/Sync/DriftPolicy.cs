namespace Connector.Core.Sync;

/// <summary>What happens when a store's number is not what the connector last put there.</summary>
public enum DriftPolicy
{
    /// <summary>The number is put right. The default.</summary>
    Repair = 0,

    /// <summary>The difference is reported only.</summary>
    Report,
}
