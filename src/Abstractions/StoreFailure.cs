namespace Connector.Abstractions;

/// <summary>Why a call failed as a whole, and so what the host does next.</summary>
public enum StoreFailure
{
    /// <summary>No answer, a cut connection, a time-out, a 5xx. The host waits and tries again.</summary>
    Unreachable = 0,

    /// <summary>The store asks for fewer requests. The host slows down, for <see cref="StoreException.RetryAfter"/> if given.</summary>
    Throttled,

    /// <summary>The store refuses the credentials. The host stops the store at once and tells a person.</summary>
    Unauthorized,

    /// <summary>The store is not what the options say (no such table, plug-in missing). Trying again is no help; a person must act.</summary>
    Misconfigured,

    /// <summary>An answer that is not what was asked for (HTML, cut JSON, too few outcomes). The host tries again, in smaller batches.</summary>
    Protocol,
}
