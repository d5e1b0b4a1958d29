using Connector.Abstractions;
using Connector.Adapters.PrestaShop.Listings;

namespace Connector.Adapters.PrestaShop.Writing;

/// <summary>
/// Sets numbers, all in one request, a product's combinations side by side. The shop saves rows in order, stops at the first
/// bad one without saying which it was, and keeps what it has saved; so after an error the rows are read back, and what was
/// not saved is sent one by one.
/// </summary>
internal sealed class StockWriter(StoreContext context, Register register, RowCheck check, RowSender sender, ReadBack readBack)
{
    // Less than the host waits for a call, with a last time-out and reading back.
    private static readonly TimeSpan LongestSingly = TimeSpan.FromSeconds(45);

    // One row may kill the shop's program each time, and must not keep those behind it back; two in a row are the shop's own illness.
    private const int MostSilent = 2;

    /// <summary>One outcome for each change, in order.</summary>
    /// <exception cref="StoreException">Nothing is known of what was done, or nothing was.</exception>
    public async Task<IReadOnlyList<StockOutcome>> SetAsync(IReadOnlyList<StockChange> changes, CancellationToken cancellationToken)
    {
        var started = context.TimeProvider.GetTimestamp();
        var outcomes = new Dictionary<ListingRef, StockOutcome>(changes.Count);
        var items = new List<WriteItem>(changes.Count);
        foreach (var change in changes)
        {
            if (StockRef.Parse(change.Ref) is not { } place)
                Add(outcomes, Outcomes.Make(change, StockStatus.Gone, "prestashop.unknown_reference", $"{change.Ref} is no listing of PrestaShop."));
            else if (place.RowId == 0)
                Add(outcomes, Outcomes.Make(change, StockStatus.NotTracked, "prestashop.no_stock_row", "The shop has no stock row for this listing, or its number is the sum of its combinations. A missing row is made by saving the product in the back office."));
            else if (Outcomes.Refused(change) is { } refused)
                Add(outcomes, refused);
            else
                items.Add(new WriteItem(change, place, (int)change.Quantity));
        }

        foreach (var refused in await check.RefuseAsync([.. items.Where(item => !register.IsFresh(item.Place))], cancellationToken).ConfigureAwait(false))
            Add(outcomes, refused);
        List<WriteItem> sendable = [.. items.Where(item => !outcomes.ContainsKey(item.Change.Ref)).OrderBy(item => item.Place.ProductId).ThenBy(item => item.Place.CombinationId)];
        if (sendable.Count == 1)
            await SendSinglyAsync(sendable, null, outcomes, started, cancellationToken).ConfigureAwait(false);
        else if (sendable.Count > 1)
            await SendTogetherAsync(sendable, outcomes, started, cancellationToken).ConfigureAwait(false);
        foreach (var item in items.Where(item => outcomes[item.Change.Ref].Status is StockStatus.Gone or StockStatus.NotTracked))
            register.Forget(item.Place);
        return [.. changes.Select(change => outcomes[change.Ref])];
    }

    private async Task SendTogetherAsync(List<WriteItem> items, Dictionary<ListingRef, StockOutcome> outcomes, long started, CancellationToken cancellationToken)
    {
        var result = await sender.SendAsync(items, null, cancellationToken).ConfigureAwait(false);
        var rest = Confirm(items, result, outcomes);
        if (rest.Count == 0)
            return;
        var rows = await readBack.ReadAsync(rest, result, cancellationToken).ConfigureAwait(false);
        rest = Settle(rest, rows, result.Text, outcomes);
        if (rest.Count == 0)
            return;
        Log.Singly(context.Logger, context.StoreId.Value, rest.Count, rest[0].Change.Sku);
        await SendSinglyAsync(rest, rows, outcomes, started, cancellationToken).ConfigureAwait(false);
    }

    // One after another, never at once: a parent's sum is made without a lock.
    private async Task SendSinglyAsync(
        List<WriteItem> items, Dictionary<int, StockRow>? justRead, Dictionary<ListingRef, StockOutcome> outcomes, long started, CancellationToken cancellationToken)
    {
        var doubtful = new List<(WriteItem Item, SendResult Result)>();
        var silent = 0;
        foreach (var item in items)
        {
            if (silent == MostSilent || context.TimeProvider.GetElapsedTime(started) > LongestSingly)
            {
                Add(outcomes, Outcomes.Failed(item, "prestashop.not_sent", "The shop failed at, or was too slow over, the numbers before this one; it is sent again by itself."));
                continue;
            }

            var result = await sender.SendAsync([item], justRead, cancellationToken).ConfigureAwait(false);
            silent = result.IsOpen ? silent + 1 : 0;
            if (Confirm([item], result, outcomes).Count == 0)
                continue;
            if (result.Refusal is { } refusal && Outcomes.OfError(item, refusal) is { } outcome)
                Add(outcomes, outcome);
            else if (result.IsOpen)
                await ClearUpAsync([(item, result)], outcomes, cancellationToken).ConfigureAwait(false);
            else
                doubtful.Add((item, result));
        }

        await ClearUpAsync(doubtful, outcomes, cancellationToken).ConfigureAwait(false);
    }

    // Where the shop may still be working, this comes before anything else is sent.
    private async Task ClearUpAsync(List<(WriteItem Item, SendResult Result)> doubtful, Dictionary<ListingRef, StockOutcome> outcomes, CancellationToken cancellationToken)
    {
        if (doubtful.Count == 0)
            return;
        var sent = doubtful.ConvertAll(one => one.Item);
        var rows = await readBack.ReadAsync(sent, doubtful[^1].Result, cancellationToken).ConfigureAwait(false);
        foreach (var (item, result) in doubtful)
        {
            var row = rows.GetValueOrDefault(item.Place.RowId);
            Add(outcomes, Outcomes.OfRow(item, row, result.Text)
                ?? Outcomes.Failed(item, result.Refusal?.Error?.Name ?? "prestashop.unconfirmed", $"{result.Text} Read back, the shop holds {row!.Quantity}; the number is sent again.") with { Current = row.Quantity });
        }
    }

    // Only the row's own number in the shop's own answer counts.
    private static List<WriteItem> Confirm(List<WriteItem> items, SendResult result, Dictionary<ListingRef, StockOutcome> outcomes)
    {
        var rest = new List<WriteItem>();
        foreach (var item in items)
        {
            if (result.Saved.TryGetValue(item.Place.RowId, out var quantity) && quantity == item.Quantity)
                Add(outcomes, Outcomes.Applied(item));
            else
                rest.Add(item);
        }

        return rest;
    }

    private static List<WriteItem> Settle(List<WriteItem> items, Dictionary<int, StockRow> rows, string why, Dictionary<ListingRef, StockOutcome> outcomes)
    {
        var rest = new List<WriteItem>();
        foreach (var item in items)
        {
            if (Outcomes.OfRow(item, rows.GetValueOrDefault(item.Place.RowId), why) is { } outcome)
                Add(outcomes, outcome);
            else
                rest.Add(item);
        }

        return rest;
    }

    private static void Add(Dictionary<ListingRef, StockOutcome> outcomes, StockOutcome outcome) => outcomes[outcome.Ref] = outcome;
}
