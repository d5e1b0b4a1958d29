using System.Globalization;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Connector.Core.Ledger;

/// <summary>Brings a ledger to this program's version by the numbered scripts, each in its own transaction.</summary>
internal static class Migrator
{
    private const string Prefix = "Connector.Core.Ledger.Migrations.";

    public static void Migrate(SqliteConnection connection, string path)
    {
        var scripts = typeof(Migrator).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(name => (Version: int.Parse(name.AsSpan(Prefix.Length, 4), CultureInfo.InvariantCulture), Name: name))
            .OrderBy(script => script.Version)
            .ToList();
        if (Version(connection) > scripts[^1].Version)
        {
            throw new LedgerException(
                $"The ledger {path} was written by a newer connector (version {Version(connection)}, this one knows {scripts[^1].Version}). Use the newer connector, or another state folder.");
        }

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

    private static long Version(SqliteConnection connection) => connection.ExecuteScalar<long>("PRAGMA user_version");

    private static string Text(string name)
    {
        using var reader = new StreamReader(typeof(Migrator).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
