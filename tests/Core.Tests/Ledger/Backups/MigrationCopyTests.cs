using System.Globalization;
using Connector.Core.Ledger;
using Connector.Testing;
using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Time.Testing;

namespace Connector.Core.Tests.Ledger.Backups;

/// <summary>Before an older ledger is changed a copy of it stands beside it.</summary>
public sealed class MigrationCopyTests : IDisposable
{
    private readonly FakeTimeProvider time = new();
    private readonly TempFolder folder = new();

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        folder.Dispose();
    }

    [Fact]
    public void A_ledger_of_the_first_version_is_copied_and_keeps_what_is_in_it()
    {
        MakeFirstVersion(folder.Path);
        using var ledger = Core.Ledger.Ledger.Open(folder.Path, time);
        ledger.Levels.FindBySku("main", "A").ShouldHaveSingleItem().Quantity.ShouldBe(7);
        var copy = Directory.EnumerateFiles(folder.Path, "ledger.db.before-*").ShouldHaveSingleItem();
        Path.GetFileName(copy).ShouldBe("ledger.db.before-0001");
        using var old = new SqliteConnection($"Data Source={copy};Pooling=false");
        old.ExecuteScalar<long>("PRAGMA user_version").ShouldBe(1);
        old.ExecuteScalar<string>("SELECT sku FROM level").ShouldBe("A");
    }

    [Fact]
    public void A_new_ledger_and_one_of_this_version_are_not_copied()
    {
        Core.Ledger.Ledger.Open(folder.Path, time).Dispose();
        Core.Ledger.Ledger.Open(folder.Path, time).Dispose();
        Directory.EnumerateFiles(folder.Path, "*.before-*").ShouldBeEmpty();
    }

    [Fact]
    public void The_newest_two_copies_are_kept()
    {
        MakeFirstVersion(folder.Path);
        foreach (var version in new[] { -3, -2, 0 })
            File.WriteAllText(Path.Combine(folder.Path, string.Create(CultureInfo.InvariantCulture, $"ledger.db.before-{version + 3:0000}")), "");
        Core.Ledger.Ledger.Open(folder.Path, time).Dispose();
        Directory.EnumerateFiles(folder.Path, "*.before-*").Select(Path.GetFileName).Order().ShouldBe(["ledger.db.before-0001", "ledger.db.before-0003"]);
    }

    [Fact]
    public async Task Many_processes_that_migrate_at_once_make_one_good_copy()
    {
        MakeFirstVersion(folder.Path);
        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => Core.Ledger.Ledger.Open(folder.Path, time).Dispose())));
        using var old = new SqliteConnection($"Data Source={Path.Combine(folder.Path, "ledger.db.before-0001")};Pooling=false");
        old.ExecuteScalar<long>("PRAGMA user_version").ShouldBe(1);
        Directory.EnumerateFiles(folder.Path, "*partial*").ShouldBeEmpty();
    }

    [Fact]
    public void Without_room_for_a_copy_nothing_is_changed()
    {
        using var disk = SmallDisk.Mount(kilobytes: 4096);
        MakeFirstVersion(disk.Path, levels: 10_000);
        var length = (int)new FileInfo(Path.Combine(disk.Path, "ledger.db")).Length;
        length.ShouldBeGreaterThan(600 * 1024);
        File.WriteAllBytes(Path.Combine(disk.Path, "filler"), new byte[(4096 * 1024) - length - (400 * 1024)]);
        Should.Throw<LedgerException>(() => Core.Ledger.Ledger.Open(disk.Path, time)).Message.ShouldContain("no copy of it could be made");
        SqliteConnection.ClearAllPools();
        using var still = new SqliteConnection($"Data Source={Path.Combine(disk.Path, "ledger.db")};Pooling=false");
        still.ExecuteScalar<long>("PRAGMA user_version").ShouldBe(1);
        File.Delete(Path.Combine(disk.Path, "filler"));
        using var ledger = Core.Ledger.Ledger.Open(disk.Path, time);
        ledger.Levels.FindBySku("main", "A").ShouldHaveSingleItem();
    }

    private static void MakeFirstVersion(string state, int levels = 0)
    {
        var assembly = typeof(Core.Ledger.Ledger).Assembly;
        using var script = new StreamReader(assembly.GetManifestResourceStream("Connector.Core.Ledger.Migrations.0001.sql")!);
        using var connection = new SqliteConnection($"Data Source={Path.Combine(state, "ledger.db")};Pooling=false");
        connection.Open();
        connection.Execute(script.ReadToEnd());
        connection.Execute("INSERT INTO level (account, offer, sku, quantity, reserve, observation, observed_at) VALUES ('main', 1, 'A', 7, 0, 1, '2026-11-24T08:00:00.000Z'); PRAGMA user_version = 1");
        connection.Execute("""
            WITH RECURSIVE n (i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM n WHERE i <= @levels)
            INSERT INTO level (account, offer, sku, quantity, reserve, observation, observed_at) SELECT 'main', i, 'SKU-' || i, i, 0, 1, '2026-11-24T08:00:00.000Z' FROM n WHERE i <= @levels
            """, new { levels });
    }
}
