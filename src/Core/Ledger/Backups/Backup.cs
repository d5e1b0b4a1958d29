using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace Connector.Core.Ledger.Backups;

/// <summary>Writes the durable state into one file, also while the service works with it. No secret is in it.</summary>
public static class Backup
{
    internal const string ManifestName = "manifest.json";

    internal static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    private const string Copies = "backup-copies-";

    /// <summary>What a backup made now is called: <c>connector-backup-20261130-083000.zip</c>, in this machine's time.</summary>
    public static string NameOf(TimeProvider time) => string.Create(CultureInfo.InvariantCulture, $"connector-backup-{time.GetLocalNow():yyyyMMdd-HHmmss}.zip");

    /// <summary>Makes a backup.</summary>
    /// <param name="ledger">The state.</param>
    /// <param name="file">The file to write; there must be none. Readable by its owner only.</param>
    /// <param name="product">The connector that makes it.</param>
    /// <exception cref="BackupException">It could not be made; there is no file.</exception>
    public static BackupManifest Write(Ledger ledger, string file, string product)
    {
        if (Path.Exists(file))
            throw new BackupException($"{file} is there already, and is not overwritten. Give another name.");
        var state = Path.GetDirectoryName(ledger.Path)!;
        var copies = Path.Combine(state, $"{Copies}{Guid.NewGuid():N}");
        var partial = $"{file}.partial";
        try
        {
            Forget(state, ledger.Time.GetUtcNow());
            Directory.CreateDirectory(copies);
            // The inbox first: a webhook that is worked on in between is then in both, which does no harm, and never in neither.
            Copy(ledger.Inbox.ConnectionString, StateFiles.Inbox, copies);
            ledger.Read(connection =>
            {
                DatabaseCopy.Make(connection, Path.Combine(copies, StateFiles.Ledger));
                return true;
            });
            var manifest = Describe(copies, product, ledger.Time.GetUtcNow());
            Pack(copies, manifest, partial);
            File.Move(partial, file, overwrite: false);
            return manifest;
        }
        catch (Exception exception) when (exception is SqliteException or IOException or UnauthorizedAccessException)
        {
            throw new BackupException($"No backup was made: {exception.Message} See that {Path.GetDirectoryName(Path.GetFullPath(file))} and {state} are writable and have room: a backup needs some twice the size of the ledger while it is made.", exception);
        }
        finally
        {
            LeftOver.Delete(partial);
            LeftOver.Delete(copies);
        }
    }

    private static void Copy(string connectionString, string name, string folder)
    {
        using var connection = new SqliteConnection(connectionString);
        connection.Open();
        DatabaseCopy.Make(connection, Path.Combine(folder, name));
    }

    private static BackupManifest Describe(string folder, string product, DateTimeOffset at)
    {
        var parts = new Dictionary<string, BackupPart>();
        foreach (var name in StateFiles.All)
        {
            var file = Path.Combine(folder, name);
            if (DatabaseCopy.Fault(file) is { } fault)
                throw new BackupException($"{name} is damaged ({fault}), and a backup of it would be of no use. Bring back an older backup: connector restore FILE.");
            using var stream = File.OpenRead(file);
            parts[name] = new BackupPart(stream.Length, Convert.ToHexStringLower(SHA256.HashData(stream)), DatabaseCopy.Version(file));
        }

        return new BackupManifest { Format = BackupManifest.KnownFormat, Product = product, At = at, Files = parts };
    }

    private static void Pack(string folder, BackupManifest manifest, string file)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.ReadWrite, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var stream = new FileStream(file, options);
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            using (var entry = zip.CreateEntry(ManifestName).Open())
                JsonSerializer.Serialize(entry, manifest, Json);
            foreach (var name in StateFiles.All)
                zip.CreateEntryFromFile(Path.Combine(folder, name), name, CompressionLevel.Fastest);
        }

        stream.Flush(flushToDisk: true);
    }

    // What a backup that was killed left behind.
    private static void Forget(string state, DateTimeOffset now)
    {
        foreach (var old in Directory.EnumerateDirectories(state, Copies + "*").Where(folder => Directory.GetLastWriteTimeUtc(folder) < now.UtcDateTime.AddDays(-1)))
            LeftOver.Delete(old);
    }
}
