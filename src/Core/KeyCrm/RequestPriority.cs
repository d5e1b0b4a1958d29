namespace Connector.Core.KeyCrm;

/// <summary>Who goes first when requests wait for the budget.</summary>
public enum RequestPriority
{
    /// <summary>A scan of the whole account.</summary>
    Background = 0,

    /// <summary>A reading of named offers that something waits for.</summary>
    Targeted,
}
