namespace Connector.Core.KeyCrm;

/// <summary>keyCRM could not be read. Nothing that was being read counts.</summary>
public sealed class KeyCrmException : Exception
{
    /// <summary>Makes an exception with a sentence that names the request, the fault and what happens next.</summary>
    public KeyCrmException(KeyCrmFailure failure, string message, Exception? innerException = null)
        : base(message, innerException) => Failure = failure;

    /// <summary>The kind.</summary>
    public KeyCrmFailure Failure { get; }

    /// <summary>Whether asking again may help.</summary>
    public bool IsTransient => Failure is KeyCrmFailure.Unreachable or KeyCrmFailure.Throttled or KeyCrmFailure.Protocol;
}
