using Connector.Abstractions;
using Connector.Adapters.PrestaShop.Api;

namespace Connector.Adapters.PrestaShop.Writing;

/// <summary>Sends rows in one request, with PATCH where the shop has it and the key may, else with PUT.</summary>
internal sealed class StockSender(WebserviceClient client, Preparation preparation)
{
    private static readonly Version FirstWithPatch = new(8, 0);

    private volatile bool patchIsForbidden;

    /// <summary>Whether only the numbers are sent. Not before the shop has told its version.</summary>
    public bool UsesPatch => !patchIsForbidden && client.Version >= FirstWithPatch;

    /// <summary>Sends the rows. Where the key may PUT and not PATCH, those that are no longer what they were get their outcome first.</summary>
    /// <returns>What was sent, and the shop's answer; no answer if nothing was left to send.</returns>
    public async Task<(IReadOnlyList<Item> Sent, ShopAnswer? Answer)> SendAsync(
        IReadOnlyList<Item> items, Dictionary<ListingRef, StockOutcome> outcomes, CancellationToken cancellationToken)
    {
        List<KeyValuePair<string, string>> parameters = [.. client.ShopContext, new("display", "full"), new("output_format", "JSON")];
        if (UsesPatch)
        {
            var answer = await client.WriteAsync(HttpMethod.Patch, "stock_availables", parameters, RowsXml.OfNumbers(items), cancellationToken).ConfigureAwait(false);
            if (answer.Code is not (23 or 25))
                return (items, answer);
            patchIsForbidden = true;
            items = await preparation.ReadyAsync(items, wholeRows: true, outcomes, cancellationToken).ConfigureAwait(false);
        }

        return items.Count == 0 ? ([], null)
            : (items, await client.WriteAsync(HttpMethod.Put, "stock_availables", parameters, RowsXml.OfWholeRows(items), cancellationToken).ConfigureAwait(false));
    }
}
