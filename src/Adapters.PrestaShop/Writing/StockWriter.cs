using System.Globalization;
using Connector.Abstractions;
using Connector.Adapters.PrestaShop.Api;
using Connector.Adapters.PrestaShop.Listings;

namespace Connector.Adapters.PrestaShop.Writing;

/// <summary>
/// Sets numbers, many rows in one request. That is no transaction: the shop saves row by row and stops at the first bad one
/// without saying which it was, so whatever is no plain success is read back, and the first row that was not saved goes alone.
/// </summary>
internal sealed class StockWriter(WebserviceClient client, Catalogue catalogue, WebserviceLists lists, StoreContext context)
{
    private static readonly Version FirstWithPatch = new(8, 0);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private volatile bool patchIsForbidden;

    /// <summary>One outcome for each change, in order.</summary>
    /// <exception cref="StoreException">Nothing is known of what was done.</exception>
    public async Task<IReadOnlyList<StockOutcome>> SetAsync(IReadOnlyList<StockChange> changes, CancellationToken cancellationToken)
    {
        var outcomes = new Dictionary<ListingRef, StockOutcome>(changes.Count);
        var meant = new List<(StockChange Change, StockRef Ref)>();
        foreach (var change in changes)
        {
            if (StockRef.Parse(change.Ref) is not { } reference)
                outcomes[change.Ref] = Outcomes.Make(change, StockStatus.NotTracked, "prestashop.no_row", "The product has no stock row, and the webservice cannot make one. Save the product once in the back office.");
            else if (Outcomes.Refused(change) is { } refused)
                outcomes[change.Ref] = refused;
            else
                meant.Add((change, reference));
        }

        var items = await RowsAsync(meant, outcomes, cancellationToken).ConfigureAwait(false);
        var waiting = new Queue<List<(StockChange Change, StockRow Row)>>();
        if (items.Count > 0)
            waiting.Enqueue(items);
        while (waiting.TryDequeue(out var part))
        {
            foreach (var rest in await SendAsync(part, outcomes, cancellationToken).ConfigureAwait(false))
                waiting.Enqueue(rest);
        }

        return [.. changes.Select(change => outcomes[change.Ref])];
    }

    private bool UsesPatch => !patchIsForbidden && client.Version >= FirstWithPatch;

    // Before a PUT rows are always read, because it sends every field back; before a PATCH only if that is long ago.
    private async Task<List<(StockChange Change, StockRow Row)>> RowsAsync(
        List<(StockChange Change, StockRef Ref)> meant, Dictionary<ListingRef, StockOutcome> outcomes, CancellationToken cancellationToken)
    {
        var rows = new Dictionary<long, StockRow>();
        if (UsesPatch && meant.TrueForAll(item => catalogue.Recent(item.Ref.Row) is not null))
        {
            foreach (var (_, reference) in meant)
                rows[reference.Row] = catalogue.Recent(reference.Row)!;
        }

        var parents = new HashSet<long>();
        if (rows.Count < meant.Count)
        {
            foreach (var row in await catalogue.OfProductsAsync([.. meant.Select(item => item.Ref.Product).Distinct()], StockRow.AllFields, cancellationToken).ConfigureAwait(false))
            {
                rows[row.Id] = row;
                if (row.Combination > 0)
                    parents.Add(row.Product);
            }
        }

        var items = new List<(StockChange, StockRow)>();
        foreach (var (change, reference) in meant)
        {
            var row = rows.GetValueOrDefault(reference.Row);
            if (Outcomes.Unsendable(change, row, reference, reference.Combination == 0 && parents.Contains(reference.Product)) is { } outcome)
                outcomes[change.Ref] = outcome;
            else
                items.Add((change, row!));
        }

        return items;
    }

