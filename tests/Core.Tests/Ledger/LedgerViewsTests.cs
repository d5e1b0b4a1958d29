using Connector.Abstractions;
using Connector.Core.Ledger;
using Connector.Core.Ledger.Views;
using Connector.Core.Planning;

namespace Connector.Core.Tests.Ledger;

/// <summary>What a person searches and pages through, and the part of a plan that a person rejects.</summary>
public sealed class LedgerViewsTests : IDisposable
{
    private static readonly StoreId Shop = new("shop");

    private readonly LedgerFixture fixture = new();

    private Core.Ledger.Ledger Ledger => fixture.Ledger;

    public void Dispose() => fixture.Dispose();

    [Fact]
    public void Listings_are_found_by_part_of_SKU_or_name_in_capitals_or_not_and_paged_by_SKU()
    {
        Read(Enumerable.Range(1, 120).Select(i => Listing($"{i}", $"Ї-{i:000}", i, i % 2 == 0 ? "Чашка синя" : null)));
        Skus(ListingFilter.All, "ї-01").ShouldBe(["Ї-010", "Ї-011", "Ї-012", "Ї-013", "Ї-014", "Ї-015", "Ї-016", "Ї-017", "Ї-018", "Ї-019"]);
        Ledger.Views.Listings(Shop, ListingFilter.All, "ЧАШКА", 1, 50).Rows.Count.ShouldBe(50);
        var last = Ledger.Views.Listings(Shop, ListingFilter.All, "чашка", 2, 50);
        (last.Rows.Count, last.HasMore, last.Number).ShouldBe((10, false, 2));
        Ledger.Views.Listings(Shop, ListingFilter.All, "", 3, 50).Rows.Select(row => row.Listing.Sku).ShouldBe(Enumerable.Range(101, 20).Select(i => $"Ї-{i:000}"));
        Skus(ListingFilter.All, "%").ShouldBeEmpty();
        Ledger.Views.Listings(new StoreId("other"), ListingFilter.All, "", 1, 50).Rows.ShouldBeEmpty();
    }

    [Fact]
    public void Filters_show_what_they_are_called()
    {
        Read([Listing("1", "PENDING", 5), Listing("2", "PARKED", 5), Listing("3", "CONTESTED", 5), Listing("4", "ZERO", 0), Listing("5", "TWICE", 5), Listing("6", "TWICE", 5), Listing("7", "LONELY", 5)]);
        Decide(("1", "PENDING", DesiredState.Pending, null), ("2", "PARKED", DesiredState.Parked, "bad"), ("3", "CONTESTED", DesiredState.Parked, DesiredCode.Contested));
        Ledger.Findings.Replace(Shop, [new Finding(FindingKind.Duplicate, "TWICE", "5", null, "x"), new Finding(FindingKind.OnlyInStore, "LONELY", "7", null, "x")]);
        Skus(ListingFilter.Pending).ShouldBe(["PENDING"]);
        Skus(ListingFilter.Failing).ShouldBe(["CONTESTED", "PARKED"]);
        Skus(ListingFilter.Contested).ShouldBe(["CONTESTED"]);
        Skus(ListingFilter.Zero).ShouldBe(["ZERO"]);
        Skus(ListingFilter.Ambiguous).ShouldBe(["TWICE", "TWICE"]);
        Skus(ListingFilter.Unmatched).ShouldBe(["LONELY"]);
    }

