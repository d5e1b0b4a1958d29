using Connector.Abstractions;
using Connector.Core.Ledger;
using Connector.Core.Planning;
using Microsoft.Extensions.Logging;

namespace Connector.Core.Sync;

/// <summary>
/// One store's work: read, plan, guard, write, confirm. It owns nothing but what it reads from and writes to the ledger; it
/// can be killed anywhere and started elsewhere. Only one pass at a time runs over a store, in any process.
/// </summary>
public sealed class StoreSync
{
    private readonly StoreDefinition store;
    private readonly StoreGateway gateway;
    private readonly Ledger.Ledger ledger;
    private readonly TimeProvider time;
    private readonly ILogger logger;
    private readonly IProgress<StoreProgress>? progress;

    /// <summary>A pass over one store.</summary>
    /// <param name="store">The store.</param>
    /// <param name="adapter">Its adapter; the caller disposes it.</param>
    /// <param name="ledger">Where levels are, and everything else goes.</param>
    /// <param name="redact">Takes secrets out of what adapters say.</param>
    /// <param name="time">The clock of back-off and time-outs.</param>
    /// <param name="logger">Names the store.</param>
    /// <param name="progress">Told how far the pass has come.</param>
    /// <exception cref="StoreException">The adapter declares limits that cannot be.</exception>
    public StoreSync(
        StoreDefinition store, IStoreAdapter adapter, Ledger.Ledger ledger, Func<string, string> redact, TimeProvider time, ILogger logger,
        IProgress<StoreProgress>? progress)
    {
        this.store = store;
        this.ledger = ledger;
        this.time = time;
        this.logger = logger;
        this.progress = progress;
        gateway = new StoreGateway(store.Id, adapter, text => StoreText.WithoutName(store.Id, redact(text)), time);
    }

    /// <summary>Makes one pass.</summary>
    /// <param name="mode">How far it goes.</param>
    /// <param name="cancellationToken">Ends the pass early; the next one converges.</param>
    /// <returns>What came of it. Failures of the store are in it, not thrown.</returns>
    /// <exception cref="LedgerException">The ledger cannot be used.</exception>
    public async Task<StoreReport> RunAsync(SyncMode mode, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        StoreReport report;
        try
        {
            using var lease = await StoreLease.TakeAsync(store.Id, ledger, time, logger, cancellationToken).ConfigureAwait(false);
            report = mode == SyncMode.Plan
                ? await PlanAsync(cancellationToken).ConfigureAwait(false)
                : await ApplyAsync(mode, lease, cancellationToken).ConfigureAwait(false);
        }
        catch (StoreException failure)
        {
            report = Failed(failure);
        }

        progress?.Report(new StoreProgress(store.Id, StorePhase.Finished, report.Items.Count, report.Items.Count));
        return report with { Requests = gateway.Requests, Duration = time.GetElapsedTime(began) };
    }

    private async Task<StoreReport> PlanAsync(CancellationToken cancellationToken)
    {
        var (plan, findings) = await ReadAndPlanAsync(cancellationToken).ConfigureAwait(false);
        ledger.Findings.Replace(store.Id, findings);
        var verdict = Guard.Judge(plan, store.Guard);
        return new StoreReport
        {
            Store = store.Id,
            Plan = plan,
            Verdict = verdict,
            IsHeld = verdict.IsHeld,
            Items = plan.Changes.Select(change => new ItemResult(change, ItemOutcome.Planned)).ToList(),
        };
    }

