using Connector.Abstractions;
using Connector.Core.Ledger;
using Connector.Core.Planning;
using Connector.Core.Stock;
using Connector.Core.Telemetry;
using Microsoft.Extensions.Logging;

namespace Connector.Core.Sync;

/// <summary>
/// Writes the changes of one pass to one store: in batches at the store's pace, each item with an outcome of its own. A batch
/// that fails as a whole is split until the bad item stands alone; failed items are sent again, always with the newest number
/// the ledger has.
/// </summary>
internal sealed class StockWriter
{
    private const int MaxAttempts = 4;

    // An answer that takes longer comes from a store that is at its limit: shops give up on their own work after 30 s.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan FirstDelay = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromMinutes(1);

    private readonly StoreDefinition store;
    private readonly StoreGateway gateway;
    private readonly Ledger.Ledger ledger;
    private readonly Lease lease;
    private readonly TimeProvider time;
    private readonly ILogger logger;
    private readonly WritePace pace;
    private readonly StoreCircuit circuit = new();
    private readonly List<WriteBatch> waiting = [];
    private readonly HashSet<ListingRef> underway = [];
    private readonly long run;
    private int throttled;
    private bool hasAnswered;
    private StoreException? silence;

    public StockWriter(
        StoreDefinition store, StoreGateway gateway, WritePace pace, Ledger.Ledger ledger, Lease lease, long run, TimeProvider time, ILogger logger)
    {
        this.store = store;
        this.gateway = gateway;
        this.ledger = ledger;
        this.lease = lease;
        this.run = run;
        this.time = time;
        this.logger = logger;
        this.pace = pace;
    }

    /// <summary>Why the store is taken for down although it was not given up: no call was answered at all.</summary>
    public StoreException? Unanswered => hasAnswered ? null : silence;

    /// <summary>Ends the writing when what is on the wire has been answered.</summary>
    public CancellationToken Stop { get; init; }

    /// <summary>How often an item is sent while the store answers that it failed; the rest is for a later pass.</summary>
    public int MaxAnswers { get; init; } = MaxAttempts;

    /// <summary>Why the store was stopped before everything was tried.</summary>
    public StoreException? Stopped { get; private set; }

