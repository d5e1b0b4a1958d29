using System.Diagnostics;
using Connector.Abstractions;
using Connector.Core.Ledger;
using Connector.Core.Planning;
using Connector.Core.Stock;
using Connector.Testing;

namespace Connector.Core.Tests.Ledger;

public sealed class LedgerTests : IDisposable
{
    private static readonly StoreId Shop = new("shop");

    private readonly LedgerFixture fixture = new();

    private Core.Ledger.Ledger Ledger => fixture.Ledger;

    public void Dispose() => fixture.Dispose();

    private static PlannedChange Change(string reference, decimal after, Observation observation) =>
        new() { Ref = new(reference), Sku = "A", Before = 1, After = after, Reason = "why", Observation = observation };

    [Fact]
    public void Observations_grow_over_processes_and_clock_changes()
    {
        var first = Ledger.Observe();
        var second = Core.Ledger.Ledger.Open(fixture.Folder, new Microsoft.Extensions.Time.Testing.FakeTimeProvider(DateTimeOffset.UnixEpoch)).Observe();
        second.Sequence.ShouldBeGreaterThan(first.Sequence);
    }

    [Fact]
    public void A_later_plan_replaces_an_earlier_one_even_where_its_number_is_from_an_older_observation()
    {
        var older = Ledger.Observe();
        var newer = Ledger.Observe();
        Ledger.Desired.StorePlan(Shop, 1, [Change("1", 5, newer)], held: false);
        // The SKU has moved to an offer that was read earlier.
        Ledger.Desired.StorePlan(Shop, 1, [Change("1", 9, older)], held: false);
        Ledger.Desired.Newest(Shop, [new("1")])[new("1")].Quantity.ShouldBe(9);
    }

    [Fact]
    public void The_outcome_of_a_number_that_was_replaced_meanwhile_says_nothing_of_the_new_one()
    {
        var older = Ledger.Observe();
        Ledger.Desired.StorePlan(Shop, 1, [Change("1", 5, older)], held: false);
        Ledger.Desired.StorePlan(Shop, 1, [Change("1", 6, Ledger.Observe())], held: false);
        Ledger.Desired.Settle(Shop, [(new("1"), older, DesiredState.Done, null)]);
        Ledger.Desired.Count(Shop)[DesiredState.Pending].ShouldBe(1);
    }

    [Fact]
    public void What_the_newest_plan_no_longer_names_is_not_pending_any_more()
    {
        Ledger.Desired.StorePlan(Shop, 1, [Change("1", 5, Ledger.Observe()), Change("2", 5, Ledger.Observe())], held: false);
        Ledger.Desired.StorePlan(Shop, 2, [Change("2", 5, Ledger.Observe())], held: false);
        Ledger.Desired.List(Shop, DesiredState.Pending).Single().Ref.Value.ShouldBe("2");
    }

    [Fact]
    public void Drift_is_what_differs_from_what_was_put_there()
    {
        var observation = Ledger.Observe();
        Ledger.Desired.StorePlan(Shop, 1, [Change("1", 5.5m, observation), Change("2", 3, observation)], held: false);
        Ledger.Desired.Settle(Shop, [(new("1"), observation, DesiredState.Done, null), (new("2"), observation, DesiredState.Done, null)]);
        var reading = Ledger.Listings.BeginReading(Shop);
        reading.Add(new Listing { Ref = new("1"), Sku = "A", Quantity = 5.5m });
        reading.Add(new Listing { Ref = new("2"), Sku = "B", Quantity = 2 });
        reading.Finish();
        var drift = Ledger.Desired.Drift(Shop).Single();
        (drift.Ref.Value, drift.Put, drift.Found).ShouldBe(("2", 3m, 2m));
    }

    [Fact]
    public void A_reading_that_broke_off_forgets_no_listing()
    {
        var whole = Ledger.Listings.BeginReading(Shop);
        whole.Add(new Listing { Ref = new("1"), Sku = "A", Quantity = 1 });
        whole.Add(new Listing { Ref = new("2"), Sku = "B", Quantity = 1 });
        whole.Finish();
        Ledger.Listings.BeginReading(Shop).Add(new Listing { Ref = new("1"), Sku = "A", Quantity = 1 });
        Ledger.Listings.Count(Shop).ShouldBe(2);
    }

    [Fact]
    public void A_held_plan_is_decided_once()
    {
        Ledger.Holds.Decide(Shop, approve: true, "anna").ShouldBeFalse();
        Ledger.Holds.Put(Shop, 1, 30, new GuardVerdict(30, 30, 40, "too many"));
        Ledger.Holds.Current(Shop)!.State.ShouldBe(HoldState.Waiting);
        Ledger.Holds.Decide(Shop, approve: true, "anna").ShouldBeTrue();
        (Ledger.Holds.Current(Shop)!.State, Ledger.Holds.Current(Shop)!.DecidedBy).ShouldBe((HoldState.Approved, "anna"));
        Ledger.Holds.Close(Shop, passed: true);
        Ledger.Holds.Current(Shop).ShouldBeNull();
    }

    [Fact]
    public void Rejecting_parks_the_numbers_that_waited()
    {
        Ledger.Desired.StorePlan(Shop, 1, [Change("1", 0, Ledger.Observe())], held: true);
        Ledger.Holds.Put(Shop, 1, 1, new GuardVerdict(1, 1, 1, "too many"));
        Ledger.Holds.Decide(Shop, approve: false, "anna");
        var parked = Ledger.Desired.List(Shop, DesiredState.Parked).ShouldHaveSingleItem();
        (parked.Code, parked.Message).ShouldBe((DesiredCode.Rejected, "anna rejected the plan that it was part of"));
    }

