using System.Security.Cryptography;
using System.Text.Json;
using Connector.Abstractions;
using Connector.Core.Ledger;
using Connector.Core.Planning;
using Connector.Core.Telemetry;
using Microsoft.Extensions.Logging;

namespace Connector.Core.Sync.Live;

/// <summary>
/// Keeps one store right while the service runs, step by step. A step reads the store whole where that is due, else plans what
/// changed in keyCRM since the last step, and writes a portion of what is to be written; so a change never waits for a backlog.
/// What must last is in the ledger: a step can be cut anywhere.
/// </summary>
public sealed class StoreKeeper
{
    // More than so many changes are planned as one whole plan from the ledger.
    private const int MostChangedKeys = 5000;

    // Calls to the store in a portion, for each that may run at a time.
    private const int CallsPerPortion = 4;

    private readonly StoreDefinition store;
    private readonly StoreGateway gateway;
    private readonly Ledger.Ledger ledger;
    private readonly TimeProvider time;
    private readonly ILogger logger;
    private readonly WritePace pace;
    private readonly Planner planner;
    private readonly ChangePlan changes;
    private readonly PlanDecisions decisions;
    private readonly UnlistedSkus unlisted;
    private readonly string rules;

    // A run of another process, or of an earlier life of this one, may have been cut.
    private bool hasReadWhole;

