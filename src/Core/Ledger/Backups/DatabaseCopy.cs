using System.Globalization;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Connector.Core.Ledger.Backups;

/// <summary>Copies of a database that may be in use.</summary>
internal static class DatabaseCopy
{
    /// <summary>Copies a database as it is at one moment, by SQLite's own means; writers go on.</summary>
    /// <param name="from">The open database.</param>
    /// <param name="file">The copy; there must be no such file.</param>
    /// <exception cref="SqliteException">It cannot be read or written.</exception>
    public static void Make(SqliteConnection from, string file)
    {
        using var to = Open(file, SqliteOpenMode.ReadWriteCreate);
        from.BackupDatabase(to);
        // One file, with nothing beside it.
        to.Execute("PRAGMA journal_mode = DELETE");
    }

    /// <summary>Looks through a whole file for damage.</summary>
    /// <returns>What is wrong; <see langword="null"/> if nothing is.</returns>
    public static string? Fault(string file)
    {
        try
        {
            using var connection = Open(file, SqliteOpenMode.ReadOnly);
            return Fault(connection, "integrity_check");
        }
        catch (SqliteException exception)
        {
            return exception.Message;
        }
    }

    /// <summary>Looks through an open database for damage.</summary>
    /// <param name="connection">The database.</param>
    /// <param name="check"><c>integrity_check</c>, or <c>quick_check</c>, which does not compare the indexes with their tables.</param>
    /// <returns>What is wrong; <see langword="null"/> if nothing is.</returns>
    public static string? Fault(SqliteConnection connection, string check)
    {
        var faults = connection.Query<string>($"PRAGMA {check}(5)").ToList();
        return faults is ["ok"] ? null : string.Join("; ", faults);
    }

    /// <summary>The version of the scripts that made a file.</summary>
    public static long Version(string file)
    {
        using var connection = Open(file, SqliteOpenMode.ReadOnly);
        return connection.ExecuteScalar<long>("PRAGMA user_version");
    }

    /// <summary>
    /// Before the scripts of a newer version change a file: a copy of it, looked through, stands beside it as
    /// <c>NAME.before-NNNN</c> with the version that it had. The newest two are kept.
    /// </summary>
    /// <exception cref="LedgerException">There is no good copy; the file must not be changed.</exception>
    public static void MakeBeforeMigration(SqliteConnection connection, long version, string what, string path)
    {
        var partial = $"{path}.before-partial-{Guid.NewGuid():N}";
        try
        {
            Make(connection, partial);
            // Another process may have been quicker; then this is no copy of the old version.
            if (Version(partial) == version)
            {
                if (Fault(partial) is { } fault)
                    throw new LedgerException($"The {what} {path} is damaged ({fault}), so it is not brought to this version. Restore a backup: connector restore FILE.");
                File.Move(partial, string.Create(CultureInfo.InvariantCulture, $"{path}.before-{version:0000}"), overwrite: true);
            }
        }
        catch (Exception exception) when (exception is SqliteException or IOException or UnauthorizedAccessException)
        {
            throw new LedgerException(
                $"The {what} {path} was written by an older connector, and no copy of it could be made before it is changed ({exception.Message}). Nothing was changed; see that the folder is writable and has room for a copy.", exception);
        }
        finally
        {
            LeftOver.Delete(partial);
        }

        foreach (var old in Directory.EnumerateFiles(Path.GetDirectoryName(path)!, Path.GetFileName(path) + ".before-????").OrderDescending(StringComparer.Ordinal).Skip(2))
            LeftOver.Delete(old);
    }

    /// <summary>Opens a file by itself, outside the pool: when this is disposed nobody has it open.</summary>
    public static SqliteConnection Open(string file, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Mode = mode, Pooling = false }.ToString());
        try
        {
            connection.Open();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
