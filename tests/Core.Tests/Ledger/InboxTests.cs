using Connector.Core.Ledger;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Connector.Core.Tests.Ledger;

/// <summary>What is taken is kept, in order, as often as it came.</summary>
public sealed class InboxTests : IDisposable
{
    private readonly InboxFixture fixture = new();

    private Inbox Inbox => fixture.Inbox;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => fixture.Dispose();

    [Fact]
    public async Task What_was_appended_is_found_by_another_connection_at_once()
    {
        await fixture.AppendAsync("one");
        fixture.Stored().ShouldBe(["one"]);
    }

    [Fact]
    public async Task Equal_bodies_are_kept_as_often_as_they_came()
    {
        foreach (var body in (string[])["5", "4", "5"])
            await fixture.AppendAsync(body);
        fixture.Stored().ShouldBe(["5", "4", "5"]);
        Inbox.CountWaiting("main").ShouldBe(3);
    }

    [Fact]
    public async Task Any_bytes_come_back_as_they_are()
    {
        byte[] body = [0, 255, 10, 0, 39, 13];
        await Inbox.AppendAsync("main", body, Token);
        await Inbox.AppendAsync("main", ReadOnlyMemory<byte>.Empty, Token);
        Inbox.Waiting("main", 9).Select(entry => entry.Body.ToArray()).ShouldBe([body, []]);
    }

    [Fact]
    public async Task Accounts_and_limits_are_kept_apart_the_oldest_first()
    {
        foreach (var body in (string[])["1", "2", "3"])
            await fixture.AppendAsync(body);
        await fixture.AppendAsync("x", "other");
        Inbox.Waiting("main", 2).Select(InboxFixture.Text).ShouldBe(["1", "2"]);
        Inbox.Waiting("other", 2).Select(InboxFixture.Text).ShouldBe(["x"]);
        (Inbox.CountWaiting("main"), Inbox.CountWaiting("other"), Inbox.CountWaiting("none")).ShouldBe((3, 1, 0));
    }

    [Fact]
    public async Task What_is_done_is_gone_and_the_last_arrival_is_still_known()
    {
        Inbox.LastReceived("main").ShouldBeNull();
        await fixture.AppendAsync("1");
        fixture.Time.Advance(TimeSpan.FromMinutes(1));
        await fixture.AppendAsync("2");
        var at = fixture.Time.GetUtcNow();
        fixture.Time.Advance(TimeSpan.FromMinutes(1));
        Inbox.Done([Inbox.Waiting("main", 1)[0].Id]);
        fixture.Stored().ShouldBe(["2"]);
        Inbox.Done([.. Inbox.Waiting("main", 9).Select(entry => entry.Id)]);
        fixture.Stored().ShouldBeEmpty();
        Inbox.Open(fixture.Folder, fixture.Time).LastReceived("main").ShouldBe(at);
        Inbox.LastReceived("other").ShouldBeNull();
    }

    [Fact]
    public async Task Numbers_of_entries_are_never_used_again()
    {
        await fixture.AppendAsync("1");
        var first = Inbox.Waiting("main", 1)[0].Id;
        Inbox.Done([first]);
        await fixture.AppendAsync("2");
        Inbox.Waiting("main", 1)[0].Id.ShouldBeGreaterThan(first, "a late Done must not take another webhook away");
    }

    [Fact]
    public async Task Arrivals_stand_between_the_requests_before_and_after_them()
    {
        var before = Inbox.Observe();
        fixture.Time.Advance(TimeSpan.FromSeconds(5));
        await fixture.AppendAsync("1");
        await fixture.AppendAsync("2", "other");
        var after = Inbox.Open(fixture.Folder, fixture.Time).Observe();
        var first = Inbox.Waiting("main", 1)[0];
        var second = Inbox.Waiting("other", 1)[0];
        new[] { before.Sequence, first.Observation.Sequence, second.Observation.Sequence, after.Sequence }.ShouldBe([1L, 2, 3, 4]);
        first.ReceivedAt.ShouldBe(fixture.Time.GetUtcNow());
        first.Observation.At.ShouldBe(first.ReceivedAt);
    }

    [Fact]
    public async Task Those_who_wait_are_told_of_every_arrival_once_it_is_durable()
    {
        var told = new List<(string Account, int Waiting)>();
        Inbox.Received += account => told.Add((account, Inbox.CountWaiting(account)));
        await fixture.AppendAsync("1");
        await fixture.AppendAsync("2");
        await fixture.AppendAsync("x", "other");
        told.ShouldBe([("main", 1), ("main", 2), ("other", 1)]);
    }

    [Fact]
    public async Task Many_at_once_from_several_processes_are_all_kept_each_with_its_own_place()
    {
        var second = Inbox.Open(fixture.Folder, fixture.Time);
        var observed = Task.Run(() => Enumerable.Range(0, 50).Select(_ => Inbox.Observe().Sequence).ToList(), Token);
        await Task.WhenAll(Enumerable.Range(0, 400).Select(i => Task.Run(
            () => (i % 2 == 0 ? Inbox : second).AppendAsync("main", BitConverter.GetBytes(i), Token), Token)));
        var entries = Inbox.Waiting("main", int.MaxValue);
        entries.Select(entry => BitConverter.ToInt32(entry.Body.Span)).Order().ShouldBe(Enumerable.Range(0, 400));
        entries.Select(entry => entry.Observation.Sequence).ShouldBeInOrder();
        entries.Select(entry => entry.Observation.Sequence).Concat(await observed).Order().ShouldBe(Enumerable.Range(1, 450).Select(i => (long)i));
    }

    [Fact]
    public async Task All_that_wait_are_stored_in_one_transaction()
    {
        // The log's index goes with the last connection, and other tests close the idle ones of the whole process.
        using var keeper = new SqliteConnection($"Data Source={Inbox.Path};Pooling=false");
        keeper.Open();
        keeper.ExecuteScalar<long>("SELECT count(*) FROM entry");
        var changes = Changes();
        Task[] waiting;
        using (fixture.Lock())
            waiting = [.. Enumerable.Range(0, 100).Select(i => fixture.AppendAsync($"{i}"))];
        await Task.WhenAll(waiting);
        // The first may have begun to wait for the lock alone.
        (Changes() - changes).ShouldBeInRange(1, 2);
        fixture.Stored().ShouldBe(Enumerable.Range(0, 100).Select(i => $"{i}"));
    }

    // How often the file was written, as SQLite counts it for whoever caches pages: in the write-ahead log's index.
    private int Changes()
    {
        using var index = new FileStream(fixture.Inbox.Path + "-shm", FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        index.Position = 8;
        var counter = new byte[4];
        index.ReadExactly(counter);
        return BitConverter.ToInt32(counter);
    }
}
