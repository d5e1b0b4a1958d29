namespace Connector.Core.Ledger.Backups;

/// <summary>The databases of a state folder.</summary>
internal static class StateFiles
{
    public const string Ledger = "ledger.db";
    public const string Inbox = "inbox.db";

    /// <summary>All of them.</summary>
    public static readonly string[] All = [Ledger, Inbox];

    /// <summary>What SQLite keeps beside a database.</summary>
    public static readonly string[] Companions = ["-wal", "-shm"];
}
