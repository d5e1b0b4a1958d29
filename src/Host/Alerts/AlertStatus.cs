namespace Connector.Host.Alerts;

/// <summary>How a condition stands.</summary>
internal enum AlertStatus
{
    /// <summary>It does not hold.</summary>
    Clear,

    /// <summary>It cannot be told, or not for long enough: what was said of it last stays said.</summary>
    Unknown,

    /// <summary>It holds.</summary>
    Raised,
}
