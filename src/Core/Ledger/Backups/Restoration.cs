using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Connector.Core.Ledger.Backups;

/// <summary>
/// Brings a backup back, wholly or not at all: everything is unpacked and looked through beside what is there; once it is ready, a
/// process killed at any instant is made up for by the next one that opens the folder. What was there is moved aside, not deleted.
/// </summary>
public static class Restoration
{
    private const string Staging = "restore-new";
    private const string Ready = "ready";
    private const long LargestManifest = 64 * 1024;

    // What a store or keyCRM said long ago must not be taken for what they say now: both are read anew before anything is
    // written. What was put into stores that show nothing may have been overtaken: it is put there once more.
    private const string OfLedger = """
        DELETE FROM lease;
        DELETE FROM request;
        DELETE FROM snapshot;
        DELETE FROM standing;
        DELETE FROM alert;
        DELETE FROM notice;
        UPDATE desired SET changed_at = '1970-01-01T00:00:00.000Z' WHERE state IN ('done', 'gone');
        """;

    /// <summary>Looks a backup through without unpacking it.</summary>
    /// <exception cref="BackupException">It is no backup, or one that this connector does not know.</exception>
    public static BackupManifest Read(string file)
    {
        try
        {
            using var zip = ZipFile.OpenRead(file);
            return Manifest(zip, file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw NotTaken(file, exception);
        }
    }

    /// <summary>Brings a backup back.</summary>
    /// <param name="folder">The state folder; made if it is not there.</param>
    /// <param name="file">The backup.</param>
    /// <param name="time">The clock.</param>
    /// <returns>The folder to which what was there was moved; <see langword="null"/> if nothing was there.</returns>
    /// <exception cref="BackupException">It was not brought back; everything is as it was.</exception>
    public static string? Run(string folder, string file, TimeProvider time)
    {
        try
        {
            Directory.CreateDirectory(folder);
            using var taken = StateLock.TryTake(folder)
                ?? throw new BackupException($"A connector works with {folder}. Stop the service and wait for other commands to end, then try again. Nothing was changed.");
            FinishHeld(folder);
            var staging = Path.Combine(folder, Staging);
            if (Directory.Exists(staging))
                Directory.Delete(staging, recursive: true);
            Directory.CreateDirectory(staging);
            try
            {
                Stage(file, staging);
            }
            catch
            {
                Directory.Delete(staging, recursive: true);
                throw;
            }

            var aside = string.Create(CultureInfo.InvariantCulture, $"before-restore-{time.GetUtcNow():yyyyMMdd-HHmmss}");
            WriteDurably(Path.Combine(staging, Ready), aside);
            FinishHeld(folder);
            var old = Path.Combine(folder, aside);
            return Directory.Exists(old) ? old : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidDataException or SqliteException)
        {
            throw NotTaken(file, exception);
        }
    }

    /// <summary>Whether a killed process has left a restoration to end.</summary>
    internal static bool IsPending(string folder) => File.Exists(Path.Combine(folder, Staging, Ready));

    /// <summary>Ends what a killed process began: called by whoever opens the folder.</summary>
    /// <exception cref="IOException">It cannot be ended now.</exception>
    internal static void Finish(string folder)
    {
        if (!IsPending(folder))
            return;
        using var taken = StateLock.TryTake(folder);
        // Another process is at it, or somebody works with the folder, which cannot be before it is ended.
        if (taken is not null)
            FinishHeld(folder);
    }

    // Every step may have been done before: a file that is no longer among the new ones is in its place.
    private static void FinishHeld(string folder)
    {
        if (!IsPending(folder))
            return;
        var staging = Path.Combine(folder, Staging);
        var aside = Path.Combine(folder, File.ReadAllText(Path.Combine(staging, Ready)));
        foreach (var name in StateFiles.All.Where(name => File.Exists(Path.Combine(staging, name))))
        {
            foreach (var old in StateFiles.Companions.Select(end => name + end).Append(name).Where(old => File.Exists(Path.Combine(folder, old))))
            {
                Directory.CreateDirectory(aside);
                File.Move(Path.Combine(folder, old), Path.Combine(aside, old));
            }

            File.Move(Path.Combine(staging, name), Path.Combine(folder, name));
        }

        Directory.Delete(staging, recursive: true);
    }

    private static BackupManifest Manifest(ZipArchive zip, string file)
    {
        BackupManifest? manifest = null;
        try
        {
            if (zip.GetEntry(Backup.ManifestName) is { Length: <= LargestManifest } entry)
            {
                using var stream = entry.Open();
                manifest = JsonSerializer.Deserialize<BackupManifest>(stream, Backup.Json);
            }
        }
        catch (JsonException)
        {
            // Told below.
        }

        if (manifest is null)
            throw new BackupException($"{file} is no backup of the connector: it has no {Backup.ManifestName}. Nothing was changed.");
        if (manifest.Format != BackupManifest.KnownFormat
            || manifest.Files.GetValueOrDefault(StateFiles.Ledger)?.Version > Migrator.Newest(Migrator.OfLedger)
            || manifest.Files.GetValueOrDefault(StateFiles.Inbox)?.Version > Migrator.Newest(Migrator.OfInbox))
        {
            throw new BackupException($"{file} was made by a newer connector ({manifest.Product}). Install that one, or take an older backup. Nothing was changed.");
        }

        return manifest;
    }

    private static void Stage(string file, string staging)
    {
        using var zip = ZipFile.OpenRead(file);
        var manifest = Manifest(zip, file);
        foreach (var name in StateFiles.All)
        {
            var part = manifest.Files.GetValueOrDefault(name);
            var entry = zip.GetEntry(name);
            var target = Path.Combine(staging, name);
            if (part is null || entry is null || entry.Length != part.Bytes)
                throw new BackupException($"{file} is not whole: {name} is missing or has another length. Take another backup. Nothing was changed.");
            using (var from = entry.Open())
            using (var to = new FileStream(target, FileMode.CreateNew, FileAccess.ReadWrite))
            {
                from.CopyTo(to);
                to.Flush(flushToDisk: true);
                to.Position = 0;
                if (!string.Equals(Convert.ToHexString(SHA256.HashData(to)), part.Sha256, StringComparison.OrdinalIgnoreCase))
                    throw new BackupException($"{file} is damaged: {name} is not what it was. Take another backup. Nothing was changed.");
            }

            if (DatabaseCopy.Fault(target) is { } fault)
                throw new BackupException($"{file} is damaged: {name}: {fault}. Take another backup. Nothing was changed.");
        }

        Prepare(Path.Combine(staging, StateFiles.Ledger));
    }

    private static void Prepare(string ledger)
    {
        using (var connection = DatabaseCopy.Open(ledger, SqliteOpenMode.ReadWrite))
        {
            // One file again, with nothing beside it that would have to be moved along.
            connection.Execute("PRAGMA journal_mode = DELETE; PRAGMA synchronous = FULL");
            var tables = connection.Query<string>("SELECT name FROM sqlite_master WHERE type = 'table'").ToHashSet();
            using var transaction = connection.BeginTransaction();
            foreach (var statement in OfLedger.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            {
                // A backup of an older version has fewer tables.
                if (tables.Contains(statement.Split(' ')[statement.StartsWith("UPDATE", StringComparison.Ordinal) ? 1 : 2]))
                    connection.Execute(statement, transaction: transaction);
            }

            transaction.Commit();
        }

        foreach (var end in StateFiles.Companions)
            File.Delete(ledger + end);
    }

    private static void WriteDurably(string file, string text)
    {
        var partial = file + ".partial";
        using (var stream = new FileStream(partial, FileMode.Create, FileAccess.Write))
        {
            stream.Write(System.Text.Encoding.UTF8.GetBytes(text));
            stream.Flush(flushToDisk: true);
        }

        File.Move(partial, file);
    }

    private static BackupException NotTaken(string file, Exception exception) =>
        new($"The backup {file} was not brought back ({exception.Message}). See that the file is there, whole and readable, and that the state folder is writable and has room.", exception);
}
