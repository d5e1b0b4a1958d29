using System.Globalization;
using Connector.Abstractions;
using Connector.Adapters.WooCommerce.Api;
using Connector.Adapters.WooCommerce.Listings;

namespace Connector.Adapters.WooCommerce.Writing;

/// <summary>
/// Finds out what became of a batch that was not answered. The shop works on it to its end although nobody listens any more,
/// so its rows are read until all hold what was sent, or until nothing moves any more.
/// </summary>
internal sealed class ReadBack(ShopClient client, StoreContext context)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    // With the batch's own time-out less than the three minutes that the host waits for a call.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(75);

    // A shop that shows nothing at all, time after time, is down; the host pauses it.
    private const int MostFaults = 7;

    // What was found out a moment ago need not be found out again for every batch: a pass over a shop that is gone would take minutes.
    private static readonly TimeSpan DownFor = TimeSpan.FromMinutes(1);

    private const long Never = long.MinValue;

    private long downSince = Never;

    /// <summary>One outcome for each item, by what the shop holds.</summary>
    /// <param name="batch">What was sent.</param>
    /// <param name="why">Why its answer is not known, for the journal.</param>
    /// <param name="cancellationToken">Ends the waiting early.</param>
    /// <exception cref="StoreException">The shop cannot be read either.</exception>
    public async Task<IReadOnlyList<StockOutcome>> SettleAsync(Batch batch, string why, CancellationToken cancellationToken)
    {
        Log.Unanswered(context.Logger, context.StoreId.Value, batch.Changes.Count, why);
        using var patience = new CancellationTokenSource(Patience, context.TimeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        Dictionary<long, ProductRow>? before = null;
        var problem = "it did not answer in time";
        var faults = 0;
        try
        {
            while (true)
            {
                // A shop that is busy with the batch may fail to answer for a while: that says nothing yet.
                var (now, fault) = await TryReadAsync(batch, either.Token).ConfigureAwait(false);
                problem = fault ?? problem;
                if (now is not null)
                    Volatile.Write(ref downSince, Never);
                if (now is not null && (IsDone(batch, now) || IsStill(batch, now, before)))
                    return Judge(batch, now, why);
                before = now ?? before;
                faults = now is null ? faults + 1 : 0;
                if (before is null && (faults == MostFaults || (faults > 0 && IsKnownDown)))
                    throw Unreadable(batch, why, problem, null);
                await Task.Delay(Pause, context.TimeProvider, either.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException exception) when (patience.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return before is not null ? Judge(batch, before, why) : throw Unreadable(batch, why, problem, exception);
        }
    }

    private bool IsKnownDown => Volatile.Read(ref downSince) is var since && since != Never && context.TimeProvider.GetElapsedTime(since) < DownFor;

    private StoreException Unreadable(Batch batch, string why, string problem, Exception? exception)
    {
        Volatile.Write(ref downSince, context.TimeProvider.GetTimestamp());
        return new StoreException(
            StoreFailure.Unreachable,
            $"The shop did not answer a batch of {batch.Changes.Count} ({why}), and cannot be read to see what it has done ({problem}). The same numbers are sent again later.", exception);
    }

    private async Task<(Dictionary<long, ProductRow>? Rows, string? Fault)> TryReadAsync(Batch batch, CancellationToken cancellationToken)
    {
        try
        {
            var rows = batch.IsOfVariations
                ? await Rows.OfVariationsAsync(client, batch.Ids, cancellationToken).ConfigureAwait(false)
                : await Rows.OfProductsAsync(client, batch.Ids, cancellationToken).ConfigureAwait(false);
            return (rows.DistinctBy(row => row.Id).ToDictionary(row => row.Id!.Value), null);
        }
        catch (Exception exception) when (exception is HttpRequestException or TimeoutException or IOException
            or StoreException { Failure: not (StoreFailure.Unauthorized or StoreFailure.Misconfigured) })
        {
            return (null, exception.Message);
        }
    }

    private static bool IsDone(Batch batch, Dictionary<long, ProductRow> now) =>
        batch.Ids.Zip(batch.Changes).All(item => now.GetValueOrDefault(item.First)?.StockQuantity == item.Second.Quantity);

    private static bool IsStill(Batch batch, Dictionary<long, ProductRow> now, Dictionary<long, ProductRow>? before) =>
        before is not null && batch.Ids.All(id => now.GetValueOrDefault(id)?.StockQuantity == before.GetValueOrDefault(id)?.StockQuantity);

    private static IReadOnlyList<StockOutcome> Judge(Batch batch, Dictionary<long, ProductRow> now, string why) =>
        [.. batch.Changes.Zip(batch.Ids, (change, id) => Judge(change, now.GetValueOrDefault(id), why))];

    private static StockOutcome Judge(StockChange change, ProductRow? row, string why)
    {
        if (row is null)
            return Outcomes.Gone(change, "woo.product_invalid_id", "The shop has no such product any more.");
        var outcome = Outcomes.Of(change, row);
        if (outcome.Status != StockStatus.Applied)
            return outcome;
        return row.StockQuantity == change.Quantity
            ? outcome with { Error = new StoreError { Code = "woo.confirmed_by_reading", Message = $"{why} The shop holds the number when read back." } }
            : Outcomes.Failed(change, "woo.unconfirmed", string.Create(CultureInfo.InvariantCulture, $"{why} Read back, the shop holds {row.StockQuantity}; the number is sent again.")) with { Current = row.StockQuantity };
    }
}
