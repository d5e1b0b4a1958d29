namespace Connector.Host.Logging;

/// <summary>How log lines look.</summary>
internal enum LogFormat
{
    /// <summary>For persons: <c>08:15:00 warn: shop-ua: …</c></summary>
    Text = 0,

    /// <summary>For programs: one JSON document a line.</summary>
    Json,
}
