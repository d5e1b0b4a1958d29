namespace Connector.Core.Ledger;

/// <summary>The durable state cannot be used: damaged, of a newer version, on a full or read-only disk.</summary>
public sealed class LedgerException : Exception
{
    /// <summary>Makes an exception with a sentence that names the file, the fault and the cure.</summary>
    public LedgerException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
