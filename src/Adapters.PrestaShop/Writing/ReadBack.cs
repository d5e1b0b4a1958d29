using System.Globalization;
using Connector.Abstractions;
using Connector.Adapters.PrestaShop.Api;
using Connector.Adapters.PrestaShop.Listings;

namespace Connector.Adapters.PrestaShop.Writing;

/// <summary>
/// Finds out what a shop has saved of a request that was not answered as it should be. Where it refused, its work has ended and
/// one reading tells; where it did not answer, it works on although nobody listens any more, so its rows are read until all
/// hold what was sent, or until nothing moves any more.
/// </summary>
internal sealed class ReadBack(ShopClient client, StoreContext context)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    // With the request's own time-out less than the three minutes that the host waits for a call.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    // What was found out a moment ago need not be found out again for every request: a pass over a shop that is gone would take minutes.
    private static readonly TimeSpan DownFor = TimeSpan.FromMinutes(1);

    private const long Never = long.MinValue;

    private long downSince = Never;

    /// <summary>The rows as they are now, by their numbers; rows that are gone are missing.</summary>
    /// <param name="items">What was sent.</param>
    /// <param name="result">What came of it.</param>
    /// <param name="cancellationToken">Ends the waiting early.</param>
    /// <exception cref="StoreException">The shop cannot be read either.</exception>
    public async Task<Dictionary<int, StockRow>> ReadAsync(IReadOnlyList<WriteItem> items, SendResult result, CancellationToken cancellationToken)
    {
        Log.ReadingBack(context.Logger, context.StoreId.Value, items.Count, result.Text);
        using var patience = new CancellationTokenSource(Patience, context.TimeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        Dictionary<int, StockRow>? before = null;
        var problem = "it did not answer in time";
        try
        {
            while (true)
            {
                var (now, fault) = await TryReadAsync(items, either.Token).ConfigureAwait(false);
                problem = fault ?? problem;
                if (now is not null)
                    Volatile.Write(ref downSince, Never);
                else if (before is null && IsKnownDown)
                    throw Unreadable(items, result, problem, null);
                if (now is not null && (!result.IsOpen || IsDone(items, now) || IsStill(items, now, before)))
                    return now;
                before = now ?? before;
                await Task.Delay(Pause, context.TimeProvider, either.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException exception) when (patience.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return before ?? throw Unreadable(items, result, problem, exception);
        }
    }

    private bool IsKnownDown => Volatile.Read(ref downSince) is var since && since != Never && context.TimeProvider.GetElapsedTime(since) < DownFor;

    private StoreException Unreadable(IReadOnlyList<WriteItem> items, SendResult result, string problem, Exception? exception)
    {
        Volatile.Write(ref downSince, context.TimeProvider.GetTimestamp());
        return new StoreException(StoreFailure.Unreachable, string.Create(CultureInfo.InvariantCulture,
            $"The shop did not answer a request with {items.Count} numbers as it should ({result.Text}), and cannot be read to see what it has saved ({problem}). The same numbers are sent again later."), exception);
    }

    private async Task<(Dictionary<int, StockRow>? Rows, string? Fault)> TryReadAsync(IReadOnlyList<WriteItem> items, CancellationToken cancellationToken)
    {
        try
        {
            return (await StockRows.ReadAsync(client, items.Select(item => item.Place.RowId), cancellationToken).ConfigureAwait(false), null);
        }
        catch (Exception exception) when (exception is HttpRequestException or TimeoutException or IOException
            or StoreException { Failure: not (StoreFailure.Unauthorized or StoreFailure.Misconfigured) })
        {
            return (null, exception.Message);
        }
    }

    private static bool IsDone(IReadOnlyList<WriteItem> items, Dictionary<int, StockRow> now) =>
        items.All(item => now.GetValueOrDefault(item.Place.RowId)?.Quantity == item.Quantity);

    private static bool IsStill(IReadOnlyList<WriteItem> items, Dictionary<int, StockRow> now, Dictionary<int, StockRow>? before) =>
        before is not null && items.All(item => now.GetValueOrDefault(item.Place.RowId)?.Quantity == before.GetValueOrDefault(item.Place.RowId)?.Quantity);
}
