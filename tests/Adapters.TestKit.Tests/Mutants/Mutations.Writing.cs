using Connector.Abstractions;
using Connector.Adapters.TestKit.Tests.Memory;
using Suite = Connector.Adapters.TestKit.StoreAdapterConformance;

namespace Connector.Adapters.TestKit.Tests.Mutants;

internal static partial class Mutations
{
    private static Mutation[] Writing() =>
    [
        new("answers backwards", nameof(Suite.Every_change_has_its_outcome_in_the_order_given), (s, c) => new MutantAdapter(s, c) { AllAnswered = all => [.. all.Reverse()] }),
        new("answers one too few", nameof(Suite.Every_change_has_its_outcome_in_the_order_given), (s, c) => new MutantAdapter(s, c) { AllAnswered = all => [.. all.SkipLast(1)] }),
        new("says applied and writes nothing", nameof(Suite.Every_change_has_its_outcome_in_the_order_given),
            (s, c) => new MutantAdapter(s, c) { SetOne = (change, _) => Say(change, StockStatus.Applied, change.Quantity) }),
        new("writes the whole shop", nameof(Suite.Every_change_has_its_outcome_in_the_order_given), (s, c) => new MutantAdapter(s, c) { SetOne = (change, _) => Everywhere(s, change) }),
        new("says a wrong number", nameof(Suite.What_is_said_to_be_held_is_held), (s, c) => new MutantAdapter(s, c) { Answered = outcome => outcome with { Current = outcome.Current + 1 } }),
        new("declares to confirm and does not", nameof(Suite.A_declared_confirmation_is_given), (s, c) => new MutantAdapter(s, c) { Answered = outcome => outcome with { Status = StockStatus.Accepted } }),
        new("refuses what is there already", nameof(Suite.Setting_twice_does_no_harm),
            (s, c) => new MutantAdapter(s, c) { SetOne = (change, row) => row?.Quantity == change.Quantity ? Say(change, StockStatus.Rejected) : null }),
        new("adds up", nameof(Suite.Setting_twice_does_no_harm), (s, c) => new MutantAdapter(s, c) { SetOne = Adds }),
        new("writes the parent too", nameof(Suite.A_variants_number_does_not_reach_its_parent), (s, c) => new MutantAdapter(s, c) { SetOne = (change, row) => Also(s.Row(row?.Parent ?? 0), change) }),
        new("writes the sibling too", nameof(Suite.A_variants_number_does_not_reach_its_parent), (s, c) => new MutantAdapter(s, c) { SetOne = (change, row) => Also(row?.Parent is null ? null : s.Row(3), change) }),
        new("loses variants beside plain ones", nameof(Suite.Variants_and_plain_listings_are_set_together),
            (s, c) => new MutantAdapter(s, c) { SetOne = (change, row) => row?.Parent is not null && row.Id == 3 ? Say(change, StockStatus.Applied, change.Quantity) : null }),
        new("renames", nameof(Suite.Nothing_but_the_stock_number_is_changed), (s, c) => new MutantAdapter(s, c) { SetOne = (_, row) => Do(() => row?.Name = "Other") }),
        new("makes a row", nameof(Suite.Nothing_but_the_stock_number_is_changed), (s, c) => new MutantAdapter(s, c) { SetOne = (_, _) => Do(() => s.Add(New(99, "KIT-NEW"))) }),
        new("deletes what is sold out", nameof(Suite.Nothing_but_the_stock_number_is_changed), (s, c) => new MutantAdapter(s, c) { SetOne = (_, _) => Do(() => s.Delete(1)) }),
        new("calls the deleted failed", nameof(Suite.A_deleted_listing_is_Gone), (s, c) => new MutantAdapter(s, c) { SetOne = (change, row) => row is null ? Say(change, StockStatus.Failed) : null }),
        new("says gone without a reason", nameof(Suite.A_deleted_listing_is_Gone), (s, c) => new MutantAdapter(s, c) { Answered = outcome => outcome with { Error = null } }),
        new("brings the deleted back", nameof(Suite.A_deleted_listing_is_Gone),
            (s, c) => new MutantAdapter(s, c) { SetOne = (change, row) => row is null ? Do(() => s.Add(New(1, change.Sku))) : null }),
        new("does not compare SKUs", nameof(Suite.A_reference_with_another_SKU_is_Gone), (s, c) => new MutantAdapter(s, c) { SetOne = Blindly }),
        new("throws for one", nameof(Suite.One_bad_change_spoils_no_other),
            (s, c) => new MutantAdapter(s, c) { SetOne = (change, row) => row is null ? throw new StoreException(StoreFailure.Protocol, $"{change.Sku} is not there.") : null }),
        new("stops at the first bad one", nameof(Suite.One_bad_change_spoils_no_other), (s, c) => new MutantAdapter(s, c) { AllAnswered = StopAtBad }),
        new("switches stock keeping on", nameof(Suite.An_untracked_listing_is_NotTracked_and_left_alone), (s, c) => new MutantAdapter(s, c) { SetOne = (_, row) => Do(() => row?.TracksStock = true) }),
        new("writes the untracked all the same", nameof(Suite.An_untracked_listing_is_NotTracked_and_left_alone), (s, c) => new MutantAdapter(s, c) { SetOne = Also }),
        new("takes zero for nothing", nameof(Suite.Zero_is_written_as_zero), (s, c) => new MutantAdapter(s, c) { SetOne = (change, _) => change.Quantity == 0 ? Say(change, StockStatus.Applied, 0) : null }),
        new("reads zero as nothing", nameof(Suite.Zero_is_written_as_zero), (s, c) => new MutantAdapter(s, c) { Found = all => all.Select(l => l.Quantity == 0 ? l with { Quantity = null } : l) }),
        new("rounds", nameof(Suite.A_fraction_is_kept_or_refused), (s, c) => new MutantAdapter(s, c) { SetOne = (change, row) => As(change, row, decimal.Floor(change.Quantity)) }),
        new("clips at zero", nameof(Suite.A_number_below_zero_is_kept_or_refused), (s, c) => new MutantAdapter(s, c) { SetOne = (change, row) => As(change, row, Math.Max(0, change.Quantity)) }),
        new("clips at 32 bits", nameof(Suite.A_very_large_number_is_kept_or_refused), (s, c) => new MutantAdapter(s, c) { SetOne = (change, row) => As(change, row, Math.Min(int.MaxValue, change.Quantity)) }),
        new("clips and says rejected", nameof(Suite.A_very_large_number_is_kept_or_refused),
            (s, c) => new MutantAdapter(s, c) { SetOne = (change, row) => change.Quantity > 1_000_000 ? As(change, row, 1_000_000) with { Status = StockStatus.Rejected, Error = new StoreError { Code = "mutant.no", Message = "No." }, Current = null } : null }),
        new("says failed for a number it never takes", nameof(Suite.A_very_large_number_is_kept_or_refused), (s, c) => new MutantAdapter(s, c) { Answered = outcome => outcome.Status is StockStatus.Rejected ? outcome with { Status = StockStatus.Failed } : outcome }),
    ];

