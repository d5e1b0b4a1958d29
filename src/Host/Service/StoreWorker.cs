using System.Threading.Channels;
using Connector.Abstractions;
using Connector.Core.Ledger;
using Connector.Core.Sync;
using Connector.Host.Runtime;

namespace Connector.Host.Service;

/// <summary>
/// Makes a pass over one store whenever its account was read, and again by itself, later and later, while the store is down. A
/// store that refuses the credentials is left alone until the service is started anew. Knows no other store.
/// </summary>
internal sealed class StoreWorker(ConnectorSession session, OpenStore store, ILogger logger)
{
    private static readonly TimeSpan[] Pauses =
        [TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(10)];

    // One wish is enough: a pass takes whatever is newest.
    private readonly Channel<bool> wishes = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>The store.</summary>
    public OpenStore Store => store;

    /// <summary>Why the store is not kept right now; <see langword="null"/> while it is.</summary>
    public string? Trouble { get; private set; }

    /// <summary>Asks for a pass; one that is under way is followed by another.</summary>
    public void Wake() => wishes.Writer.TryWrite(true);

    /// <summary>Works until it is stopped.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        var failures = 0;
        while (true)
        {
            await WaitAsync(failures == 0 ? Timeout.InfiniteTimeSpan : Pauses[Math.Min(failures, Pauses.Length) - 1], stop).ConfigureAwait(false);
            var report = await PassAsync(stop).ConfigureAwait(false);
            Trouble = report.Failure is { } failure ? $"{store.Configuration.Id}: {StoreText.WithoutName(store.Configuration.Id, failure)}"
                : report.IsHeld ? $"{store.Configuration.Id}: its plan waits for a person."
                : null;
            failures = report.Failure is null ? 0 : failures + 1;
            if (store.Adapter is null || report.FailureKind == StoreFailure.Unauthorized)
            {
                ServiceLog.StoreStopped(logger, store.Configuration.Id.Value, report.Failure!);
                return;
            }
        }
    }

    private async Task<StoreReport> PassAsync(CancellationToken stop)
    {
        try
        {
            return await new SyncRunner(session).RunStoreAsync(store, SyncMode.Apply, null, stop).ConfigureAwait(false);
        }
        catch (LedgerException exception)
        {
            ServiceLog.LedgerFailed(logger, store.Configuration.Id.Value, exception.Message);
            return new StoreReport { Store = store.Configuration.Id, Failure = exception.Message };
        }
    }

    private async Task WaitAsync(TimeSpan most, CancellationToken stop)
    {
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var wish = wishes.Reader.WaitToReadAsync(waiting.Token).AsTask();
        var pause = Task.Delay(most, session.Time, waiting.Token);
        await Task.WhenAny(wish, pause).ConfigureAwait(false);
        await waiting.CancelAsync().ConfigureAwait(false);
        stop.ThrowIfCancellationRequested();
        wishes.Reader.TryRead(out _);
    }
}
