namespace Connector.Core.Ledger.Backups;

/// <summary>A backup could not be made or taken. Nothing was changed; the text names place, fault and cure.</summary>
public sealed class BackupException : Exception
{
    /// <summary>A backup could not be made or taken.</summary>
    /// <param name="message">What is wrong, and what to do.</param>
    /// <param name="inner">The cause.</param>
    public BackupException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