    [Fact]
    public void The_worst_of_a_held_plan_comes_first_and_a_part_of_it_can_be_rejected()
    {
        Read([Listing("1", "A", 5), Listing("2", "B", 100), Listing("3", "C", 9)]);
        Decide(("1", "A", DesiredState.Held, null, 5, 4), ("2", "B", DesiredState.Held, null, 100, 3), ("3", "C", DesiredState.Held, null, 9, 0));
        Ledger.Holds.Put(Shop, 1, 3, new GuardVerdict(1, 3, 3, "too much"));
        Ledger.Views.Held(Shop, 1, 10).Rows.Select(row => row.Listing.Sku).ShouldBe(["C", "B", "A"]);

        Ledger.Holds.RejectPart(Shop, [new("3"), new("unknown")], "anna").ShouldBe(1);
        Ledger.Views.Held(Shop, 1, 10).Rows.Select(row => row.Listing.Sku).ShouldBe(["B", "A"]);
        Ledger.Desired.List(Shop, DesiredState.Parked).ShouldHaveSingleItem().Code.ShouldBe(DesiredCode.Rejected);
        Ledger.Holds.Current(Shop).ShouldNotBeNull().Changes.ShouldBe(2);
        Ledger.Holds.RejectPart(Shop, [new("1"), new("2")], "anna").ShouldBe(2);
        Ledger.Holds.Current(Shop).ShouldBeNull("nothing of it is left");
        Ledger.Holds.RejectPart(Shop, [new("1")], "anna").ShouldBe(0);
    }

    [Fact]
    public void Runs_that_did_nothing_are_left_out_and_hours_count_what_was_taken()
    {
        Ledger.Runs.End(Ledger.Runs.Begin(Shop), RunState.Done, 0, 0, 0, null);
        var run = Ledger.Runs.Begin(Shop);
        var entries = Ledger.Journal.Sending(Shop, run, [Change("1", "A", 5, 4), Change("2", "B", 5, 4)]);
        Ledger.Journal.Answered([(entries[0], "applied", 4, null), (entries[1], "failed", null, null)]);
        Ledger.Runs.End(run, RunState.Failed, 2, 1, 1, "x");
        Ledger.Views.Runs(Shop, 1, 10).Rows.ShouldHaveSingleItem().Id.ShouldBe(run);
        Ledger.Views.Runs(null, 1, 10).Rows.Count.ShouldBe(1);
        Ledger.Views.Entries(run, 1, 1).ShouldSatisfyAllConditions(page => page.Rows.ShouldHaveSingleItem().Sku.ShouldBe("A"), page => page.HasMore.ShouldBeTrue());
        var hour = Ledger.Views.Hours(fixture.Time.GetUtcNow().AddHours(-1)).ShouldHaveSingleItem();
        (hour.Store, hour.Applied, hour.Failed, hour.Hour).ShouldBe(("shop", 1, 1, new DateTimeOffset(2026, 11, 1, 12, 0, 0, TimeSpan.Zero)));
    }

    [Fact]
    public void A_watch_notices_what_others_write()
    {
        using var watch = Ledger.Watch();
        watch.HasChanged().ShouldBeFalse();
        Read([Listing("1", "A", 1)]);
        watch.HasChanged().ShouldBeTrue();
        watch.HasChanged().ShouldBeFalse();
    }

    private List<string> Skus(ListingFilter filter, string text = "") => [.. Ledger.Views.Listings(Shop, filter, text, 1, 50).Rows.Select(row => row.Listing.Sku)];

    private static Listing Listing(string reference, string sku, decimal quantity, string? name = null) => new() { Ref = new(reference), Sku = sku, Quantity = quantity, Name = name };

    private void Read(IEnumerable<Listing> listings)
    {
        var reading = Ledger.Listings.BeginReading(Shop);
        foreach (var listing in listings)
            reading.Add(listing);
        reading.Finish();
    }

    private void Decide(params (string Ref, string Sku, DesiredState State, string? Code)[] numbers) =>
        Decide([.. numbers.Select(number => (number.Ref, number.Sku, number.State, number.Code, 5, 4))]);

    private void Decide(params (string Ref, string Sku, DesiredState State, string? Code, int Before, int After)[] numbers) => Ledger.Desired.StoreDecisions(
        new Standing { Store = Shop, Planned = 1, ReadAt = fixture.Time.GetUtcNow(), InStock = 1, Rules = "" }, 1,
        [.. numbers.Select(number => new Decision { Change = Change(number.Ref, number.Sku, number.Before, number.After), State = number.State, Code = number.Code, Message = number.Code })],
        considered: null);

    private PlannedChange Change(string reference, string sku, int before, int after) => new()
    {
        Ref = new(reference),
        Sku = sku,
        Before = before,
        After = after,
        Reason = "because",
        Observation = Ledger.Observe(),
    };
}
