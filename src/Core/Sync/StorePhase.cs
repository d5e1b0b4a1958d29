namespace Connector.Core.Sync;

/// <summary>What a pass over a store is doing.</summary>
public enum StorePhase
{
    /// <summary>Reading the store's listings.</summary>
    Reading = 0,

    /// <summary>Comparing.</summary>
    Planning,

    /// <summary>Writing changes.</summary>
    Writing,

    /// <summary>Over.</summary>
    Finished,
}