    /// <summary>The keeper of one store; make one a store and process.</summary>
    /// <param name="store">The store.</param>
    /// <param name="adapter">Its adapter; the caller disposes it.</param>
    /// <param name="ledger">Where levels are, and everything else goes.</param>
    /// <param name="redact">Takes secrets out of what adapters say.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Names the store.</param>
    /// <exception cref="StoreException">The adapter declares limits that cannot be.</exception>
    public StoreKeeper(StoreDefinition store, IStoreAdapter adapter, Ledger.Ledger ledger, Func<string, string> redact, TimeProvider time, ILogger logger)
    {
        this.store = store;
        this.ledger = ledger;
        this.time = time;
        this.logger = logger;
        gateway = new StoreGateway(store.Id, adapter, text => StoreText.WithoutName(store.Id, redact(text)), time);
        pace = new WritePace(gateway.Capabilities);
        planner = new Planner(store.Stock, store.Match);
        changes = new ChangePlan(store, planner, ledger);
        decisions = new PlanDecisions(store, ledger, time);
        unlisted = new UnlistedSkus(time, store.Drift.Every);
        rules = Convert.ToHexString(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(new { store.Stock, store.Match, store.Account })));
    }

    /// <summary>When the next step is due by itself, UTC: an item that is tried again, a raise that is looked at again, the store's next whole reading.</summary>
    /// <exception cref="LedgerException">The ledger cannot be used.</exception>
    public DateTimeOffset NextDue()
    {
        var now = time.GetUtcNow();
        if (!hasReadWhole || unlisted.IsWaiting || ledger.Standings.Find(store.Id) is not { } standing)
            return now;
        var reading = standing.ReadAt + store.Drift.Every;
        return ledger.Desired.NextDue(store.Id) is { } item && item < reading ? item : reading;
    }

    /// <summary>Makes one step.</summary>
    /// <param name="readWhole">Whether the store is read whole even if that is not due, and everything tried that waits for another try.</param>
    /// <param name="stop">Ends the step soon: a reading at once, the writing when what is on the wire has been answered.</param>
    /// <param name="cut">Ends it at once.</param>
    /// <returns>What came of it: the changes that were sent, and the plan if the store was read whole. Failures of the store are in it, not thrown.</returns>
    /// <exception cref="LedgerException">The ledger cannot be used.</exception>
    public async Task<StoreReport> StepAsync(bool readWhole, CancellationToken stop, CancellationToken cut)
    {
        using var work = ConnectorTelemetry.Work("store step", "store", store.Id.Value);
        var began = time.GetTimestamp();
        var requests = gateway.Requests;
        StoreReport report;
        try
        {
            using var lease = await StoreLease.TakeAsync(store.Id, ledger, time, logger, stop).ConfigureAwait(false);
            report = await StepAsync(readWhole, lease, stop, cut).ConfigureAwait(false);
        }
        catch (StoreException failure)
        {
            StoreSyncLog.StoreFailed(logger, store.Id.Value, failure.Message);
            report = new StoreReport { Store = store.Id, Failure = failure.Message, FailureKind = failure.Failure };
        }

        if (report.Failure is not null)
            pace.Restart();
        return report with { Requests = gateway.Requests - requests, Duration = time.GetElapsedTime(began) };
    }

    private async Task<StoreReport> StepAsync(bool readWhole, Lease lease, CancellationToken stop, CancellationToken cut)
    {
        var standing = ledger.Standings.Find(store.Id);
        var mustRead = readWhole || !hasReadWhole || standing is null || standing.Rules != rules
            || time.GetUtcNow() - standing.ReadAt >= store.Drift.Every || ledger.Journal.HasCut(store.Id)
            || ledger.Holds.Current(store.Id)?.State == HoldState.Approved;
        if (readWhole)
            ledger.Desired.TryNow(store.Id);
        long run = 0;
        Plan? plan = null;
        GuardVerdict? verdict = null;
        if (mustRead)
        {
            run = ledger.Runs.Begin(store.Id);
            try
            {
                (plan, verdict) = await ReadWholeAsync(run, stop).ConfigureAwait(false);
            }
            catch (StoreException failure)
            {
                ledger.Runs.End(run, RunState.Failed, 0, 0, 0, failure.Message);
                throw;
            }
        }
        else
        {
            await LookAgainAsync(stop).ConfigureAwait(false);
            PlanChanges();
        }

        var report = await WriteAsync(run, lease, stop, cut).ConfigureAwait(false);
        if (report.Failure is null && report.Items.Count == 0)
            await LookUpUnlistedAsync(stop).ConfigureAwait(false);
        return report with { Plan = plan, Verdict = verdict, IsHeld = ledger.Holds.Current(store.Id)?.State == HoldState.Waiting };
    }

    private async Task<(Plan Plan, GuardVerdict Verdict)> ReadWholeAsync(long run, CancellationToken cancellationToken)
    {
        WarehouseCheck.RefuseUnknown(store, ledger);
        var index = await new StoreReading(store, gateway, ledger, time, logger, progress: null).ReadAsync(planner, cancellationToken).ConfigureAwait(false);
        if (ledger.Journal.ResolveCut(store.Id) is > 0 and var cut)
            StoreSyncLog.CutRunSettled(logger, store.Id.Value, cut);
        // Before the levels are read: what changes from now on is planned by the next step.
        var planned = ledger.Levels.LastChange();
        var findings = new List<Finding>();
        var plan = planner.Make(ledger.Levels.Read(store.Account), index, findings.Add);
        findings.AddRange(DriftFindings.Of(ledger.Desired.Drift(store.Id)));
        var standing = new Standing { Store = store.Id, Planned = planned, ReadAt = time.GetUtcNow(), InStock = plan.InStock, Rules = rules };
        var verdict = Take(standing, run, plan.Changes, considered: null, findings);
        ledger.Findings.Replace(store.Id, findings);
        ledger.Prune();
        unlisted.Clear();
        hasReadWhole = true;
        return (plan, verdict);
    }

    private void PlanChanges()
    {
        if (ledger.Standings.Find(store.Id) is not { } standing)
            return;
        var last = ledger.Levels.LastChange();
        if (last == standing.Planned)
            return;
        var keys = ledger.Levels.ChangedKeys(store.Account, standing.Planned, MostChangedKeys + 1);
        Plan(standing with { Planned = last }, keys.Count <= MostChangedKeys ? keys : null);
    }

    private void Plan(Standing standing, IReadOnlyCollection<string>? keys)
    {
        if (keys is { Count: 0 })
        {
            ledger.Desired.StoreDecisions(standing, run: 0, [], []);
            return;
        }

        WarehouseCheck.RefuseUnknown(store, ledger);
        var (planned, considered, missing) = changes.Make(keys);
        Take(standing, run: 0, planned, considered, []);
        unlisted.Add(missing);
    }

    private GuardVerdict Take(Standing standing, long run, IReadOnlyList<PlannedChange> planned, IReadOnlyCollection<ListingRef>? considered, List<Finding> findings)
    {
        var before = ledger.Holds.Current(store.Id)?.Id;
        var verdict = decisions.Take(standing, run, planned, considered, findings);
        if (ledger.Holds.Current(store.Id) is { State: HoldState.Waiting } hold && hold.Id != before)
            StoreSyncLog.PartHeld(logger, store.Id.Value, hold.Changes, hold.Reason);
        return verdict;
    }

    // A raise that has waited: only if the difference is still there it is one.
    private async Task LookAgainAsync(CancellationToken cancellationToken)
    {
        var due = ledger.Desired.DueToLook(store.Id);
        if (due.Count == 0)
            return;
        var keys = new HashSet<string>(StringComparer.Ordinal);
        foreach (var chunk in due.Chunk(gateway.Capabilities.MaxFindBatch))
        {
            var found = await gateway.FindBySkuAsync([.. chunk.Select(number => number.Sku).Distinct(StringComparer.Ordinal)], cancellationToken).ConfigureAwait(false);
            ledger.Listings.Store(store.Id, [.. found.Where(listing => listing.ShowsQuantity)]);
            var there = found.Select(listing => listing.Ref).ToHashSet();
            var gone = chunk.Select(number => number.Ref).Where(listing => !there.Contains(listing)).ToList();
            ledger.Listings.Remove(store.Id, gone);
            ledger.Desired.Remove(store.Id, gone);
            keys.UnionWith(chunk.Select(number => Matching.SkuKey.Loosest(number.Sku)).OfType<string>());
        }

        PlanAbout(keys);
    }

    // Listings that were added to the store after it was read.
    private async Task LookUpUnlistedAsync(CancellationToken cancellationToken)
    {
        if (!unlisted.IsWaiting)
            return;
        var keys = unlisted.Take(gateway.Capabilities.MaxFindBatch);
        var skus = changes.Spell(keys);
        if (skus.Count == 0)
            return;
        var found = await gateway.FindBySkuAsync(skus, cancellationToken).ConfigureAwait(false);
        if (found.Count == 0)
            return;
        ledger.Listings.Store(store.Id, found);
        PlanAbout(found.Select(listing => Matching.SkuKey.Loosest(listing.Sku)).OfType<string>().ToHashSet(StringComparer.Ordinal));
    }

    // About listings, which an alias may connect with offers of other SKUs: those keys lead there too.
    private void PlanAbout(IReadOnlyCollection<string> storeKeys)
    {
        if (ledger.Standings.Find(store.Id) is { } standing)
            Plan(standing, [.. planner.Concerning(storeKeys)]);
    }

    private async Task<StoreReport> WriteAsync(long run, Lease lease, CancellationToken stop, CancellationToken cut)
    {
        var due = ledger.Desired.Due(store.Id, gateway.Capabilities.MaxSetBatch * gateway.Capabilities.MaxConcurrency * CallsPerPortion);
        if (due.Count == 0)
        {
            if (run > 0)
                ledger.Runs.End(run, RunState.Done, 0, 0, 0, null);
            return new StoreReport { Store = store.Id };
        }

        run = run > 0 ? run : ledger.Runs.Begin(store.Id);
        var writer = new StockWriter(store, gateway, pace, ledger, lease, run, time, logger) { MaxAnswers = 1, Stop = stop };
        var writing = new StoreRun(store, gateway, ledger, writer, run);
        var report = await writing.WriteAsync(due, _ => { }, cut).ConfigureAwait(false);
        if (report.Failure is null && writer.Unanswered is { } silence)
            report = report with { Failure = silence.Message, FailureKind = silence.Failure };
        FollowGone(report.Items);
        if (report.Failure is { } failure)
            StoreSyncLog.StoreFailed(logger, store.Id.Value, failure);
        else
            ledger.Desired.BackOff(store.Id, report.Items.Where(item => item.Outcome == ItemOutcome.Failed).Select(item => item.Change.Ref));
        writing.End(report);
        StoreSyncLog.Finished(logger, store.Id.Value, report.AppliedItems, report.Items.Count);
        return report;
    }

    // A listing that was deleted, or made anew under another reference: it is looked for by its SKU.
    private void FollowGone(IReadOnlyList<ItemResult> items)
    {
        var gone = items.Where(item => item.Outcome == ItemOutcome.NotFound).ToList();
        if (gone.Count == 0)
            return;
        ledger.Listings.Remove(store.Id, gone.Select(item => item.Change.Ref));
        unlisted.Add(gone.Select(item => Matching.SkuKey.Loosest(item.Change.Sku)).OfType<string>());
    }
}
