using Connector.Abstractions;
using Connector.Core.Ledger;
using Connector.Core.Planning;
using Connector.Core.Stock;
using Connector.Testing;
using CsCheck;

namespace Connector.Core.Tests.Ledger;

/// <summary>The ledger as a file: exact numbers, several processes, damage.</summary>
public sealed class LedgerFileTests : IDisposable
{
    private static readonly StoreId Shop = new("shop");

    private readonly LedgerFixture fixture = new();

    public void Dispose() => fixture.Dispose();

    [Fact]
    public void Every_decimal_comes_back_and_equal_ones_are_equal_in_SQL()
    {
        var offer = 0L;
        Gen.Select(Gen.Int, Gen.Int, Gen.Int[0, 28]).Sample((low, high, scale) =>
        {
            offer++;
            var number = new decimal(low, high, 0, low < high, (byte)scale);
            var observation = fixture.Ledger.Observe();
            fixture.Ledger.Levels.Store("main", [new Level { Offer = offer, Sku = $"{offer}", Quantity = number, Reserve = -number, Observation = observation }]);
            var read = fixture.Ledger.Levels.FindBySku("main", $"{offer}").Single();
            (read.Quantity, read.Reserve).ShouldBe((number, -number));
            // The same number with another count of zeros behind the point, as a shop's column might give it.
            fixture.Ledger.Desired.StorePlan(Shop, offer, [Change(number, observation)], held: false);
            fixture.Ledger.Desired.Settle(Shop, [(new("1"), observation, DesiredState.Done, null)]);
            var reading = fixture.Ledger.Listings.BeginReading(Shop);
            reading.Add(new Listing { Ref = new("1"), Sku = "A", Quantity = scale < 20 ? number * 1.0000m : number });
            reading.Finish();
            fixture.Ledger.Desired.Drift(Shop).ShouldBeEmpty();
        }, iter: 60, threads: 1);
    }

    [Fact]
    public void A_cut_change_with_decimals_is_known_again()
    {
        fixture.Ledger.Journal.Sending(Shop, 1, [Change(5.5m, fixture.Ledger.Observe())]);
        var reading = fixture.Ledger.Listings.BeginReading(Shop);
        reading.Add(new Listing { Ref = new("1"), Sku = "A", Quantity = 5.5000m });
        reading.Finish();
        fixture.Ledger.Journal.ResolveCut(Shop).ShouldBe(1);
        fixture.Ledger.Journal.History("A", Shop, 1).Single().Outcome.ShouldBe("applied");
    }

    [Fact]
    public async Task Many_processes_may_make_the_ledger_at_the_same_moment()
    {
        using var folder = new TempFolder();
        var ledgers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Core.Ledger.Ledger.Open(folder.Path, fixture.Time))));
        ledgers.Select(ledger => ledger.Observe().Sequence).ShouldBe(Enumerable.Range(1, 8).Select(i => (long)i));
    }

    [Fact]
    public void A_folder_that_cannot_be_made_or_written_is_named_with_a_cure()
    {
        using var folder = new TempFolder();
        var file = Path.Combine(folder.Path, "file");
        File.WriteAllText(file, "");
        Should.Throw<LedgerException>(() => Core.Ledger.Ledger.Open(Path.Combine(file, "state"), fixture.Time)).Message.ShouldContain("is writable");
        Directory.CreateDirectory(Path.Combine(folder.Path, "ledger.db"));
        var message = Should.Throw<LedgerException>(() => Core.Ledger.Ledger.Open(folder.Path, fixture.Time)).Message;
        message.ShouldContain("ledger.db");
        message.ShouldContain("not writable");
    }

    // Damage that is met only while the ledger is used; every way into it says the same.
    [Fact]
    public void Damage_met_later_is_told_with_its_path_and_a_cure()
    {
        Damage("DROP TABLE level; DROP TABLE listing; DROP TABLE desired; DROP TABLE hold; DROP TABLE run; DROP TABLE journal; DROP TABLE finding; DROP TABLE request; DROP TABLE warehouse; DROP TABLE snapshot; DROP TABLE observation");
        var ledger = fixture.Ledger;
        foreach (var use in (Action[])
            [
                () => _ = ledger.Levels.Read("main").ToList(),
                () => ledger.Levels.FindBySku("main", "A"),
                () => ledger.Levels.MissingOnce("main"),
                () => ledger.Levels.Warehouses("main"),
                () => ledger.Levels.LastSnapshot("main"),
                () => ledger.Listings.Count(Shop),
                () => ledger.Listings.FindBySku(Shop, "A"),
                () => ledger.Desired.Count(Shop),
                () => ledger.Desired.Drift(Shop),
                () => ledger.Desired.List(Shop, DesiredState.Pending),
                () => ledger.Desired.Newest(Shop, [new ListingRef("1")]),
                () => ledger.Holds.Current(Shop),
                () => ledger.Runs.Last(Shop),
                () => ledger.Journal.History("A", null, 1),
                () => ledger.Findings.List(Shop, FindingKind.Drift),
                () => ledger.Requests.Recent("main"),
                () => ledger.Runs.Begin(Shop),
            ])
        {
            Should.Throw<LedgerException>(use).Message.ShouldContain("ledger.db");
        }
    }

    [Fact]
    public void Findings_are_those_of_the_latest_pass()
    {
        fixture.Ledger.Findings.Replace(Shop, [new Finding(FindingKind.Duplicate, "A", "1", 7, "old")]);
        fixture.Ledger.Findings.Replace(new StoreId("other"), [new Finding(FindingKind.Drift, "Z", null, null, "other")]);
        fixture.Ledger.Findings.Replace(Shop, [new Finding(FindingKind.Drift, null, "2", null, "new"), new Finding(FindingKind.OnlyInCrm, "B", null, 8, "x")]);
        fixture.Ledger.Findings.List(Shop, FindingKind.Drift, FindingKind.Duplicate).ShouldBe([new Finding(FindingKind.Drift, null, "2", null, "new")]);
    }

    [Fact]
    public void Requests_of_the_last_minute_are_known_with_their_ages()
    {
        fixture.Ledger.Requests.Add("main");
        fixture.Time.Advance(TimeSpan.FromSeconds(40));
        fixture.Ledger.Requests.Add("main");
        fixture.Ledger.Requests.Add("other");
        fixture.Time.Advance(TimeSpan.FromSeconds(19));
        fixture.Ledger.Requests.Recent("main").ShouldBe([TimeSpan.FromSeconds(59), TimeSpan.FromSeconds(19)], ignoreOrder: true);
        fixture.Time.Advance(TimeSpan.FromSeconds(1));
        fixture.Ledger.Requests.Recent("main").ShouldBe([TimeSpan.FromSeconds(20)]);
    }

    [Fact]
    public void A_lease_is_renewed_until_it_is_given_back_or_lost()
    {
        using var lease = fixture.Ledger.Leases.TryTake("store:shop", out _)!;
        fixture.Time.Advance(TimeSpan.FromMinutes(10));
        fixture.Ledger.Leases.TryTake("store:shop", out _).ShouldBeNull("it renews itself");
        lease.Renew().ShouldBeTrue();
        Damage("UPDATE lease SET owner = 'another'");
        lease.Renew().ShouldBeFalse();
        lease.Dispose();
        fixture.Ledger.Leases.TryTake("store:shop", out _).ShouldBeNull("the lease of another is not given back");
    }

    private static PlannedChange Change(decimal after, Observation observation) =>
        new() { Ref = new("1"), Sku = "A", Before = null, After = after, Reason = "why", Observation = observation };

    private void Damage(string sql)
    {
        using var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={fixture.Ledger.Path}");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
