using System.Net;
using Connector.Abstractions;
using Connector.Adapters.PrestaShop.Api;
using Connector.Adapters.PrestaShop.Listings;

namespace Connector.Adapters.PrestaShop.Writing;

/// <summary>
/// Sends numbers in one request: by PATCH where the version (8.0 and later) and the key allow it, else by PUT with every field
/// read just before; disguised as POST where the web server lets nothing else through. What was found out is kept.
/// </summary>
internal sealed class RowSender(ShopClient client)
{
    private const int MostMethods = 4;
    private static readonly Version FirstWithPatch = new(8, 0);

    private bool noPatch;
    private bool asPost;

    /// <summary>Sends the numbers once.</summary>
    /// <param name="items">Each row once.</param>
    /// <param name="justRead">The rows as they were read a moment ago, where they were.</param>
    /// <param name="cancellationToken">Ends the call early; what was sent may be carried out.</param>
    /// <exception cref="StoreException">The shop took nothing.</exception>
    public async Task<SendResult> SendAsync(IReadOnlyList<WriteItem> items, IReadOnlyDictionary<int, StockRow>? justRead, CancellationToken cancellationToken)
    {
        ShopAnswer? blocked = null;
        for (var i = 0; i < MostMethods; i++)
        {
            var method = noPatch || client.Version is not { } version || version < FirstWithPatch ? HttpMethod.Put : HttpMethod.Patch;
            byte[] body;
            if (method == HttpMethod.Put)
            {
                justRead ??= await StockRows.ReadAsync(client, items.Select(item => item.Place.RowId), cancellationToken).ConfigureAwait(false);
                // What may not be written is left out; reading back says why.
                items = [.. items.Where(item => Outcomes.OfRow(item, justRead.GetValueOrDefault(item.Place.RowId)) is null)];
                if (items.Count == 0)
                    return new SendResult { Text = "The rows changed before they were written." };
                body = RowXml.Put(items, justRead);
            }
            else
            {
                body = RowXml.Patch(items);
            }

            ShopAnswer answer;
            try
            {
                answer = await client.WriteAsync(method, asPost, body, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception exception) when (IsOpen(exception))
            {
                return new SendResult { IsOpen = true, Text = exception.Message };
            }

            if (IsForbidden(answer))
            {
                if (method == HttpMethod.Put)
                    throw Forget(answer);
                noPatch = true;
            }
            else if (IsBlocked(answer))
            {
                if (asPost)
                    throw Forget(blocked ?? answer);
                blocked = answer;
                asPost = true;
            }
            else
            {
                return Understand(answer);
            }
        }

        throw new StoreException(StoreFailure.Misconfigured, "The shop takes neither PATCH nor PUT. Give the webservice key both on stock_availables.");
    }

    private SendResult Understand(ShopAnswer answer)
    {
        if (answer.IsJson)
        {
            try
            {
                var saved = ShopRows.Of(answer.Body, StockRow.Resource, row => (Id: row.Number("id"), Quantity: row.Number("quantity")));
                return new SendResult { Saved = saved.DistinctBy(row => row.Id).ToDictionary(row => row.Id, row => row.Quantity), Text = "The shop's answer does not name the row, or another number." };
            }
            catch (StoreException exception)
            {
                return new SendResult { IsOpen = true, Text = exception.Message };
            }
        }

        if (WasNotBegun(answer))
            throw client.Failure(answer);
        return answer.Error is { } error
            ? new SendResult { Refusal = answer, Text = FormattableString.Invariant($"The shop answered {(int)answer.Status} “{error.Message}” ({error.Code}).") }
            : new SendResult { IsOpen = true, Text = FormattableString.Invariant($"The shop answered {(int)answer.Status} “{PlainText.OfPage(answer.Body.Span)}”.") };
    }

    // The boxes may be ticked otherwise when it is tried again.
    private StoreException Forget(ShopAnswer answer)
    {
        noPatch = asPost = false;
        return client.Failure(answer);
    }

    private static bool IsForbidden(ShopAnswer answer) => answer is { Status: HttpStatusCode.MethodNotAllowed, Error.Code: 23 or 25 or 101 };

    private static bool IsBlocked(ShopAnswer answer) =>
        answer.Errors.Count == 0 && answer.Status is HttpStatusCode.MethodNotAllowed or HttpStatusCode.NotImplemented or HttpStatusCode.Forbidden;

    // Refused at the door. Everything else may have happened in the middle, and the work may go on.
    private static bool WasNotBegun(ShopAnswer answer) => (int)answer.Status switch
    {
        >= 300 and < 400 or 401 or 403 or 405 or 413 or 414 or 429 or 509 => true,
        404 => answer.Errors.Count == 0,
        503 => answer.RetryAfter is not null || answer.Error?.Code == 22,
        _ => false,
    };

    private static bool IsOpen(Exception exception) => exception is TimeoutException or IOException
        or HttpRequestException { HttpRequestError: not (HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError) };
}