    [Fact]
    public void A_change_that_was_cut_between_call_and_answer_is_told_by_what_the_store_then_held()
    {
        Ledger.Journal.Sending(Shop, 1, [Change("1", 5, Ledger.Observe()), Change("2", 7, Ledger.Observe())]);
        var reading = Ledger.Listings.BeginReading(Shop);
        reading.Add(new Listing { Ref = new("1"), Sku = "A", Quantity = 5 });
        reading.Add(new Listing { Ref = new("2"), Sku = "A", Quantity = 1 });
        reading.Finish();
        Ledger.Journal.ResolveCut(Shop).ShouldBe(2);
        Ledger.Journal.History("A", Shop, 10).Select(entry => (entry.Ref, entry.Outcome, entry.Code, entry.Current))
            .ShouldBe([("2", "failed", "cut", 1m), ("1", "applied", "confirmed_later", 5m)]);
    }

    [Fact]
    public void The_journal_is_kept_for_ninety_days()
    {
        Ledger.Journal.Sending(Shop, 1, [Change("1", 5, Ledger.Observe())]);
        fixture.Time.Advance(TimeSpan.FromDays(89));
        Ledger.Prune();
        Ledger.Journal.History("A", null, 10).Count.ShouldBe(1);
        fixture.Time.Advance(TimeSpan.FromDays(2));
        Ledger.Prune();
        Ledger.Journal.History("A", null, 10).ShouldBeEmpty();
    }

    [Fact]
    public void A_run_that_was_cut_is_known_when_the_next_begins()
    {
        Ledger.Runs.Begin(Shop);
        Ledger.Runs.Last(Shop)!.State.ShouldBe(RunState.Running);
        var second = Ledger.Runs.Begin(Shop);
        Ledger.Runs.End(second, RunState.Done, 3, 3, 0, null);
        (Ledger.Runs.Last(Shop)!.State, Ledger.Runs.Last(Shop)!.Applied).ShouldBe((RunState.Done, 3));
    }

    [Fact]
    public void Only_one_holds_a_lease_until_it_is_given_back()
    {
        using (Ledger.Leases.TryTake("store:shop", out _))
        {
            Ledger.Leases.TryTake("store:shop", out var holder).ShouldBeNull();
            holder!.ShouldContain($"{Environment.ProcessId}");
            using var other = Ledger.Leases.TryTake("store:other", out _);
            other.ShouldNotBeNull();
        }

        using var again = Ledger.Leases.TryTake("store:shop", out _);
        again.ShouldNotBeNull();
    }

    [Fact]
    public void A_lease_of_a_process_that_was_killed_is_free_at_once()
    {
        using var process = Process.Start(new ProcessStartInfo("sleep", "600"))!;
        Execute($"INSERT INTO lease (name, owner, machine, process, started, expires_at) VALUES ('store:shop', 'x', '{Environment.MachineName}', {process.Id}, "
            + $"{new DateTimeOffset(process.StartTime).ToUnixTimeSeconds()}, '2099-01-01T00:00:00.000Z')");
        Ledger.Leases.TryTake("store:shop", out _).ShouldBeNull("the process is alive");
        process.Kill();
        process.WaitForExit();
        using var lease = Ledger.Leases.TryTake("store:shop", out _);
        lease.ShouldNotBeNull();
    }

    [Fact]
    public void A_lease_of_another_machine_ends_by_time()
    {
        Execute("INSERT INTO lease (name, owner, machine, process, started, expires_at) VALUES ('store:shop', 'x', 'elsewhere', 1, 0, '2026-11-01T12:01:00.000Z')");
        Ledger.Leases.TryTake("store:shop", out _).ShouldBeNull();
        fixture.Time.Advance(TimeSpan.FromSeconds(61));
        using var lease = Ledger.Leases.TryTake("store:shop", out _);
        lease.ShouldNotBeNull();
    }

    [Fact]
    public void A_ledger_of_a_newer_connector_is_refused()
    {
        Execute("PRAGMA user_version = 9999");
        Should.Throw<LedgerException>(() => Core.Ledger.Ledger.Open(fixture.Folder, fixture.Time)).Message.ShouldContain("newer connector");
    }

    [Fact]
    public void A_damaged_ledger_is_refused_with_its_path_and_a_cure()
    {
        using var folder = new TempFolder();
        File.WriteAllText(Path.Combine(folder.Path, "ledger.db"), new string('x', 8192));
        var message = Should.Throw<LedgerException>(() => Core.Ledger.Ledger.Open(folder.Path, fixture.Time)).Message;
        message.ShouldContain("ledger.db");
        message.ShouldContain("bring back a backup");
    }

    [Fact]
    public async Task Many_writers_at_once_lose_nothing()
    {
        await Task.WhenAll(Enumerable.Range(0, 8).Select(writer => Task.Run(() =>
        {
            for (var i = 0; i < 25; i++)
                Ledger.Levels.Store("main", [new Level { Offer = (writer * 100) + i, Sku = "A", Quantity = i, Reserve = 0, Observation = Ledger.Observe() }]);
        })));
        var levels = Ledger.Levels.Read("main").ToList();
        levels.Count.ShouldBe(200);
        levels.DistinctBy(level => level.Observation.Sequence).Count().ShouldBe(200);
    }

    private void Execute(string sql)
    {
        using var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Ledger.Path}");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