    private static StockOutcome? Do(Action action)
    {
        action();
        return null;
    }

    private static StockOutcome? Also(StockChange change, MemoryRow? row) => Also(row, change);

    private static StockOutcome? Also(MemoryRow? row, StockChange change) => Do(() => row?.Quantity = change.Quantity);

    private static StockOutcome? Everywhere(MemoryShop shop, StockChange change)
    {
        foreach (MemoryRow row in shop.Rows().Where(row => row.Quantity < 60))
            row.Quantity = change.Quantity;
        return null;
    }

    private static StockOutcome? Adds(StockChange change, MemoryRow? row) => row is null ? null : As(change, row, row.Quantity + change.Quantity);

    private static StockOutcome? Blindly(StockChange change, MemoryRow? row) => row is null ? null : As(change, row, change.Quantity);

    private static StockOutcome As(StockChange change, MemoryRow? row, decimal quantity)
    {
        row?.Quantity = quantity;
        return Say(change, StockStatus.Applied, change.Quantity);
    }

    private static IReadOnlyList<StockOutcome> StopAtBad(IReadOnlyList<StockOutcome> outcomes)
    {
        StockOutcome[] good = [.. outcomes.TakeWhile(outcome => outcome.Status is StockStatus.Applied)];
        return [.. good, .. outcomes.Skip(good.Length).Select(outcome => outcome with { Status = StockStatus.Failed, Error = new StoreError { Code = "mutant.stopped", Message = "Not tried." } })];
    }

    private static MemoryRow New(int id, string sku) => new() { Id = id, Sku = sku, Quantity = 0, TracksStock = true, Parent = null };
}
