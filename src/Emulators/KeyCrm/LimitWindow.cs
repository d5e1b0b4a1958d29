namespace Connector.Emulators.KeyCrm;

/// <summary>How a minute is counted. Which of the two keyCRM uses is not known (facts/keycrm.md §2).</summary>
public enum LimitWindow
{
    /// <summary>Laravel's counter: the minute begins with its first request and everything is forgotten at its end.</summary>
    Fixed,

    /// <summary>Each request is forgotten a minute after it came.</summary>
    Sliding,
}
