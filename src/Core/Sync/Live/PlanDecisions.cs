using System.Globalization;
using Connector.Abstractions;
using Connector.Core.Ledger;
using Connector.Core.Planning;

namespace Connector.Core.Sync.Live;

/// <summary>
/// Decides what becomes of each planned change while the service runs: what flows, what the guard holds, what waits for another
/// look, and what is left alone because the store, a person or the connector itself said so about this very number.
/// </summary>
internal sealed class PlanDecisions(StoreDefinition store, Ledger.Ledger ledger, TimeProvider time)
{
    /// <summary>A listing that was put back so often within <see cref="ContestWindow"/> is left alone.</summary>
    public const int RepairsUntilContested = 3;

    /// <summary>In which repairs are counted.</summary>
    public static readonly TimeSpan ContestWindow = TimeSpan.FromHours(24);

    // Changes may come in drips, each of them harmless. Setting to zero is counted for longer: a shop sells a little of much in
    // ten minutes, and never a third of all it has within the hour.
    private static readonly TimeSpan ZeroedWindow = TimeSpan.FromHours(1);
    private static readonly TimeSpan LoweredWindow = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan HoldLivesFor = TimeSpan.FromHours(72);

    /// <summary>Decides, and stores the decisions with the store's standing.</summary>
    /// <param name="standing">How far the store is with this plan.</param>
    /// <param name="run">The run, or 0.</param>
    /// <param name="changes">The plan.</param>
    /// <param name="considered">The listings that it is about; <see langword="null"/> for all of the store.</param>
    /// <param name="findings">Takes what a person should know.</param>
    /// <returns>The guard's verdict.</returns>
    public GuardVerdict Take(Standing standing, long run, IReadOnlyList<PlannedChange> changes, IReadOnlyCollection<ListingRef>? considered, List<Finding> findings)
    {
        var isWhole = considered is null;
        var known = ledger.Desired.Newest(store.Id, changes.Select(change => change.Ref));
        var decisions = new List<Decision>(changes.Count);
        foreach (var change in changes)
        {
            if (Decide(change, known.GetValueOrDefault(change.Ref), isWhole, findings) is { } decision)
                decisions.Add(decision);
        }

        var hold = CurrentHold();
        var candidates = decisions.Where(decision => decision is { State: DesiredState.Pending, IsKept: false } && decision.Change.Lowers).ToList();
        var verdict = Judge(candidates, standing.InStock, isWhole);
        var passes = !verdict.IsHeld || hold?.Covers(Count(candidates, standing.InStock)) == true;
        if (!passes)
            HoldBack(decisions, verdict, known);
        ledger.Desired.StoreDecisions(standing, run, decisions, considered);
        var isNew = decisions.Exists(decision => decision.State == DesiredState.Held && known.GetValueOrDefault(decision.Change.Ref)?.State != DesiredState.Held);
        UpdateHold(hold, run, verdict, passes, isWhole, isNew);
        return verdict;
    }

    // What nobody has decided on for so long stands no longer.
    private Hold? CurrentHold()
    {
        var hold = ledger.Holds.Current(store.Id);
        if (hold is null || hold.CreatedAt >= time.GetUtcNow() - HoldLivesFor)
            return hold;
        ledger.Holds.Expire(store.Id);
        return null;
    }

    private Decision? Decide(PlannedChange change, DesiredNumber? known, bool isWhole, List<Finding> findings)
    {
        var pending = new Decision { Change = change, State = DesiredState.Pending };
        // Only a plan of everything, or a person, lets go what is held together.
        if (known?.State == DesiredState.Held && change.Lowers && !isWhole)
            return pending with { State = DesiredState.Held, IsKept = known.Quantity == change.After };
        if (known is null || known.Quantity != change.After)
            return pending;
        switch (known.State)
        {
            case DesiredState.Parked when known.Code == DesiredCode.Contested:
                findings.Add(new Finding(FindingKind.Drift, change.Sku, change.Ref.Value, null, known.Message!));
                return pending with { State = known.State, IsKept = true };
            case DesiredState.Parked when DesiredCode.IsDecided(known.Code) || (known.Before == change.Before && known.Sku == change.Sku):
            case DesiredState.Pending or DesiredState.Failing:
                return pending with { State = known.State, IsKept = true };
            case DesiredState.Settling when known.NextAt > time.GetUtcNow():
                return pending with { State = known.State, IsKept = true };
            case DesiredState.Settling or DesiredState.Done:
                return Drifted(change, known, findings);
            default:
                return pending;
        }
    }

