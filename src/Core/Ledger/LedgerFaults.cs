using Microsoft.Data.Sqlite;

namespace Connector.Core.Ledger;

/// <summary>What SQLite and the file system say, as sentences with place, fault and cure.</summary>
internal static class LedgerFaults
{
    /// <summary>A file that cannot be used.</summary>
    /// <param name="what">What the file is: ledger, inbox.</param>
    /// <param name="path">The file.</param>
    /// <param name="loss">What is lost if it is moved away.</param>
    /// <param name="exception">What SQLite says.</param>
    public static LedgerException Translate(string what, string path, string loss, SqliteException exception)
    {
        var cure = exception.SqliteErrorCode switch
        {
            8 => "the disk or folder is read-only; make it writable",
            10 or 13 => "the disk is full or failing; free some room",
            11 or 26 => $"the file is damaged; bring back a backup (connector restore FILE), or move it away and let the next sync build a new one ({loss})",
            14 => "the folder is missing or not writable by this user",
            5 or 6 => "another program holds the file; close it",
            _ => "see the cause",
        };
        return new LedgerException($"The {what} {path} cannot be used ({exception.Message}): {cure}.", exception);
    }

    /// <summary>
    /// Closes a file's idle connections after a fault: one that was opened while the disk was read-only stays so for ever, and
    /// would be used again and again.
    /// </summary>
    public static void CloseIdle(string connectionString)
    {
        using var connection = new SqliteConnection(connectionString);
        SqliteConnection.ClearPool(connection);
    }

    /// <summary>A folder that cannot be made or written.</summary>
    public static LedgerException Translate(string what, string path, Exception exception) =>
        new($"The {what} {path} cannot be opened: {exception.Message} Check that the folder exists, is writable, and that the disk is not full.", exception);
}
