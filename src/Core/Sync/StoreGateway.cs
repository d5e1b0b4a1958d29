using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using Connector.Abstractions;

namespace Connector.Core.Sync;

/// <summary>
/// The one place from which an adapter is called. Checks what it answers, gives up on calls that hang, and turns everything
/// that can go wrong in a plug-in into a <see cref="StoreException"/>.
/// </summary>
internal sealed class StoreGateway(IStoreAdapter adapter, Func<string, string> redact, TimeProvider time)
{
    private static readonly TimeSpan CallTimeout = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan EndGrace = TimeSpan.FromSeconds(10);

    private int requests;

    /// <summary>Calls made so far.</summary>
    public int Requests => Volatile.Read(ref requests);

    public StoreCapabilities Capabilities { get; } = Check(adapter.Capabilities);

    public async IAsyncEnumerable<Listing> ReadListingsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref requests);
        IAsyncEnumerator<Listing>? listings = null;
        try
        {
            listings = await CallAsync(token => Task.FromResult(adapter.ReadListingsAsync(token).GetAsyncEnumerator(cancellationToken)), cancellationToken).ConfigureAwait(false);
            while (await MoveNextAsync(listings, cancellationToken).ConfigureAwait(false))
            {
                var listing = listings.Current;
                if (listing is null || string.IsNullOrEmpty(listing.Ref.Value) || listing.Sku is null)
                    throw new StoreException(StoreFailure.Protocol, "The adapter gave a listing without reference or SKU; the reading does not count.");
                yield return listing;
            }
        }
        finally
        {
            if (listings is not null)
                await listings.DisposeAsync().ConfigureAwait(false);
        }
    }

    public Task<IReadOnlyList<Listing>> FindBySkuAsync(IReadOnlyList<string> skus, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref requests);
        return CallAsync(token => adapter.FindBySkuAsync(skus, token), cancellationToken);
    }

    /// <summary>One outcome for each change, in order; anything else fails the call.</summary>
    public async Task<IReadOnlyList<StockOutcome>> SetStockAsync(IReadOnlyList<StockChange> changes, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref requests);
        var outcomes = await CallAsync(token => adapter.SetStockAsync(changes, token), cancellationToken).ConfigureAwait(false);
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

        return outcomes.Select(Redacted).ToList();
    }

    // Most listings of a page are there at once; a million of them need no time-out each.
    [SuppressMessage("Reliability", "CA2012", Justification = "The task is consumed once: here if it is done already, by AsTask otherwise.")]
    private ValueTask<bool> MoveNextAsync(IAsyncEnumerator<Listing> listings, CancellationToken cancellationToken)
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

        return new ValueTask<bool>(CallAsync(_ => move.Value.AsTask(), cancellationToken));
    }

    private StockOutcome Redacted(StockOutcome outcome) =>
        outcome.Error is { } error ? outcome with { Error = error with { Message = redact(error.Message) } } : outcome;

    private async Task<T> CallAsync<T>(Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken)
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
            throw;
        }
        catch (OperationCanceledException exception)
        {
            throw new StoreException(
                await HasEndedAsync(called).ConfigureAwait(false) ? StoreFailure.Unreachable : StoreFailure.Misconfigured,
                $"The store did not answer within {CallTimeout.TotalMinutes:0} minutes.", exception);
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

    private static StoreCapabilities Check(StoreCapabilities capabilities) =>
        capabilities is { MaxFindBatch: >= 1, MaxSetBatch: >= 1, MaxConcurrency: >= 1 }
            ? capabilities
            : throw new StoreException(StoreFailure.Misconfigured, "The adapter declares limits below 1; it must be mended by its author.");
}