    // keyCRM says what it said when this number was put there: it was changed in the store.
    private Decision? Drifted(PlannedChange change, DesiredNumber known, List<Finding> findings)
    {
        if (store.Drift.Policy == DriftPolicy.Report)
            return null;
        var now = time.GetUtcNow();
        var since = known.RepairedSince is { } first && now - first < ContestWindow ? first : now;
        var repairs = since == known.RepairedSince ? known.Repairs : 0;
        if (repairs >= RepairsUntilContested)
        {
            var message = string.Create(CultureInfo.InvariantCulture,
                $"contested: the connector put {change.After} there {repairs} times since {since:yyyy-MM-dd HH:mm} UTC, and something changed it to {change.Before?.ToString(CultureInfo.InvariantCulture) ?? "nothing"} again; it is left alone until keyCRM says another number. Look for a plug-in or a person that writes stock too");
            findings.Add(new Finding(FindingKind.Drift, change.Sku, change.Ref.Value, null, message));
            return new Decision { Change = change, State = DesiredState.Parked, Code = DesiredCode.Contested, Message = message, Repairs = repairs, RepairedSince = since };
        }

        // Below ours, it may be a sale that keyCRM has not counted yet. A lowering never waits.
        var isRaise = change.Before is null || change.After > change.Before;
        return isRaise && known.State == DesiredState.Done && store.Drift.Settle > TimeSpan.Zero
            ? new Decision { Change = change, State = DesiredState.Settling, NextAt = now + store.Drift.Settle, Repairs = repairs, RepairedSince = since }
            : new Decision { Change = change, State = DesiredState.Pending, Repairs = repairs + 1, RepairedSince = since };
    }

    private GuardVerdict Judge(List<Decision> candidates, int inStock, bool isWhole)
    {
        if (candidates.Count == 0)
            return new GuardVerdict(0, 0, inStock, null);
        var now = time.GetUtcNow();
        var recent = ledger.Journal.Losses(store.Id, now - ZeroedWindow, now - LoweredWindow);
        var zeroed = recent.Zeroed.Union(candidates.Where(decision => decision.Change.Zeroes).Select(decision => decision.Change.Ref)).Count();
        var lowered = recent.Lowered.Union(candidates.Select(decision => decision.Change.Ref)).Count();
        // What was set to zero within the hour was in stock before it.
        return Guard.Judge(zeroed, lowered, isWhole ? inStock + recent.Zeroed.Count : inStock, store.Guard);
    }

    private static GuardVerdict Count(List<Decision> candidates, int inStock) =>
        new(candidates.Count(decision => decision.Change.Zeroes), candidates.Count, inStock, null);

    // Only what is dangerous waits: a sale of something else must not wait for an approval.
    private static void HoldBack(List<Decision> decisions, GuardVerdict verdict, IReadOnlyDictionary<ListingRef, DesiredNumber> known)
    {
        for (var i = 0; i < decisions.Count; i++)
        {
            var change = decisions[i].Change;
            if (decisions[i] is { State: DesiredState.Pending, IsKept: false } && (verdict.LowersTooMany ? change.Lowers : change.Zeroes))
            {
                var isKept = known.GetValueOrDefault(change.Ref) is { State: DesiredState.Held } held && held.Quantity == change.After;
                decisions[i] = decisions[i] with { State = DesiredState.Held, IsKept = isKept };
            }
        }
    }

    private void UpdateHold(Hold? hold, long run, GuardVerdict verdict, bool passes, bool isWhole, bool isNew)
    {
        if (passes && isWhole && hold?.State == HoldState.Approved)
        {
            ledger.Holds.Close(store.Id, passed: true);
            return;
        }

        if (hold is null && passes && !isNew)
            return;
        var held = ledger.Desired.List(store.Id, DesiredState.Held);
        if (held.Count == 0)
            ledger.Holds.Close(store.Id, passed: false);
        else if (isNew || hold is null || (isWhole && !passes && hold.State == HoldState.Approved))
            ledger.Holds.Put(store.Id, run, held.Count, CountOf(held, verdict));
    }

    private static GuardVerdict CountOf(IReadOnlyList<DesiredNumber> held, GuardVerdict verdict) =>
        verdict with { Zeroed = held.Count(number => number.Before > 0 && number.Quantity <= 0), Lowered = held.Count(number => number.Before > 0 && number.Quantity < number.Before) };
}
