using System.Text.Json;
using Connector.Abstractions;
using Connector.Adapters.PrestaShop.Api;
using Connector.Adapters.PrestaShop.Listings;

namespace Connector.Adapters.PrestaShop.Writing;

/// <summary>
/// Sets numbers, many rows in one request. That is no transaction: the shop saves row by row and stops at the first bad one
/// without saying which it was, so whatever is no plain success is read back, the first row that was not saved goes alone, and
/// those behind it together.
/// </summary>
internal sealed class StockWriter(StockSender sender, Preparation preparation, ReadBack readBack, StoreContext context, TimeSpan timeout)
{
    /// <summary>
    /// No request is begun later than this in one call, so that it can time out and be read back before the host gives the call up
    /// after three minutes.
    /// </summary>
    private readonly TimeSpan latestBegin = TimeSpan.FromSeconds(130) - timeout;

    /// <summary>Requests in a row that failed and saved nothing, after which the shop is taken to be ill, not the rows.</summary>
    private const int MostFruitless = 3;

    /// <summary>One outcome for each change, in order.</summary>
    /// <exception cref="StoreException">Nothing is known of what was done.</exception>
    public async Task<IReadOnlyList<StockOutcome>> SetAsync(IReadOnlyList<StockChange> changes, CancellationToken cancellationToken)
    {
        var outcomes = new Dictionary<ListingRef, StockOutcome>(changes.Count);
        var meant = new List<Item>();
        foreach (var change in changes)
        {
            if (StockRef.Parse(change.Ref) is not { } reference)
                outcomes[change.Ref] = Outcomes.Make(change, StockStatus.NotTracked, "prestashop.no_row", "This has no stock row that the webservice can write; the list of what is not tracked says why.");
            else if (Outcomes.Unsendable(change) is { } refused)
                outcomes[change.Ref] = refused;
            else
                meant.Add(new Item(change, reference));
        }

        var began = context.TimeProvider.GetTimestamp();
        var waiting = new Queue<IReadOnlyList<Item>>();
        waiting.Enqueue(await preparation.ReadyAsync(meant, !sender.UsesPatch, outcomes, cancellationToken).ConfigureAwait(false));
        var fruitless = 0;
        while (waiting.TryDequeue(out var part))
        {
            if (part.Count == 0)
                continue;
            if (fruitless == MostFruitless || context.TimeProvider.GetElapsedTime(began) > latestBegin)
            {
                foreach (var item in part)
                    outcomes[item.Change.Ref] = Outcomes.NotSent(item.Change);
                continue;
            }

            var sent = await SendAsync(part, outcomes, cancellationToken).ConfigureAwait(false);
            fruitless = sent.IsFruitless ? fruitless + 1 : 0;
            foreach (var rest in sent.Rest)
                waiting.Enqueue(rest);
        }

        return [.. changes.Select(change => outcomes[change.Ref])];
    }