    /// <summary>Sends every item until each has a result, or the store is stopped.</summary>
    /// <param name="items">What to write.</param>
    /// <param name="progress">Told how many items are settled.</param>
    /// <param name="cancellationToken">Ends the writing early; what was sent stays sent.</param>
    public async Task WriteAsync(IReadOnlyList<WriteItem> items, Action<int> progress, CancellationToken cancellationToken)
    {
        waiting.AddRange(WriteOrder.Pack(items, gateway.Capabilities.MaxSetBatch));

        var running = new List<Task<Sent>>();
        try
        {
            await DrainAsync(running, progress, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            // Cancelled, or the ledger failed: no call of this pass may outlive it and write after a later one.
            await ((Task)Task.WhenAll(running)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        foreach (var item in items.Where(item => item.Result is null))
            Fail(item, new StoreError { Code = "store.stopped", Message = Stopped?.Message ?? "the store was stopped" });
    }

    private async Task DrainAsync(
        List<Task<Sent>> running, Action<int> progress, CancellationToken cancellationToken)
    {
        var settled = 0;
        while (waiting.Count + running.Count > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (running.Count == 0)
                Stop.ThrowIfCancellationRequested();
            while (Stopped is null && !Stop.IsCancellationRequested && running.Count < pace.Concurrency && TakeReady() is { } batch)
                running.Add(SendAsync(batch, cancellationToken));
            if (running.Count == 0)
            {
                if (Stopped is not null)
                    break;
                using var either = CancellationTokenSource.CreateLinkedTokenSource(Stop, cancellationToken);
                await WaitForNextAsync(either.Token).ConfigureAwait(false);
                continue;
            }

            var finished = await Task.WhenAny(running).ConfigureAwait(false);
            running.Remove(finished);
            var (sent, failure, wasSlow) = await finished.ConfigureAwait(false);
            underway.ExceptWith(sent.Items.Select(WriteOrder.Family));
            if (failure is null)
                AfterAnswer(sent, wasSlow);
            else
                AfterFailure(sent, failure);
            settled += sent.Items.Count(item => item.Result is not null);
            progress(settled);
        }
    }

    private async Task<Sent> SendAsync(WriteBatch batch, CancellationToken cancellationToken)
    {
        // A process that was held up for longer than a lease lives may have been overtaken: what it planned is old then.
        if (!lease.Renew())
            return new Sent(batch, new StoreException(StoreFailure.Misconfigured, $"Another process has taken over the writing to store {store.Id}, because this one was held up for too long; the other one goes on."), WasSlow: false);
        Refresh(batch);
        var entries = ledger.Journal.Sending(store.Id, run, batch.Items.Select(item => item.Change).ToList());
        foreach (var (item, entry) in batch.Items.Zip(entries))
        {
            item.Attempts++;
            item.Entry = entry;
        }

        var began = time.GetTimestamp();
        try
        {
            var outcomes = await gateway.SetStockAsync(batch.Items.Select(item => item.ToStockChange()).ToList(), cancellationToken).ConfigureAwait(false);
            Note(batch, entries, outcomes);
            return new Sent(batch, null, time.GetElapsedTime(began) > Patience);
        }
        catch (StoreException failure)
        {
            var error = ErrorOf(failure);
            ConnectorTelemetry.StoreNumbers(store.Id.Value, OutcomeWords.Of(ItemOutcome.Failed), entries.Count);
            ledger.Journal.Answered(entries.Select(entry => (entry, "failed", (decimal?)null, (StoreError?)error)));
            ledger.Desired.Settle(store.Id, batch.Items.Select(item => (item.Change.Ref, item.Change.Observation, DesiredState.Failing, (StoreError?)error)));
            return new Sent(batch, failure, WasSlow: false);
        }
    }

    // Law 2: whatever is sent, is sent with the newest number that is known at that moment.
    private void Refresh(WriteBatch batch)
    {
        var newest = ledger.Desired.Newest(store.Id, batch.Items.Select(item => item.Change.Ref));
        foreach (var item in batch.Items)
        {
            if (newest.TryGetValue(item.Change.Ref, out var desired) && desired.Observation.Sequence > item.Change.Observation.Sequence)
                item.Change = item.Change with { After = desired.Quantity, Reason = desired.Reason, Observation = desired.Observation };
        }
    }

    private void Note(WriteBatch batch, IReadOnlyList<long> entries, IReadOnlyList<StockOutcome> outcomes)
    {
        var answers = new List<(long, string, decimal?, StoreError?)>(entries.Count);
        var states = new List<(ListingRef, Observation, DesiredState, StoreError?)>(entries.Count);
        var numbers = new List<(ListingRef, decimal)>(entries.Count);
        for (var i = 0; i < outcomes.Count; i++)
        {
            var item = batch.Items[i];
            item.Result = Judge(item.Change, outcomes[i]);
            answers.Add((entries[i], OutcomeWords.Of(item.Result.Outcome), item.Result.Current, item.Result.Error));
            states.Add((item.Change.Ref, item.Change.Observation, StateOf(item.Result.Outcome), item.Result.Error));
            // What the store said yes to is believed until it is read back; what it said it holds instead, as well.
            if (item.Result.Outcome is ItemOutcome.Applied or ItemOutcome.Unchanged or ItemOutcome.Accepted)
                numbers.Add((item.Change.Ref, item.Change.After));
            else if (item.Result.Current is { } held)
                numbers.Add((item.Change.Ref, held));
        }

        foreach (var (outcome, count) in answers.CountBy(answer => answer.Item2))
            ConnectorTelemetry.StoreNumbers(store.Id.Value, outcome, count);
        ledger.Journal.Answered(answers);
        ledger.Desired.Settle(store.Id, states);
        ledger.Listings.Confirm(store.Id, numbers);
    }

    private static ItemResult Judge(PlannedChange change, StockOutcome outcome) => outcome.Status switch
    {
        StockStatus.Applied or StockStatus.Unchanged when outcome.Current is { } current && current != change.After =>
            new ItemResult(change, ItemOutcome.Failed, current, new StoreError
            {
                Code = "store.holds_other",
                Message = $"the store was given {change.After} and says it holds {current}; a plug-in or trigger of the shop may have changed it",
            }),
        StockStatus.Applied => new ItemResult(change, ItemOutcome.Applied, outcome.Current, outcome.Error),
        StockStatus.Unchanged => new ItemResult(change, ItemOutcome.Unchanged, outcome.Current, outcome.Error),
        StockStatus.Accepted => new ItemResult(change, ItemOutcome.Accepted, outcome.Current),
        StockStatus.Gone => new ItemResult(change, ItemOutcome.NotFound, null, outcome.Error ?? new StoreError { Code = "store.gone", Message = "the listing is not in the store any more" }),
        StockStatus.NotTracked => new ItemResult(change, ItemOutcome.NotTracked, outcome.Current, outcome.Error),
        StockStatus.Rejected => new ItemResult(change, ItemOutcome.Rejected, outcome.Current, outcome.Error ?? Silent),
        _ => new ItemResult(change, ItemOutcome.Failed, outcome.Current, outcome.Error ?? Silent),
    };

    private static StoreError Silent => new() { Code = "store.no_reason", Message = "the store gave no reason" };

    private static DesiredState StateOf(ItemOutcome outcome) => outcome switch
    {
        ItemOutcome.Applied or ItemOutcome.Accepted or ItemOutcome.Unchanged => DesiredState.Done,
        ItemOutcome.Failed => DesiredState.Failing,
        ItemOutcome.NotFound => DesiredState.Gone,
        _ => DesiredState.Parked,
    };

    private void AfterAnswer(WriteBatch batch, bool wasSlow)
    {
        if (wasSlow)
            pace.Slower();
        else
            pace.Faster();
        circuit.Succeeded();
        throttled = 0;
        hasAnswered = true;
        var again = batch.Items.Where(item => item.Result?.Outcome == ItemOutcome.Failed && item.Attempts < MaxAnswers).ToList();
        foreach (var item in again)
            item.Result = null;
        if (again.Count > 0)
            waiting.Add(new WriteBatch(again, NotBefore: After(Delay(again.Max(item => item.Attempts)))));
    }

    private void AfterFailure(WriteBatch batch, StoreException failure)
    {
        // What cannot be understood may be one item's fault; silence is the store's.
        if (failure.Failure is StoreFailure.Unreachable or StoreFailure.Throttled)
            silence = failure;
        StoreSyncLog.BatchFailed(logger, store.Id.Value, batch.Items.Count, failure.Failure, failure.Message);
        switch (failure.Failure)
        {
            case StoreFailure.Unauthorized or StoreFailure.Misconfigured:
                Stopped = failure;
                return;
            case StoreFailure.Throttled when ++throttled < MaxAttempts * 2:
                pace.Slower();
                var pause = failure.RetryAfter is { Ticks: > 0 } asked ? TimeSpan.FromTicks(Math.Min(asked.Ticks, LongestDelay.Ticks)) : Delay(throttled);
                Postpone(pause);
                waiting.Add(batch with { NotBefore = After(pause) });
                return;
            case StoreFailure.Throttled:
                Stopped = failure;
                return;
            default:
                pace.Slower();
                // An item that fails alone once more says nothing new about the store; the first time it does, also as what is
                // left of a batch, does.
                if (batch.Items.Count > 1 || batch.Failures <= 1)
                    circuit.Failed();
                if (circuit.IsOpen)
                    Stopped = failure;
                Again(batch, failure);
                return;
        }
    }

    private void Again(WriteBatch batch, StoreException failure)
    {
        // Cut connections and time-outs are tried whole once more before the batch itself is suspected.
        var suspect = failure.Failure == StoreFailure.Protocol || batch.Failures > 0;
        if (batch.Items.Count > 1 && suspect)
        {
            var half = batch.Items.Count / 2;
            waiting.Add(new WriteBatch(batch.Items.Take(half).ToList(), Failures: 1));
            waiting.Add(new WriteBatch(batch.Items.Skip(half).ToList(), Failures: 1));
        }
        else if (batch.Items.Count > 1 || batch.Failures + 1 < MaxAttempts)
        {
            waiting.Add(new WriteBatch(batch.Items, batch.Failures + 1, After(Delay(batch.Failures + 1))));
        }
        else
        {
            Fail(batch.Items[0], ErrorOf(failure));
        }
    }

    private static void Fail(WriteItem item, StoreError error) => item.Result = new ItemResult(item.Change, ItemOutcome.Failed, null, error);

    private static StoreError ErrorOf(StoreException failure) => new()
    {
        Code = failure.Failure switch
        {
            StoreFailure.Throttled => "store.throttled",
            StoreFailure.Unauthorized => "store.unauthorized",
            StoreFailure.Misconfigured => "store.misconfigured",
            StoreFailure.Protocol => "store.protocol",
            _ => "store.unreachable",
        },
        Message = failure.Message,
    };

    private WriteBatch? TakeReady()
    {
        var now = time.GetTimestamp();
        var position = waiting.FindIndex(batch => batch.NotBefore <= now && !batch.Items.Any(item => underway.Contains(WriteOrder.Family(item))));
        if (position < 0)
            return null;
        var ready = waiting[position];
        waiting.RemoveAt(position);
        if (ready.Items.Count > pace.BatchSize)
        {
            var first = WriteOrder.Pack(ready.Items, pace.BatchSize).First();
            // What is left stays one batch: by its turn the store may take more again.
            waiting.Insert(position, ready with { Items = [.. ready.Items.Except(first.Items)] });
            ready = ready with { Items = first.Items };
        }

        underway.UnionWith(ready.Items.Select(WriteOrder.Family));
        return ready;
    }

    private Task WaitForNextAsync(CancellationToken cancellationToken)
    {
        var due = waiting.Min(batch => batch.NotBefore) - time.GetTimestamp();
        return Task.Delay(TimeSpan.FromSeconds(Math.Max(0, due) / (double)time.TimestampFrequency) + TimeSpan.FromMilliseconds(1), time, cancellationToken);
    }

    private void Postpone(TimeSpan pause)
    {
        for (var i = 0; i < waiting.Count; i++)
            waiting[i] = waiting[i] with { NotBefore = Math.Max(waiting[i].NotBefore, After(pause)) };
    }

    private long After(TimeSpan delay) => time.GetTimestamp() + (long)(delay.TotalSeconds * time.TimestampFrequency);

    private static TimeSpan Delay(int attempt)
    {
        var full = Math.Min(LongestDelay.TotalSeconds, FirstDelay.TotalSeconds * Math.Pow(2, attempt - 1));
        return TimeSpan.FromSeconds(full * (0.5 + (Jitter.Next() / 2)));
    }

    /// <param name="Batch">What was sent.</param>
    /// <param name="Failure">Why the call as a whole failed, if it did.</param>
    /// <param name="WasSlow">Whether the store took long to answer.</param>
    private readonly record struct Sent(WriteBatch Batch, StoreException? Failure, bool WasSlow);
}
