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
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(75);

    /// <summary>One outcome for each item, by what the shop holds.</summary>
    /// <param name="batch">What was sent.</param>
    /// <param name="why">Why its answer is not known, for the journal.</param>
    /// <param name="cancellationToken">Ends the waiting early.</param>
    /// <exception cref="StoreException">The shop cannot be read either.</exception>
    public async Task<IReadOnlyList<StockOutcome>> SettleAsync(Batch batch, string why, CancellationToken cancellationToken)
    {
        Log.Unanswered(context.Logger, context.StoreId.Value, batch.Changes.Count, why);
        var began = context.TimeProvider.GetTimestamp();
        Dictionary<long, ProductRow>? before = null;
        while (true)
        {
            var now = await ReadAsync(batch, cancellationToken).ConfigureAwait(false);
            var isDone = batch.Ids.Zip(batch.Changes).All(item => Holds(now, item.First, item.Second));
            var isStill = before is not null && batch.Ids.All(id => now.GetValueOrDefault(id)?.StockQuantity == before.GetValueOrDefault(id)?.StockQuantity);
            if (isDone || isStill || context.TimeProvider.GetElapsedTime(began) > Patience)
                return [.. batch.Changes.Zip(batch.Ids, (change, id) => Judge(change, now.GetValueOrDefault(id), why))];
            before = now;
            await Task.Delay(Pause, context.TimeProvider, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<Dictionary<long, ProductRow>> ReadAsync(Batch batch, CancellationToken cancellationToken)
    {
        try
        {
            var rows = batch.IsOfVariations
                ? await Rows.OfVariationsAsync(client, batch.Ids, cancellationToken).ConfigureAwait(false)
                : await Rows.OfProductsAsync(client, batch.Ids, cancellationToken).ConfigureAwait(false);
            return rows.ToDictionary(row => row.Id!.Value);
        }
        catch (Exception exception) when (exception is HttpRequestException or TimeoutException or IOException)
        {
            throw new StoreException(StoreFailure.Unreachable, $"The shop did not answer a batch of {batch.Changes.Count}, and cannot be read to see what it has done ({exception.Message}). The same numbers are sent again later.", exception);
        }
    }

    private static bool Holds(Dictionary<long, ProductRow> rows, long id, StockChange change) => rows.GetValueOrDefault(id)?.StockQuantity == change.Quantity;

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
