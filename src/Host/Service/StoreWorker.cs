using Connector.Abstractions;
using Connector.Core.Sync;
using Connector.Core.Sync.Live;
using Connector.Host.Runtime;

namespace Connector.Host.Service;

/// <summary>
/// Keeps one store right: a step whenever something changed, and whenever something is due. A store that is down is tried again
/// later and later; one that refuses the credentials is left alone until a person says so. Knows no other store.
/// </summary>
internal sealed class StoreWorker(ServiceContext service, OpenStore store, Func<bool> isAccountRead)
{
    private static readonly TimeSpan[] Pauses =
        [TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(10)];

    private readonly Signal wish = new();
    private readonly Signal resume = new();
    private volatile bool mustReadWhole;
    private int failures;

    /// <summary>The store.</summary>
    public OpenStore Store => store;

    /// <summary>Why the store is not kept right now; <see langword="null"/> while it is.</summary>
    public string? Trouble =>
        Failure is { } failure ? $"{store.Configuration.Id}: {StoreText.WithoutName(store.Configuration.Id, failure)}"
        : IsHeld ? $"{store.Configuration.Id}: changes wait for a person: connector approve {store.Configuration.Id}, or connector reject {store.Configuration.Id}."
        : null;

    /// <summary>Why the last step failed; <see langword="null"/> if it did not.</summary>
    public string? Failure { get; private set; }

    /// <summary>Since when every step fails, UTC; <see langword="null"/> while they do not.</summary>
    public DateTimeOffset? DownSince { get; private set; }

    /// <summary>Whether the store is left alone until a person says so.</summary>
    public bool IsStopped { get; private set; }

    /// <summary>Whether a plan of the store waits for a person.</summary>
    public bool IsHeld { get; private set; }

    /// <summary>When the last step was made, UTC.</summary>
    public DateTimeOffset? LastStepAt { get; private set; }

    /// <summary>Says that something may have changed.</summary>
    public void Wake() => wish.Set();

    /// <summary>Asks for a reading of the whole store, at once even if it is down or was left alone.</summary>
    public void ReadWhole()
    {
        mustReadWhole = true;
        failures = 0;
        resume.Set();
        wish.Set();
    }

    /// <summary>Works until it is stopped.</summary>
    /// <param name="stop">Stops it when what is on the wire has been answered.</param>
    /// <param name="cut">Does not wait for that.</param>
    public async Task RunAsync(CancellationToken stop, CancellationToken cut)
    {
        if (store.Adapter is not { } adapter)
        {
            Failure = store.Failure;
            DownSince = service.Time.GetUtcNow();
            IsStopped = true;
            ServiceLog.StoreUnusable(service.Logger, store.Configuration.Id.Value, store.Failure!);
            return;
        }

        await Unending.RunAsync(
            token => KeepAsync(adapter, token, cut),
            (problem, pause) =>
            {
                Failed(service.Redactor.Redact(problem));
                ServiceLog.StoreFailed(service.Logger, store.Configuration.Id.Value, service.Redactor.Redact(problem), (int)pause.TotalSeconds);
            },
            service.Time, stop).ConfigureAwait(false);
    }

    private async Task KeepAsync(IStoreAdapter adapter, CancellationToken stop, CancellationToken cut)
    {
        var keeper = new StoreKeeper(
            store.Definition, adapter, service.Ledger, service.Redactor.Redact, service.Time, service.Loggers.CreateLogger($"Connector.Store.{store.Configuration.Id}"));
        while (true)
        {
            await WaitAsync(keeper, stop).ConfigureAwait(false);
            // What was read long ago is not put into a store that has been selling since.
            if (!isAccountRead())
                continue;
            var whole = mustReadWhole;
            mustReadWhole = false;
            // A step works through its store without ever yielding for long; stores must not wait for each other's arithmetic.
            var report = await Task.Run(() => keeper.StepAsync(whole, stop, cut), stop).ConfigureAwait(false);
            Note(report, whole);
            if (IsStopped)
            {
                await resume.WaitAsync(TimeSpan.Zero, TimeSpan.MaxValue, service.Time, stop).ConfigureAwait(false);
                IsStopped = false;
            }
        }
    }

    private async Task WaitAsync(StoreKeeper keeper, CancellationToken stop)
    {
        if (failures > 0)
        {
            var pause = Pauses[Math.Min(failures, Pauses.Length) - 1];
            await resume.WaitAsync(TimeSpan.Zero, pause, service.Time, stop).ConfigureAwait(false);
            return;
        }

        var due = !isAccountRead() ? TimeSpan.MaxValue : keeper.NextDue() - service.Time.GetUtcNow();
        await wish.WaitAsync(TimeSpan.Zero, due, service.Time, stop).ConfigureAwait(false);
    }

    private void Note(StoreReport report, bool whole)
    {
        LastStepAt = service.Time.GetUtcNow();
        IsHeld = report.IsHeld || (report.Failure is not null && IsHeld);
        if (report.Failure is not { } failure)
        {
            if (Failure is not null)
                ServiceLog.StoreBack(service.Logger, store.Configuration.Id.Value);
            Failure = null;
            DownSince = null;
            failures = 0;
            return;
        }

        Failed(failure);
        failures++;
        mustReadWhole |= whole;
        IsStopped = report.FailureKind == StoreFailure.Unauthorized;
        if (IsStopped)
            ServiceLog.StoreStopped(service.Logger, store.Configuration.Id.Value, failure);
    }

    private void Failed(string failure)
    {
        Failure = failure;
        DownSince ??= service.Time.GetUtcNow();
    }
}
