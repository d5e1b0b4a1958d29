using System.Globalization;
using Connector.Core.Ledger.Backups;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Connector.Core.Ledger;

/// <summary>Brings a ledger, or an inbox, to this program's version by the numbered scripts, each in its own transaction. An older file is copied first.</summary>
internal static class Migrator
{
    public const string OfLedger = "Connector.Core.Ledger.Migrations.";
    public const string OfInbox = "Connector.Core.Ledger.InboxMigrations.";

    /// <param name="connection">The open database.</param>
    /// <param name="scriptPrefix">Whose scripts: <see cref="OfLedger"/> or <see cref="OfInbox"/>.</param>
    /// <param name="what">What the file is, for a person.</param>
    /// <param name="path">The file, for a person.</param>
    public static void Migrate(SqliteConnection connection, string scriptPrefix, string what, string path)
    {
        var scripts = Scripts(scriptPrefix);
        var before = Version(connection);
        if (before > scripts[^1].Version)
        {
            throw new LedgerException(
                $"The {what} {path} was written by a newer connector (version {before}, this one knows {scripts[^1].Version}). Use the newer connector, or another state folder.");
        }

        if (before > 0 && before < scripts[^1].Version)
            DatabaseCopy.MakeBeforeMigration(connection, before, what, path);

        foreach (var script in scripts)
        {
            using var transaction = connection.BeginTransaction(deferred: false);
            if (Version(connection) >= script.Version)
                continue;
            connection.Execute(Text(script.Name), transaction: transaction);
            connection.Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version = {script.Version}"), transaction: transaction);
            transaction.Commit();
        }
    }

    /// <summary>The version to which a file is brought.</summary>
    public static int Newest(string scriptPrefix) => Scripts(scriptPrefix)[^1].Version;

    private static List<(int Version, string Name)> Scripts(string scriptPrefix) =>
    [
        .. typeof(Migrator).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(scriptPrefix, StringComparison.Ordinal))
            .Select(name => (Version: int.Parse(name.AsSpan(scriptPrefix.Length, 4), CultureInfo.InvariantCulture), Name: name))
            .OrderBy(script => script.Version),
    ];

    private static long Version(SqliteConnection connection) => connection.ExecuteScalar<long>("PRAGMA user_version");

    private static string Text(string name)
    {
        using var reader = new StreamReader(typeof(Migrator).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
