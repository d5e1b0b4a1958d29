using Connector.Core.Ledger;
using Connector.Host.Alerts;
using Connector.Host.Alerts.Sources;
using Connector.Host.Configuration;
using Connector.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Time.Testing;

namespace Connector.Host.Tests.Alerts;

/// <summary>What the machine and the ledger can be told of.</summary>
public sealed class SourceTests : IDisposable
{
    private const long Megabyte = 1024 * 1024;

    private readonly TempFolder folder = new();
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 11, 24, 8, 0, 0, TimeSpan.Zero));

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        folder.Dispose();
    }

    [Fact]
    public void A_disk_that_is_nearly_full_is_told_of_until_there_is_a_tenth_more_than_the_limit()
    {
        long? free = null;
        var limit = Configuration().Alerts.DiskFree;
        var source = Machine(_ => free);
        Disk(source).Status.ShouldBe(AlertStatus.Unknown, "the system does not tell");
        foreach (var (bytes, status) in new[]
                 {
                     (limit, AlertStatus.Unknown), (limit - 1, AlertStatus.Raised), (0, AlertStatus.Raised), (limit + (limit / 10) - 1, AlertStatus.Unknown),
                     (limit + (limit / 10), AlertStatus.Clear),
                 })
        {
            free = bytes;
            Disk(source).Status.ShouldBe(status, $"{bytes} bytes are free, the limit is {limit}");
        }

        free = 7 * Megabyte;
        Disk(source).Text.ShouldStartWith($"7 MB are free for {folder.Path}.");
    }

    [Fact]
    public void The_folder_of_the_state_is_looked_at()
    {
        var asked = "";
        Disk(Machine(folder => (asked = folder).Length));
        asked.ShouldBe(folder.Path);
        MachineAlerts.FreeBytes(folder.Path).ShouldNotBeNull().ShouldBeGreaterThan(0);
    }

    [Fact]
    public void Webhooks_that_cannot_be_stored_and_a_refused_configuration_are_told_of_with_their_reason()
    {
        string? trouble = null;
        var source = new MachineAlerts(Configuration, _ => null, () => trouble, () => trouble);
        foreach (var kind in new[] { AlertKind.IntakeStopped, AlertKind.ConfigurationRefused })
        {
            trouble = null;
            source.Check().Single(check => check.Kind == kind).Status.ShouldBe(AlertStatus.Clear);
            trouble = "The inbox is read-only.";
            var told = source.Check().Single(check => check.Kind == kind);
            told.Status.ShouldBe(AlertStatus.Raised);
            told.Text.ShouldContain("The inbox is read-only.");
        }
    }

    [Fact]
    public void The_ledger_is_looked_through_at_the_start_and_once_a_day()
    {
        using var ledger = Ledger.Open(folder.Path, time);
        var source = new LedgerAlerts(ledger, time);
        Damaged(source).Status.ShouldBe(AlertStatus.Clear);
        Damage(ledger.Path);
        time.Advance(TimeSpan.FromHours(23));
        Damaged(source).Status.ShouldBe(AlertStatus.Clear, "the day is not over");
        time.Advance(TimeSpan.FromHours(1));
        var told = Damaged(source);
        told.Status.ShouldBe(AlertStatus.Raised);
        told.Text.ShouldContain(ledger.Path);
        told.Text.ShouldContain("connector restore");
    }

    [Fact]
    public void A_ledger_that_cannot_be_used_is_told_of_at_once()
    {
        using var ledger = Ledger.Open(folder.Path, time);
        var source = new LedgerAlerts(ledger, time);
        Damaged(source).Status.ShouldBe(AlertStatus.Clear);
        SqliteConnection.ClearAllPools();
        foreach (var end in new[] { "", "-wal", "-shm" })
            File.Delete(ledger.Path + end);
        File.WriteAllText(ledger.Path, string.Concat(Enumerable.Repeat("this is no database ", 500)));
        Damaged(source).Status.ShouldBe(AlertStatus.Raised);
    }

    private ConnectorConfiguration Configuration()
    {
        var file = Path.Combine(folder.Path, "adapters.json");
        File.WriteAllText(file, """{ "accounts": { "main": { "apiKey": "no-real-key" } }, "stores": {}, "state": "." }""");
        return new ConfigurationLoader(new ProcessEnvironment()).Load(file);
    }

    private MachineAlerts Machine(Func<string, long?> freeBytes) => new(Configuration, freeBytes, () => null, () => null);

    private static AlertCheck Disk(MachineAlerts source) => source.Check().Single(check => check.Kind == AlertKind.DiskLow);

    private static AlertCheck Damaged(LedgerAlerts source) => source.Check().Single();

    // A row that its table does not allow; everything can still be read.
    private static void Damage(string ledger)
    {
        using var connection = new SqliteConnection($"Data Source={ledger};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = """
            INSERT INTO run (store, started_at, state) VALUES ('shop', '2026-11-24T08:00:00.000Z', 'done');
            PRAGMA writable_schema = ON;
            UPDATE sqlite_schema SET sql = replace(sql, 'started_at TEXT NOT NULL', 'started_at TEXT NOT NULL CHECK (started_at > ''3'')') WHERE name = 'run';
            PRAGMA writable_schema = OFF;
            """;
        command.ExecuteNonQuery();
        SqliteConnection.ClearAllPools();
    }
}