    private async Task<StoreReport> ApplyAsync(SyncMode mode, Lease lease, CancellationToken cancellationToken)
    {
        var run = ledger.Runs.Begin(store.Id);
        try
        {
            var (plan, findings) = await ReadAndPlanAsync(cancellationToken).ConfigureAwait(false);
            if (ledger.Journal.ResolveCut(store.Id) is > 0 and var cut)
                StoreSyncLog.CutRunSettled(logger, store.Id.Value, cut);
            ledger.Findings.Replace(store.Id, findings);

            var verdict = Guard.Judge(plan, store.Guard);
            var hold = ledger.Holds.Current(store.Id);
            var isHeld = verdict.IsHeld && mode != SyncMode.ApplyHeld && hold?.Covers(verdict) != true;
            ledger.Desired.StorePlan(store.Id, run, plan.Changes, isHeld);
            if (isHeld)
                return Hold(run, plan, verdict);
            if (verdict.IsHeld && hold?.State != HoldState.Approved)
                LetPass(run, plan, verdict);

            var writer = new StockWriter(store, gateway, new WritePace(gateway.Capabilities), ledger, lease, run, time, logger);
            var writing = new StoreRun(store, gateway, ledger, writer, run);
            var report = await WriteAsync(writing, plan, verdict, cancellationToken).ConfigureAwait(false);
            // An approval stands until the store has been through: nobody is asked twice because the store was down in between.
            if (report.Failure is null)
                ledger.Holds.Close(store.Id, passed: true);
            End(writing, report);
            return report;
        }
        catch (StoreException failure)
        {
            ledger.Runs.End(run, RunState.Failed, 0, 0, 0, failure.Message);
            throw;
        }
    }

    private StoreReport Hold(long run, Plan plan, GuardVerdict verdict)
    {
        ledger.Holds.Put(store.Id, run, plan.Changes.Count, verdict);
        ledger.Runs.End(run, RunState.Held, plan.Changes.Count, 0, 0, verdict.HeldBecause);
        StoreSyncLog.Held(logger, store.Id.Value, verdict.HeldBecause!);
        return new StoreReport
        {
            Store = store.Id,
            Plan = plan,
            Verdict = verdict,
            IsHeld = true,
            Items = plan.Changes.Select(change => new ItemResult(change, ItemOutcome.Held)).ToList(),
        };
    }

    // Said beforehand, and noted like any other approval.
    private void LetPass(long run, Plan plan, GuardVerdict verdict)
    {
        ledger.Holds.Put(store.Id, run, plan.Changes.Count, verdict);
        ledger.Holds.Decide(store.Id, approve: true, "--yes");
    }

    private async Task<StoreReport> WriteAsync(StoreRun run, Plan plan, GuardVerdict verdict, CancellationToken cancellationToken)
    {
        void Report(int settled) => progress?.Report(new StoreProgress(store.Id, StorePhase.Writing, settled, plan.Changes.Count));
        Report(0);
        var report = await run.WriteAsync(plan.Changes, Report, cancellationToken).ConfigureAwait(false);
        if (report.Failure is { } failure)
            StoreSyncLog.StoreFailed(logger, store.Id.Value, failure);
        return report with { Plan = plan, Verdict = verdict };
    }

    private void End(StoreRun run, StoreReport report)
    {
        run.End(report);
        ledger.Prune();
        StoreSyncLog.Finished(logger, store.Id.Value, report.AppliedItems, report.Items.Count);
    }

    private async Task<(Plan Plan, List<Finding> Findings)> ReadAndPlanAsync(CancellationToken cancellationToken)
    {
        WarehouseCheck.RefuseUnknown(store, ledger);
        var planner = new Planner(store.Stock, store.Match);
        var index = await new StoreReading(store, gateway, ledger, time, logger, progress).ReadAsync(planner, cancellationToken).ConfigureAwait(false);
        progress?.Report(new StoreProgress(store.Id, StorePhase.Planning, index.Count, index.Count));
        var findings = new List<Finding>();
        var plan = planner.Make(ledger.Levels.Read(store.Account), index, findings.Add);
        return (WithoutReportedDrift(plan, findings), findings);
    }

    // What differs although keyCRM says what it said when the number was put there, was changed in the store.
    private Plan WithoutReportedDrift(Plan plan, List<Finding> findings)
    {
        var drifts = ledger.Desired.Drift(store.Id).ToDictionary(drift => drift.Ref);
        findings.AddRange(DriftFindings.Of(drifts.Values));
        return store.Drift.Policy == DriftPolicy.Repair || drifts.Count == 0
            ? plan
            : plan with { Changes = plan.Changes.Where(change => !(drifts.TryGetValue(change.Ref, out var drift) && drift.Put == change.After)).ToList() };
    }

    private StoreReport Failed(StoreException failure)
    {
        StoreSyncLog.StoreFailed(logger, store.Id.Value, failure.Message);
        return new StoreReport { Store = store.Id, Failure = failure.Message, FailureKind = failure.Failure };
    }
}
