namespace Connector.Core.Sync;

/// <summary>How far a pass over a store goes.</summary>
public enum SyncMode
{
    /// <summary>Reads and plans; writes nothing to the store and holds nothing.</summary>
    Plan = 0,

    /// <summary>Writes what the guard lets pass.</summary>
    Apply,

    /// <summary>Writes also what the guard would hold: a person said so beforehand.</summary>
    ApplyHeld,
}