    /// <summary>Sends one request, and says what is still to be sent.</summary>
    private async Task<List<List<(StockChange Change, StockRow Row)>>> SendAsync(
        List<(StockChange Change, StockRow Row)> items, Dictionary<ListingRef, StockOutcome> outcomes, CancellationToken cancellationToken)
    {
        ShopAnswer answer;
        try
        {
            answer = await WriteAsync(items, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is HttpRequestException { HttpRequestError: not (HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError) } or TimeoutException or IOException)
        {
            await SettleAsync(items, exception.Message, outcomes, cancellationToken).ConfigureAwait(false);
            return [];
        }

        if ((int)answer.Status == 200 && WebserviceLists.Rows(answer, "stock_availables") is { } saved)
        {
            Take(items, saved, outcomes);
            return [];
        }

        if (IsRefusedAtTheDoor(answer))
            throw ShopFailures.Of(answer, "writing stock");
        if (!answer.IsOfWebservice)
        {
            await SettleAsync(items, $"The shop answered {(int)answer.Status} “{ShopFailures.Shown(answer.Text)}”.", outcomes, cancellationToken).ConfigureAwait(false);
            return [];
        }

        return await AfterBadRowAsync(items, answer, outcomes, cancellationToken).ConfigureAwait(false);
    }

    private async Task<ShopAnswer> WriteAsync(List<(StockChange Change, StockRow Row)> items, CancellationToken cancellationToken)
    {
        List<KeyValuePair<string, string>> parameters = [.. client.ShopContext, new("display", "full"), new("output_format", "JSON")];
        var rows = items.Select(item => (item.Row, (long)item.Change.Quantity));
        if (UsesPatch)
        {
            var patched = await client.WriteAsync(HttpMethod.Patch, "stock_availables", parameters, RowsXml.OfNumbers(rows), cancellationToken).ConfigureAwait(false);
            // The key may have the right to PUT and not the one to PATCH.
            if (patched.Code is not (23 or 25))
                return patched;
            patchIsForbidden = true;
            rows = (await catalogue.OfProductsAsync([.. items.Select(item => item.Row.Product).Distinct()], StockRow.AllFields, cancellationToken).ConfigureAwait(false))
                .Join(items, row => row.Id, item => item.Row.Id, (row, item) => (row, (long)item.Change.Quantity));
        }

        return await client.WriteAsync(HttpMethod.Put, "stock_availables", parameters, RowsXml.OfWholeRows(rows), cancellationToken).ConfigureAwait(false);
    }

    // Nothing was saved: the key, the address or the webservice as a whole was refused.
    private static bool IsRefusedAtTheDoor(ShopAnswer answer) =>
        (int)answer.Status is >= 300 and < 400 or 401 or 403 or 405 or 413 or 414 or 429
        || answer.Code is 18 or 20 or 21 or 22 or 23 or 25 or 26 or 89 or 90 or 101 or 127 or 132
        || ((int)answer.Status == 503 && answer.RetryAfter is not null);

    private void Take(List<(StockChange Change, StockRow Row)> items, IReadOnlyList<System.Text.Json.JsonElement> saved, Dictionary<ListingRef, StockOutcome> outcomes)
    {
        var byId = saved.Select(StockRow.Of).ToDictionary(row => row.Id);
        foreach (var (change, row) in items)
        {
            if (byId.TryGetValue(row.Id, out var now))
            {
                catalogue.Note(row with { Quantity = now.Quantity });
                outcomes[change.Ref] = Outcomes.Applied(change, now);
            }
            else
            {
                outcomes[change.Ref] = Outcomes.Make(change, StockStatus.Failed, "prestashop.no_answer", "The shop's answer does not show this row; whether it was saved shows the next reading.");
            }
        }
    }

    private async Task<List<List<(StockChange Change, StockRow Row)>>> AfterBadRowAsync(
        List<(StockChange Change, StockRow Row)> items, ShopAnswer answer, Dictionary<ListingRef, StockOutcome> outcomes, CancellationToken cancellationToken)
    {
        var why = answer.Errors.Count > 0 ? $"The shop answered {answer.Errors[0].Message} ({answer.Errors[0].Code})." : $"The shop answered {(int)answer.Status}.";
        Log.Unanswered(context.Logger, context.StoreId.Value, items.Count, why);
        var now = await ReadBackAsync(items, cancellationToken).ConfigureAwait(false);
        var open = items.Where(item => !TakeIfHeld(item, now, why, outcomes)).ToList();
        if (open.Count == 0)
            return [];
        if (items.Count == 1)
        {
            outcomes[open[0].Change.Ref] = Outcomes.OfRefusal(open[0].Change, answer);
            return [];
        }

        // The first that was not saved is the one at which the shop stopped.
        return open.Count == 1 ? [open] : [[open[0]], open[1..]];
    }

    // The shop may still be working: until its rows stand still nothing is known of those that do not hold the number yet.
    private async Task SettleAsync(List<(StockChange Change, StockRow Row)> items, string why, Dictionary<ListingRef, StockOutcome> outcomes, CancellationToken cancellationToken)
    {
        Log.Unanswered(context.Logger, context.StoreId.Value, items.Count, why);
        var began = context.TimeProvider.GetTimestamp();
        Dictionary<long, StockRow>? before = null;
        while (true)
        {
            var now = await ReadBackAsync(items, cancellationToken).ConfigureAwait(false);
            var isDone = items.TrueForAll(item => now.GetValueOrDefault(item.Row.Id)?.Quantity == item.Change.Quantity);
            var isStill = before is not null && items.TrueForAll(item => before.GetValueOrDefault(item.Row.Id)?.Quantity == now.GetValueOrDefault(item.Row.Id)?.Quantity);
            if (!isDone && !isStill && context.TimeProvider.GetElapsedTime(began) < Patience)
            {
                before = now;
                await Task.Delay(Pause, context.TimeProvider, cancellationToken).ConfigureAwait(false);
                continue;
            }

            foreach (var item in items.Where(item => !TakeIfHeld(item, now, why, outcomes)))
            {
                outcomes[item.Change.Ref] = now.TryGetValue(item.Row.Id, out var row)
                    ? Outcomes.Make(item.Change, StockStatus.Failed, "prestashop.unconfirmed", string.Create(CultureInfo.InvariantCulture, $"{why} Read back, the shop holds {row.Quantity}; the number is sent again."), row.Quantity)
                    : Outcomes.Make(item.Change, StockStatus.Gone, "prestashop.gone", "The shop has no such stock row any more.");
            }

            return;
        }
    }

    private bool TakeIfHeld((StockChange Change, StockRow Row) item, Dictionary<long, StockRow> now, string why, Dictionary<ListingRef, StockOutcome> outcomes)
    {
        if (now.GetValueOrDefault(item.Row.Id) is not { } row || row.Quantity != item.Change.Quantity)
            return false;
        catalogue.Note(row);
        outcomes[item.Change.Ref] = Outcomes.Applied(item.Change, row) with { Error = new StoreError { Code = "prestashop.confirmed_by_reading", Message = $"{why} The shop holds the number when read back." } };
        return true;
    }

    private async Task<Dictionary<long, StockRow>> ReadBackAsync(List<(StockChange Change, StockRow Row)> items, CancellationToken cancellationToken)
    {
        try
        {
            var found = new Dictionary<long, StockRow>();
            foreach (var ids in Queries.Of(items.Select(item => item.Row.Id.ToString(CultureInfo.InvariantCulture))))
            {
                foreach (var row in await lists.ListAsync("stock_availables", StockRow.Fields, [new("filter[id]", $"[{ids}]")], cancellationToken).ConfigureAwait(false))
                    found[StockRow.Of(row).Id] = StockRow.Of(row);
            }

            return found;
        }
        catch (Exception exception) when (exception is HttpRequestException or TimeoutException or IOException)
        {
            throw new StoreException(StoreFailure.Unreachable, $"The shop did not answer {items.Count} numbers as it should, and cannot be read to see what it has done ({exception.Message}). The same numbers are sent again later.", exception);
        }
    }
}
