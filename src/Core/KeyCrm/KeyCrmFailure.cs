namespace Connector.Core.KeyCrm;

/// <summary>Why keyCRM could not be read.</summary>
public enum KeyCrmFailure
{
    /// <summary>No answer, a cut connection, a time-out, a 5xx.</summary>
    Unreachable = 0,

    /// <summary>The key is refused.</summary>
    Unauthorized,

    /// <summary>Too many requests, again and again.</summary>
    Throttled,

    /// <summary>An answer that is not what was asked for: HTML, cut JSON, other offers, a page of another size.</summary>
    Protocol,

    /// <summary>The address is not keyCRM's API. Asking again is no help.</summary>
    Misconfigured,

    /// <summary>Pages that do not add up to a whole: the catalogue changed while it was read.</summary>
    NotWhole,
}