    private async Task<Sending> SendAsync(IReadOnlyList<Item> items, Dictionary<ListingRef, StockOutcome> outcomes, CancellationToken cancellationToken)
    {
        ShopAnswer? answer;
        try
        {
            (items, answer) = await sender.SendAsync(items, outcomes, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is TimeoutException or IOException || (exception is HttpRequestException failure && !WasNeverSent(failure)))
        {
            return await AfterSilenceAsync(items, exception.Message, exception is TimeoutException, outcomes, cancellationToken).ConfigureAwait(false);
        }

        if (answer is null)
            return Sending.Done;
        if ((int)answer.Status == 200 && WebserviceLists.Rows(answer, "stock_availables") is { } saved)
            return await AfterAnswerAsync(items, saved, outcomes, cancellationToken).ConfigureAwait(false);
        if (IsRefusedAtTheDoor(answer))
            throw ShopFailures.Of(answer, "writing stock");
        return answer.Errors.Count > 0
            ? await AfterBadRowAsync(items, answer, outcomes, cancellationToken).ConfigureAwait(false)
            : await AfterSilenceAsync(items, $"The shop answered {(int)answer.Status} “{ShopFailures.Shown(answer.Text)}”.", isTimeout: false, outcomes, cancellationToken).ConfigureAwait(false);
    }

    private static bool WasNeverSent(HttpRequestException failure) =>
        failure.HttpRequestError is HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError;

    // Nothing was saved: the key, the address, the form of the request or the webservice as a whole was refused.
    private static bool IsRefusedAtTheDoor(ShopAnswer answer) =>
        (int)answer.Status is >= 300 and < 400 or 401 or 403 or 405 or 413 or 414 or 429
        || answer.Code is 18 or 20 or 21 or 22 or 23 or 25 or 26 or 89 or 90 or 101 or 127 or 132
        || ((int)answer.Status == 503 && answer.RetryAfter is not null);

    private async Task<Sending> AfterAnswerAsync(IReadOnlyList<Item> items, IReadOnlyList<JsonElement> saved, Dictionary<ListingRef, StockOutcome> outcomes, CancellationToken cancellationToken)
    {
        var shown = new Dictionary<long, long>();
        foreach (var row in saved)
        {
            if (WebserviceLists.TryNumber(row, "id") is { } id && WebserviceLists.TryNumber(row, "quantity") is { } quantity)
                shown[id] = quantity;
        }

        var hidden = new List<Item>();
        foreach (var item in items)
        {
            if (shown.TryGetValue(item.Ref.Row, out var quantity))
                outcomes[item.Change.Ref] = Outcomes.Applied(item.Change, quantity);
            else
                hidden.Add(item);
        }

        if (hidden.Count > 0)
            Take(hidden, await readBack.NowAsync(hidden, cancellationToken).ConfigureAwait(false), "The shop's answer does not show this row.", outcomes);
        return Sending.Done;
    }

    private async Task<Sending> AfterBadRowAsync(IReadOnlyList<Item> items, ShopAnswer answer, Dictionary<ListingRef, StockOutcome> outcomes, CancellationToken cancellationToken)
    {
        var why = $"The shop answered: {answer.Errors[0].Message} ({answer.Errors[0].Code}).";
        Log.Unanswered(context.Logger, context.StoreId.Value, items.Count, why);
        var now = await readBack.NowAsync(items, cancellationToken).ConfigureAwait(false);
        var open = Take(items, now, why, outcomes);
        if (open.Count == 0)
            return Sending.Done;
        // A deleted row explains the whole error; else the first that was not saved is where the shop stopped.
        if (answer.Code == 92 && items.Any(item => !now.ContainsKey(item.Ref.Row)))
            return new Sending([open], IsFruitless: false);
        if (items.Count > 1)
            return new Sending([[open[0]], open[1..]], IsFruitless: false);
        outcomes[open[0].Change.Ref] = Outcomes.OfRefusal(open[0].Change, answer, now.TryGetValue(open[0].Ref.Row, out var held) ? held : null);
        return Sending.Done;
    }

    // No answer, a page or a piece of one: all, some or none of the rows are saved.
    private async Task<Sending> AfterSilenceAsync(IReadOnlyList<Item> items, string why, bool isTimeout, Dictionary<ListingRef, StockOutcome> outcomes, CancellationToken cancellationToken)
    {
        Log.Unanswered(context.Logger, context.StoreId.Value, items.Count, why);
        var (now, isStill) = await readBack.SettledAsync(items, cancellationToken).ConfigureAwait(false);
        var open = Take(items, now, why, outcomes);
        var isFruitless = open.Count == items.Count;
        // One row may be what kills the shop's program, so it goes alone; not where it would only be waited for once more.
        if (open.Count == 0 || items.Count == 1 || !isStill)
            return new Sending([], isFruitless);
        return new Sending(isTimeout ? [open[1..]] : [[open[0]], open[1..]], isFruitless);
    }

    /// <summary>Gives each item the outcome that reading has shown.</summary>
    /// <returns>Those that are not saved; the outcome that they have stands if they are not sent again.</returns>
    private static List<Item> Take(IReadOnlyList<Item> items, Dictionary<long, long> now, string why, Dictionary<ListingRef, StockOutcome> outcomes)
    {
        var open = new List<Item>();
        foreach (var item in items)
        {
            if (!now.TryGetValue(item.Ref.Row, out var held))
            {
                // Sent again it would stop the rows behind it once more.
                outcomes[item.Change.Ref] = Outcomes.Gone(item.Change);
                continue;
            }

            outcomes[item.Change.Ref] = held == item.Quantity ? Outcomes.Confirmed(item.Change, why, held) : Outcomes.Unconfirmed(item.Change, why, held);
            if (held != item.Quantity)
                open.Add(item);
        }

        return open;
    }

    /// <summary>What one request leaves to do.</summary>
    /// <param name="Rest">What is to be sent, in this order.</param>
    /// <param name="IsFruitless">The shop failed and saved nothing.</param>
    private sealed record Sending(IReadOnlyList<IReadOnlyList<Item>> Rest, bool IsFruitless)
    {
        public static Sending Done { get; } = new([], IsFruitless: false);
    }
}
