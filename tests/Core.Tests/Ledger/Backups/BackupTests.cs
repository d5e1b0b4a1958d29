using System.IO.Compression;
using System.Text;
using Connector.Abstractions;
using Connector.Core.Ledger.Backups;
using Connector.Core.Stock;
using Connector.Testing;
using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Time.Testing;

namespace Connector.Core.Tests.Ledger.Backups;

/// <summary>A backup brings everything back or changes nothing, whatever is wrong with it and whenever the process is killed.</summary>
public sealed class BackupTests : IDisposable
{
    private static readonly StoreId Shop = new("shop");

    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 11, 24, 8, 0, 0, TimeSpan.Zero));
    private readonly TempFolder folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string State => Path.Combine(folder.Path, "state");

    private string File1 => Path.Combine(folder.Path, "backup.zip");

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        folder.Dispose();
    }

    [Fact]
    public async Task What_was_known_comes_back_and_what_was_there_is_moved_aside()
    {
        await FillAsync("A", "hook");
        using (var ledger = Open())
            Backup.Write(ledger, File1, "connector test");
        await FillAsync("B", "later");
        var aside = Run();

        aside.ShouldBe(Path.Combine(State, "before-restore-20261124-080000"));
        using var back = Open();
        Skus(back).ShouldBe(["A"]);
        back.Inbox.Waiting("main", 10).Select(entry => Encoding.UTF8.GetString(entry.Body.Span)).ShouldBe(["hook"]);
        Directory.EnumerateFiles(State).Select(Path.GetFileName).Where(name => name!.EndsWith(".db", StringComparison.Ordinal)).Order().ShouldBe(["inbox.db", "ledger.db"]);
        using var old = Core.Ledger.Ledger.Open(aside!, time);
        Skus(old).ShouldBe(["A", "B"]);
        old.Inbox.CountWaiting("main").ShouldBe(2);
        Directory.EnumerateDirectories(State).Select(Path.GetFileName).ShouldBe(["before-restore-20261124-080000"]);
    }

    [Fact]
    public async Task Nothing_that_was_read_before_the_backup_counts_as_read_now()
    {
        await FillAsync("A", "hook");
        using (var ledger = Open())
        {
            ledger.Leases.TryTake("service", out _).ShouldNotBeNull();
            Execute("INSERT INTO snapshot VALUES ('main', '2026-11-24T08:00:00.000Z', 1, 1, 0, 0, 0)");
            Execute("INSERT INTO standing VALUES ('shop', 1, '2026-11-24T08:00:00.000Z', 1, '')");
            Backup.Write(ledger, File1, "connector test");
        }

        Run();
        using var back = Open();
        back.Levels.LastSnapshot("main").ShouldBeNull();
        back.Standings.Find(Shop).ShouldBeNull();
        back.Leases.TryTake("service", out var holder).ShouldNotBeNull(holder);
    }

    [Fact]
    public async Task New_observations_are_newer_than_all_in_the_backup_also_if_the_inbox_counted_less()
    {
        await FillAsync("A", "hook");
        long last;
        using (var ledger = Open())
        {
            last = ledger.Observe().Sequence;
            ledger.Levels.Store("main", [new Level { Offer = 9, Sku = "Z", Quantity = 1, Reserve = 0, Observation = ledger.Observe() }]);
            Backup.Write(ledger, File1, "connector test");
        }

        Run();
        using var back = Open();
        back.Observe().Sequence.ShouldBeGreaterThan(last + 1);
    }

    [Fact]
    public async Task A_backup_while_others_write_is_whole()
    {
        await FillAsync("A", "hook");
        using var ledger = Open();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var writing = Task.Run(() =>
        {
            for (var offer = 100; !stop.IsCancellationRequested; offer++)
                ledger.Levels.Store("main", [.. Enumerable.Range(0, 50).Select(i => new Level { Offer = (offer * 50) + i, Sku = $"{offer}", Quantity = 1, Reserve = 0, Observation = ledger.Observe() })]);
        }, Token);
        for (var i = 0; i < 5; i++)
            Backup.Write(ledger, Path.Combine(folder.Path, $"{i}.zip"), "connector test");
        await stop.CancelAsync();
        await writing;
        ledger.Dispose();
        for (var i = 0; i < 5; i++)
        {
            Restoration.Run(State, Path.Combine(folder.Path, $"{i}.zip"), time);
            time.Advance(TimeSpan.FromSeconds(1));
            using var back = Open();
            back.CheckIntegrity().ShouldBeNull();
            back.Levels.Read("main").GroupBy(level => level.Sku).ShouldAllBe(group => group.Key == "A" || group.Count() == 50);
        }
    }

    [Theory]
    [InlineData("no zip")]
    [InlineData("no manifest")]
    [InlineData("manifest no JSON")]
    [InlineData("cut")]
    [InlineData("other bytes")]
    [InlineData("file missing")]
    [InlineData("newer format")]
    [InlineData("newer ledger")]
    [InlineData("no database")]
    [InlineData("not there")]
    public async Task A_backup_that_is_not_right_changes_nothing(string fault)
    {
        await FillAsync("A", "hook");
        using (var ledger = Open())
            Backup.Write(ledger, File1, "connector test");
        Spoil(fault);
        var before = Content();
        var failure = Should.Throw<BackupException>(Run);
        failure.Message.ShouldContain(File1);
        Content().ShouldBe(before);
        using var still = Open();
        Skus(still).ShouldBe(["A"]);
    }

    [Fact]
    public async Task Names_in_a_backup_lead_nowhere()
    {
        await FillAsync("A", "hook");
        using (var ledger = Open())
            Backup.Write(ledger, File1, "connector test");
        using (var zip = ZipFile.Open(File1, ZipArchiveMode.Update))
        {
            using var writer = new StreamWriter(zip.CreateEntry("../outside.txt").Open());
            await writer.WriteAsync("x");
        }

        Run();
        File.Exists(Path.Combine(folder.Path, "outside.txt")).ShouldBeFalse();
    }

    [Fact]
    public async Task Neither_a_file_nor_a_state_in_use_is_replaced()
    {
        await FillAsync("A", "hook");
        using (var ledger = Open())
        {
            Backup.Write(ledger, File1, "connector test");
            var bytes = await File.ReadAllBytesAsync(File1, Token);
            Should.Throw<BackupException>(() => Backup.Write(ledger, File1, "connector test")).Message.ShouldContain("is there already");
            (await File.ReadAllBytesAsync(File1, Token)).ShouldBe(bytes);
            if (!OperatingSystem.IsWindows())
                File.GetUnixFileMode(File1).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
            using var second = Open();
            Should.Throw<BackupException>(Run).Message.ShouldContain("Stop the service");
        }

        Run().ShouldNotBeNull();
    }

    [Fact]
    public async Task A_process_killed_between_any_two_steps_is_made_up_for_by_the_next_that_opens_the_folder()
    {
        await FillAsync("A", "hook");
        using (var ledger = Open())
            Backup.Write(ledger, File1, "connector test");
        await FillAsync("B", "later");
        SqliteConnection.ClearAllPools();
        // As a crash leaves it: with what SQLite keeps beside a database.
        await File.WriteAllTextAsync(Path.Combine(State, "ledger.db-wal"), "", Token);
        var template = Path.Combine(folder.Path, "template");
        Copy(State, template);
        Run();
        var done = Path.Combine(folder.Path, "done");
        Copy(State, done);
        string[] moves = ["ledger.db-wal", "ledger.db", "+ledger.db", "inbox.db", "+inbox.db"];
        for (var killed = 0; killed <= moves.Length; killed++)
        {
            Directory.Delete(State, recursive: true);
            Copy(template, State);
            // The first steps by hand, the rest by whoever opens the folder.
            var staging = Directory.CreateDirectory(Path.Combine(State, "restore-new")).FullName;
            File.Copy(Path.Combine(done, "ledger.db"), Path.Combine(staging, "ledger.db"));
            File.Copy(Path.Combine(done, "inbox.db"), Path.Combine(staging, "inbox.db"));
            await File.WriteAllTextAsync(Path.Combine(staging, "ready"), "before-restore-x", Token);
            var aside = Path.Combine(State, "before-restore-x");
            foreach (var move in moves.Take(killed))
            {
                Directory.CreateDirectory(aside);
                if (move[0] == '+')
                    File.Move(Path.Combine(staging, move[1..]), Path.Combine(State, move[1..]));
                else
                    File.Move(Path.Combine(State, move), Path.Combine(aside, move));
            }

            using (var ledger = Open())
                Skus(ledger).ShouldBe(["A"], $"killed after {killed} steps");
            using (var old = Core.Ledger.Ledger.Open(aside, time))
                Skus(old).ShouldBe(["A", "B"]);
            Directory.Exists(staging).ShouldBeFalse();
            SqliteConnection.ClearAllPools();
        }
    }

    [Fact]
    public async Task A_process_killed_while_it_unpacked_has_changed_nothing()
    {
        await FillAsync("A", "hook");
        var staging = Directory.CreateDirectory(Path.Combine(State, "restore-new")).FullName;
        await File.WriteAllTextAsync(Path.Combine(staging, "ledger.db"), "half", Token);
        using (var ledger = Open())
        {
            Skus(ledger).ShouldBe(["A"]);
            Backup.Write(ledger, File1, "connector test");
        }

        Run();
        Directory.Exists(staging).ShouldBeFalse();
    }

    [Fact]
    public async Task A_disk_without_room_takes_no_backup_and_leaves_nothing_behind()
    {
        await FillAsync("A", "hook");
        using var disk = SmallDisk.Mount(kilobytes: 64);
        using (var ledger = Open())
        {
            var target = Path.Combine(disk.Path, "backup.zip");
            ledger.Levels.Store("main", [.. Enumerable.Range(100, 3000).Select(i => new Level { Offer = i, Sku = $"{Guid.NewGuid()}", Quantity = i, Reserve = 0, Observation = ledger.Observe() })]);
            Should.Throw<BackupException>(() => Backup.Write(ledger, target, "connector test")).Message.ShouldContain("have room");
            Directory.EnumerateFileSystemEntries(disk.Path).ShouldBeEmpty();
            Backup.Write(ledger, File1, "connector test");
        }

        var state = Path.Combine(disk.Path, "state");
        Should.Throw<BackupException>(() => Restoration.Run(state, File1, time)).Message.ShouldContain("has room");
        Directory.EnumerateFiles(state).Select(Path.GetFileName).ShouldBe(["in-use.lock"]);
        Directory.EnumerateDirectories(state).ShouldBeEmpty();
    }

    private string? Run() => Restoration.Run(State, File1, time);

    private Core.Ledger.Ledger Open() => Core.Ledger.Ledger.Open(State, time);

    private async Task FillAsync(string sku, string hook)
    {
        using var ledger = Open();
        ledger.Levels.Store("main", [new Level { Offer = sku[0], Sku = sku, Quantity = 1, Reserve = 0, Observation = ledger.Observe() }]);
        await ledger.Inbox.AppendAsync("main", Encoding.UTF8.GetBytes(hook), Token);
    }

    private static List<string?> Skus(Core.Ledger.Ledger ledger) => [.. ledger.Levels.Read("main").Select(level => level.Sku).Order()];

    private void Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(State, "ledger.db")}");
        connection.Execute(sql);
    }

    private List<(string Name, string Hash)> Content()
    {
        SqliteConnection.ClearAllPools();
        return [.. Directory.EnumerateFiles(State, "*", SearchOption.AllDirectories).Order().Select(file => (file, Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(file)))))];
    }

    private void Spoil(string fault)
    {
        if (fault == "no zip")
            File.WriteAllText(File1, "not a zip");
        else if (fault == "cut")
            File.WriteAllBytes(File1, File.ReadAllBytes(File1)[..^200]);
        else if (fault == "not there")
            File.Delete(File1);
        else
            Rewrite(fault);
    }

    private void Rewrite(string fault)
    {
        using var zip = ZipFile.Open(File1, ZipArchiveMode.Update);
        void Put(string name, byte[] content)
        {
            zip.GetEntry(name)?.Delete();
            using var stream = zip.CreateEntry(name).Open();
            stream.Write(content);
        }

        byte[] Get(string name)
        {
            using var stream = zip.GetEntry(name)!.Open();
            var copy = new MemoryStream();
            stream.CopyTo(copy);
            return copy.ToArray();
        }

        var manifest = Encoding.UTF8.GetString(Get("manifest.json"));
        switch (fault)
        {
            case "no manifest":
                zip.GetEntry("manifest.json")!.Delete();
                break;
            case "manifest no JSON":
                Put("manifest.json", "{"u8.ToArray());
                break;
            case "other bytes":
                var bytes = Get("ledger.db");
                bytes[^1] ^= 1;
                Put("ledger.db", bytes);
                break;
            case "file missing":
                zip.GetEntry("inbox.db")!.Delete();
                break;
            case "newer format":
                Put("manifest.json", Encoding.UTF8.GetBytes(manifest.Replace("\"format\": 1", "\"format\": 2")));
                break;
            case "newer ledger":
                Put("manifest.json", Encoding.UTF8.GetBytes(manifest.Replace("\"version\": ", "\"version\": 9")));
                break;
            default:
                // Right by its hash, and no database all the same.
                var hash = System.Text.Json.Nodes.JsonNode.Parse(manifest)!;
                hash["files"]!["ledger.db"]!["bytes"] = 4;
                hash["files"]!["ledger.db"]!["sha256"] = Convert.ToHexString(System.Security.Cryptography.SHA256.HashData("none"u8));
                Put("manifest.json", Encoding.UTF8.GetBytes(hash.ToJsonString()));
                Put("ledger.db", "none"u8.ToArray());
                break;
        }
    }

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }
}
