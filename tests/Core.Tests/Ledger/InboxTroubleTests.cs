using Connector.Core.Ledger;
using Connector.Core.Stock;
using Connector.Testing;

namespace Connector.Core.Tests.Ledger;

/// <summary>Full and read-only disks, damage, too much at once: nothing that was acknowledged is lost, nothing that was refused is kept.</summary>
public sealed class InboxTroubleTests : IDisposable
{
    private readonly InboxFixture fixture = new();

    private Inbox Inbox => fixture.Inbox;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => fixture.Dispose();

    [Fact]
    public async Task A_full_disk_refuses_and_keeps_what_was_taken_and_goes_on_when_there_is_room()
    {
        Inbox.MostPages = 40;
        var taken = new List<string>();
        LedgerException? refusal = null;
        for (var i = 0; i < 100 && refusal is null; i++)
        {
            var body = new string((char)('a' + (i % 26)), 8000);
            refusal = await Refusal(fixture.AppendAsync(body));
            if (refusal is null)
                taken.Add(body);
        }

        refusal.ShouldNotBeNull().Message.ShouldContain("the disk is full");
        refusal.Message.ShouldContain(Inbox.Path);
        taken.Count.ShouldBeGreaterThan(3);
        fixture.Stored().ShouldBe(taken);

        Inbox.MostPages = 100_000;
        await fixture.AppendAsync("again");
        fixture.Stored().ShouldBe([.. taken, "again"]);
    }

    [Fact]
    public async Task A_read_only_file_refuses_and_keeps_what_was_taken()
    {
        await fixture.AppendAsync("taken");
        fixture.MakeReadOnly();
        (await Refusal(fixture.AppendAsync("refused"))).ShouldNotBeNull().Message.ShouldContain("read-only");
        Should.Throw<LedgerException>(() => Inbox.Observe()).Message.ShouldContain("inbox.db");
        fixture.MakeWritable();
        fixture.Stored().ShouldBe(["taken"]);
        await fixture.AppendAsync("again");
        fixture.Stored().ShouldBe(["taken", "again"]);
    }

    [Fact]
    public async Task More_than_the_bound_is_refused_while_it_waits_and_the_rest_is_stored()
    {
        var body = new byte[16 * 1024 * 1024];
        Task[] waiting;
        using (fixture.Lock())
        {
            waiting = [.. Enumerable.Range(0, 4).Select(_ => Inbox.AppendAsync("main", body, Token))];
            (await Refusal(fixture.AppendAsync("one more"))).ShouldNotBeNull().Message.ShouldContain("64 MB of webhooks wait");
        }

        await Task.WhenAll(waiting);
        Inbox.CountWaiting("main").ShouldBe(4);
        await fixture.AppendAsync("later");
        Inbox.CountWaiting("main").ShouldBe(5);
    }

    [Fact]
    public async Task A_caller_that_goes_away_in_time_leaves_nothing()
    {
        using var patience = new CancellationTokenSource();
        Task first, second;
        using (fixture.Lock())
        {
            first = fixture.AppendAsync("first");
            await WaitForWriterAsync();
            second = Inbox.AppendAsync("main", "second"u8.ToArray(), patience.Token);
            await patience.CancelAsync();
            await Should.ThrowAsync<OperationCanceledException>(() => second);
        }

        await first;
        await fixture.AppendAsync("third");
        fixture.Stored().ShouldBe(["first", "third"]);
    }

    [Fact]
    public async Task A_caller_that_goes_away_too_late_is_stored_and_told_so()
    {
        using var patience = new CancellationTokenSource();
        Task appending;
        using (fixture.Lock())
        {
            appending = Inbox.AppendAsync("main", "one"u8.ToArray(), patience.Token);
            await WaitForWriterAsync();
            await patience.CancelAsync();
            appending.IsCompleted.ShouldBeFalse("its memory is being written");
        }

        await appending;
        fixture.Stored().ShouldBe(["one"]);
    }

    [Fact]
    public async Task A_caller_that_was_gone_before_is_not_stored()
    {
        await Should.ThrowAsync<OperationCanceledException>(() => Inbox.AppendAsync("main", "one"u8.ToArray(), new CancellationToken(canceled: true)));
        fixture.Stored().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_handler_that_fails_stops_no_intake()
    {
        void Fail(string account) => throw new InvalidOperationException(account);
        Inbox.Received += Fail;
        await Should.ThrowAsync<InvalidOperationException>(() => fixture.AppendAsync("one"));
        Inbox.Received -= Fail;
        await fixture.AppendAsync("two");
        fixture.Stored().ShouldBe(["one", "two"]);
    }

    [Fact]
    public void Damage_is_told_with_place_and_cure()
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder.PathOf("inbox.db"), new string('x', 5000));
        var message = Should.Throw<LedgerException>(() => Inbox.Open(folder.Path, fixture.Time)).Message;
        message.ShouldContain(folder.PathOf("inbox.db"));
        message.ShouldContain("damaged");
        var file = folder.PathOf("file");
        File.WriteAllText(file, "");
        Should.Throw<LedgerException>(() => Inbox.Open(Path.Combine(file, "state"), fixture.Time)).Message.ShouldContain("is writable");
    }

    [Fact]
    public async Task An_arrival_and_an_observation_wait_for_nothing_that_is_written_to_the_ledger()
    {
        var ledger = Core.Ledger.Ledger.Open(fixture.Folder, fixture.Time);
        using var connection = ledger.Connect();
        using var transaction = connection.BeginTransaction(deferred: false);
        await ledger.Inbox.AppendAsync("main", "one"u8.ToArray(), Token);
        ledger.Observe().Sequence.ShouldBe(2);
        fixture.Stored().ShouldBe(["one"]);
    }

    [Theory]
    [InlineData("UPDATE observation SET last = 70")]
    [InlineData("INSERT INTO level (account, offer, observation, observed_at) VALUES ('main', 1, 70, 'x')")]
    [InlineData("INSERT INTO listing (store, ref, sku, tracked, reading) VALUES ('shop', '1', 'A', 1, 70)")]
    [InlineData("INSERT INTO desired (store, ref, sku, quantity, reason, observation, observed_at, state, changed_at, run) VALUES ('shop', '1', 'A', 1, 'r', 70, 'x', 'done', 'x', 1)")]
    public void An_inbox_behind_its_ledger_catches_up_when_they_are_opened(string sql)
    {
        var ledger = Core.Ledger.Ledger.Open(fixture.Folder, fixture.Time);
        ledger.Observe().Sequence.ShouldBe(1);
        using (var connection = ledger.Connect())
        using (var command = connection.CreateCommand())
        {
            command.CommandText = sql;
            command.ExecuteNonQuery();
        }

        Core.Ledger.Ledger.Open(fixture.Folder, fixture.Time).Observe().ShouldBe(new Observation(71, fixture.Time.GetUtcNow()));
        Core.Ledger.Ledger.Open(fixture.Folder, fixture.Time).Observe().Sequence.ShouldBe(72, "it never goes back");
    }

    private static async Task<LedgerException?> Refusal(Task appending)
    {
        try
        {
            await appending;
            return null;
        }
        catch (LedgerException exception)
        {
            return exception;
        }
    }

    private async Task WaitForWriterAsync()
    {
        while (!Inbox.IsWaitingForTheFile)
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, Token);
    }
}
