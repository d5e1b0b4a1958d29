using Connector.Core.Ledger;
using Connector.Host.Runtime;

namespace Connector.Host.Service;

/// <summary>
/// Reads one account whole on its schedule and wakes its stores. One reading at a time: one that takes longer than the interval
/// is followed by the next at once. Waits for no store.
/// </summary>
internal sealed class AccountWorker(ConnectorSession session, string account, IReadOnlyList<StoreWorker> stores, ILogger logger)
{
    private static readonly TimeSpan LeastPause = TimeSpan.FromSeconds(1);

    /// <summary>Why the account could not be read last; <see langword="null"/> while it can.</summary>
    public string? Trouble { get; private set; } = $"keyCRM account {account} has not been read yet.";

    /// <summary>Works until it is stopped.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        var every = session.Configuration.Accounts[account].PollEvery;
        while (true)
        {
            var began = session.Time.GetTimestamp();
            Trouble = await ScanAsync(stop).ConfigureAwait(false);
            if (Trouble is { } trouble)
                ServiceLog.ScanFailed(logger, account, trouble, every);
            else
                WakeStores();
            var pause = every - session.Time.GetElapsedTime(began);
            await Task.Delay(pause > LeastPause ? pause : LeastPause, session.Time, stop).ConfigureAwait(false);
        }
    }

    private void WakeStores()
    {
        foreach (var store in stores)
            store.Wake();
    }

    private async Task<string?> ScanAsync(CancellationToken stop)
    {
        try
        {
            var scan = await session.Accounts[account].ScanAsync(session.NeedsWarehouses(account), progress: null, stop).ConfigureAwait(false);
            if (scan.Snapshot is { } snapshot)
                ServiceLog.Scanned(logger, account, snapshot.Offers, scan.Requests);
            return scan.Failure?.Message;
        }
        catch (LedgerException exception)
        {
            return exception.Message;
        }
        catch (Exception exception) when (exception is not (OperationCanceledException or OutOfMemoryException))
        {
            // The edge of a worker: what nobody foresaw is told, and the account is read again, instead of never more.
            return $"The reading ended unexpectedly ({exception.GetType().Name}: {session.Redactor.Redact(exception.Message)}).";
        }
    }
}
