using System.Text.Json;
using Connector.Abstractions;
using Connector.Adapters.CsCart.Api;
using Connector.Adapters.CsCart.Listings;

namespace Connector.Adapters.CsCart.Writing;

/// <summary>
/// Sets one number. The shop's yes does not show the number: the first writes, and those to rows that once did not keep theirs,
/// are read back at once; for all others the host reads back, which is a list of a few pages for thousands of writes.
/// </summary>
internal sealed class StockWriter(Items items, Register register, StoreContext context)
{
    private const int ReadBackAtFirst = 5;
    private const int LooksAfterSilence = 4;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(3);

    private int written;

    /// <summary>What became of a change.</summary>
    /// <exception cref="StoreException">The shop as a whole did not take it.</exception>
    public async Task<StockOutcome> SetAsync(StockChange change, CancellationToken cancellationToken)
    {
        if (Outcomes.Refused(change) is { } refused)
            return refused;
        if (ItemRef.Of(change.Ref) is not { } item)
            return Outcomes.Gone(change, $"{change.Ref} is no reference of this shop.");

        var known = register.Fresh(change.Ref);
        if (known is null || known.IsSuspect || known.Row.Code != change.Sku || !known.Row.TracksStock)
        {
            var row = await items.ReadAsync(item, cancellationToken).ConfigureAwait(false);
            if (await FitAsync(change, row, cancellationToken).ConfigureAwait(false) is { } settled)
                return settled;
            register.Settled(row!, register.IsSuspect(change.Ref));
            known = register.Fresh(change.Ref);
        }

        return await SendAsync(change, item, known!, cancellationToken).ConfigureAwait(false);
    }

    private async Task<StockOutcome?> FitAsync(StockChange change, ShopRow? row, CancellationToken cancellationToken)
    {
        if (row is null)
        {
            register.Forget(change.Ref);
            return Outcomes.Gone(change, $"The shop has no {change.Ref} any more.");
        }

        if (Outcomes.Unfit(change, row) is { } unfit)
            return unfit;
        if (!await items.IsOursAsync(row, cancellationToken).ConfigureAwait(false))
            return Outcomes.Rejected(change, "cscart.other_company", $"{change.Sku} belongs to another company than companyId says. Nothing was sent.");
        return row.Amount == change.Quantity ? Outcomes.Unchanged(change) : null;
    }

    private async Task<StockOutcome> SendAsync(StockChange change, ItemRef item, Register.Entry known, CancellationToken cancellationToken)
    {
        ShopAnswer answer;
        try
        {
            answer = await items.PutAsync(item, change.Quantity, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is HttpRequestException or TimeoutException)
        {
            return await ConfirmAsync(change, item, exception.Message, LooksAfterSilence, cancellationToken).ConfigureAwait(false);
        }

        switch ((int)answer.Status)
        {
            case 404 when answer.Json is not null:
                register.Forget(change.Ref);
                return Outcomes.Gone(change, $"The shop has no {change.Ref} any more.");
            case 400 or 422:
                return Outcomes.Rejected(change, "cscart.bad_request", $"{change.Sku}: the shop refuses the change. It says: “{answer.Message}”.");
            case 409:
                return Outcomes.Failed(change, "cscart.conflict", $"{change.Sku}: the shop reports a conflict. It says: “{answer.Message}”. The number is sent again.");
            case >= 200 and < 300 when IsYes(answer, item):
                return await AfterYesAsync(change, item, known, cancellationToken).ConfigureAwait(false);
            case >= 200 and < 300 or 500 or 502:
                return await ConfirmAsync(change, item, ShopFailures.Of(answer, items.Client).Message, 1, cancellationToken).ConfigureAwait(false);
            case 504:
                return await ConfirmAsync(change, item, ShopFailures.Of(answer, items.Client).Message, LooksAfterSilence, cancellationToken).ConfigureAwait(false);
            default:
                throw ShopFailures.Of(answer, items.Client);
        }
    }

    private static bool IsYes(ShopAnswer answer, ItemRef item)
    {
        if (answer.Json is not { ValueKind: JsonValueKind.Object } json)
            return false;
        var id = ShopRow.Text(json, item.Kind == ItemKind.Combination ? "combination_hash" : "product_id");
        return id.Length == 0 ? item.Kind != ItemKind.Product : id == item.Id;
    }

    private async Task<StockOutcome> AfterYesAsync(StockChange change, ItemRef item, Register.Entry known, CancellationToken cancellationToken)
    {
        if (!known.IsSuspect && Interlocked.Increment(ref written) > ReadBackAtFirst)
        {
            register.Sent(change.Ref, change.Quantity);
            return Outcomes.Accepted(change);
        }

        ShopRow? row;
        try
        {
            row = await items.ReadAsync(item, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is StoreException or HttpRequestException or TimeoutException)
        {
            // The shop did say yes; what troubles it now, the next call will tell.
            register.Sent(change.Ref, change.Quantity);
            return Outcomes.Accepted(change);
        }

        if (row is null)
            return Outcomes.Gone(change, $"The shop has no {change.Ref} any more.");
        if (Outcomes.Unfit(change, row) is { } unfit)
            return unfit;
        register.Settled(row, isSuspect: row.Amount is { } now && now != change.Quantity);
        if (row.Amount is not { } holds)
            return Outcomes.Accepted(change);
        return holds == change.Quantity ? Outcomes.Applied(change) : Outcomes.NotKept(change, holds, known.Row.Amount);
    }

    // Nobody knows whether the shop did it, and one that was only slow may still be at it.
    private async Task<StockOutcome> ConfirmAsync(StockChange change, ItemRef item, string why, int looks, CancellationToken cancellationToken)
    {
        Log.Unanswered(context.Logger, context.StoreId.Value, change.Sku, why);
        for (var look = 1; ; look++)
        {
            ShopRow? row;
            try
            {
                row = await items.ReadAsync(item, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is HttpRequestException or TimeoutException)
            {
                throw new StoreException(StoreFailure.Unreachable, $"The shop did not answer the number for {change.Sku}, and cannot be read to see what it has done ({exception.Message}). The number is sent again later.", exception);
            }

            if (row is null)
                return Outcomes.Gone(change, $"The shop has no {change.Ref} any more.");
            if (Outcomes.Unfit(change, row) is { } unfit)
                return unfit;
            register.Saw(row);
            if (row.Amount == change.Quantity)
                return Outcomes.Applied(change, $"{why} The shop holds the number when read back.");
            if (look == looks)
                return Outcomes.Failed(change, "cscart.unconfirmed", Outcomes.Say($"{why} Read back, the shop holds {row.Amount} of {change.Sku}; the number is sent again."), row.Amount);
            await Task.Delay(Pause, context.TimeProvider, cancellationToken).ConfigureAwait(false);
        }
    }
}
