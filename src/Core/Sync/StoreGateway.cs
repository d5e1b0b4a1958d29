using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using Connector.Abstractions;
using Connector.Core.Telemetry;

namespace Connector.Core.Sync;

/// <summary>
/// The one place from which an adapter is called. Checks what it answers, gives up on calls that hang, and turns everything
/// that can go wrong in a plug-in into a <see cref="StoreException"/>.
/// </summary>
internal sealed class StoreGateway(StoreId store, IStoreAdapter adapter, Func<string, string> redact, TimeProvider time)
{
    private static readonly TimeSpan CallTimeout = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan EndGrace = TimeSpan.FromSeconds(10);

    private int requests;

    /// <summary>Calls made so far.</summary>
    public int Requests => Volatile.Read(ref requests);

    public StoreCapabilities Capabilities { get; } = Check(adapter, redact);

    public async IAsyncEnumerable<Listing> ReadListingsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref requests);
        using var timed = ConnectorTelemetry.StoreCall(store.Value, "read");
        using var reading = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var listings = await CallAsync(_ => Task.FromResult(adapter.ReadListingsAsync(reading.Token).GetAsyncEnumerator(reading.Token)), cancellationToken).ConfigureAwait(false);
        try
        {
            while (await MoveNextAsync(listings, reading, cancellationToken).ConfigureAwait(false))
            {
                var listing = listings.Current;
                if (!IsUsable(listing))
                    throw new StoreException(StoreFailure.Protocol, "The adapter gave a listing without reference or SKU; the reading does not count.");
                yield return listing;
            }

            timed.Outcome = "ok";
        }
        finally
        {
            await reading.CancelAsync().ConfigureAwait(false);
            await EndAsync(listings).ConfigureAwait(false);
        }
    }

    public async Task<IReadOnlyList<Listing>> FindBySkuAsync(IReadOnlyList<string> skus, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref requests);
        using var timed = ConnectorTelemetry.StoreCall(store.Value, "find");
        var found = await CallAsync(token => Task.Run(() => adapter.FindBySkuAsync(skus, token), token), cancellationToken).ConfigureAwait(false);
        if (found?.All(IsUsable) != true)
            throw new StoreException(StoreFailure.Protocol, "The adapter found listings without reference or SKU; the answer does not count.");
        timed.Outcome = "ok";
        return found;
    }

    /// <summary>One outcome for each change, in order; anything else fails the call.</summary>
    public async Task<IReadOnlyList<StockOutcome>> SetStockAsync(IReadOnlyList<StockChange> changes, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref requests);
        using var timed = ConnectorTelemetry.StoreCall(store.Value, "set");
        var outcomes = await CallAsync(token => Task.Run(() => adapter.SetStockAsync(changes, token), token), cancellationToken).ConfigureAwait(false);
        if (outcomes is null || outcomes.Count != changes.Count)
        {
            throw new StoreException(StoreFailure.Protocol,
                $"The adapter answered {outcomes?.Count ?? 0} outcomes for {changes.Count} changes; none of them counts.");
        }

        for (var i = 0; i < changes.Count; i++)
        {
            if (outcomes[i]?.Ref != changes[i].Ref)
                throw new StoreException(StoreFailure.Protocol, "The adapter's outcomes are not in the order of the changes; none of them counts.");
        }

        timed.Outcome = "ok";
        return outcomes.Select(Redacted).ToList();
    }

    // Most listings of a page are there at once; a million of them need no time-out each.
    [SuppressMessage("Reliability", "CA2012", Justification = "The task is consumed once: here if it is done already, by AsTask otherwise.")]
    private ValueTask<bool> MoveNextAsync(IAsyncEnumerator<Listing> listings, CancellationTokenSource reading, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ValueTask<bool>? move = null;
        try
        {
            move = listings.MoveNextAsync();
            if (move.Value.IsCompletedSuccessfully)
                return move.Value;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            return new ValueTask<bool>(CallAsync(_ => Task.FromException<bool>(exception), cancellationToken));
        }

        return new ValueTask<bool>(CallAsync(_ => move.Value.AsTask(), cancellationToken, reading));
    }

    // A reading that was given up may still run, and then refuses to be disposed; one that was whole stays whole.
    private async Task EndAsync(IAsyncEnumerator<Listing> listings)
    {
        try
        {
            await listings.DisposeAsync().AsTask().WaitAsync(EndGrace, time).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
        }
    }

    private static bool IsUsable(Listing? listing) => listing is { Sku: not null } && !string.IsNullOrEmpty(listing.Ref.Value);

    private StockOutcome Redacted(StockOutcome outcome) =>
        outcome.Error is { } error ? outcome with { Error = error with { Message = redact(error.Message) } } : outcome;

    private async Task<T> CallAsync<T>(
        Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken, CancellationTokenSource? reading = null)
    {
        using var timeout = new CancellationTokenSource(CallTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        Task<T>? called = null;
        try
        {
            called = call(either.Token);
            return await called.WaitAsync(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The pass, and with it the right to write to the store, ends after its calls.
            await HasEndedAsync(called).ConfigureAwait(false);
            throw;
        }
        catch (OperationCanceledException exception) when (timeout.IsCancellationRequested)
        {
            await (reading?.CancelAsync() ?? Task.CompletedTask).ConfigureAwait(false);
            throw new StoreException(
                await HasEndedAsync(called).ConfigureAwait(false) ? StoreFailure.Unreachable : StoreFailure.Misconfigured,
                $"The store did not answer within {CallTimeout.TotalMinutes:0} minutes.", exception);
        }
        catch (OperationCanceledException exception)
        {
            throw new StoreException(StoreFailure.Unreachable, redact($"The adapter gave up waiting for the store ({exception.Message})"), exception);
        }
        catch (StoreException exception)
        {
            throw new StoreException(exception.Failure, redact(exception.Message), exception) { RetryAfter = exception.RetryAfter };
        }
        catch (Exception exception) when (exception is HttpRequestException or TimeoutException or DbException or IOException or SocketException)
        {
            throw new StoreException(StoreFailure.Unreachable, redact(exception.Message), exception);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // The edge of a plug-in: whatever it throws must not reach other stores.
            throw new StoreException(StoreFailure.Protocol, redact($"The adapter itself failed ({exception.GetType().Name}: {exception.Message})"), exception);
        }
    }

    // A call that goes on although it was told to end could still write its old numbers after newer ones: then the store gets
    // nothing more in this pass.
    private async Task<bool> HasEndedAsync(Task? called)
    {
        if (called is null)
            return true;
        await called.WaitAsync(EndGrace, time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return called.IsCompleted;
    }

    private static StoreCapabilities Check(IStoreAdapter adapter, Func<string, string> redact)
    {
        try
        {
            return adapter.Capabilities is { MaxFindBatch: >= 1, MaxSetBatch: >= 1, MaxConcurrency: >= 1 } capabilities
                ? capabilities
                : throw new StoreException(StoreFailure.Misconfigured, "The adapter declares limits below 1; it must be mended by its author.");
        }
        catch (Exception exception) when (exception is not (StoreException or OutOfMemoryException))
        {
            throw new StoreException(StoreFailure.Misconfigured, redact($"The adapter cannot tell its limits ({exception.GetType().Name}: {exception.Message})"), exception);
        }
    }
}
