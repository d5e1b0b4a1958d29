using System.Globalization;
using System.Net;
using Connector.Abstractions;
using Connector.Adapters.WooCommerce.Api;
using Connector.Adapters.WooCommerce.Listings;

namespace Connector.Adapters.WooCommerce.Writing;

/// <summary>Sets numbers in batches, products and variations apart, and says of each item what the shop says.</summary>
internal sealed class StockWriter(ShopClient client, VariationRegister register, ReadBack readBack)
{
    private readonly BatchLimit limit = new();

    /// <summary>One outcome for each change, in order.</summary>
    /// <exception cref="StoreException">Nothing is known of what was done.</exception>
    public async Task<IReadOnlyList<StockOutcome>> SetAsync(IReadOnlyList<StockChange> changes, CancellationToken cancellationToken)
    {
        var outcomes = new Dictionary<ListingRef, StockOutcome>(changes.Count);
        var products = new List<(StockChange, long)>();
        var variations = new List<(StockChange Change, long Id)>();
        foreach (var change in changes)
        {
            var (id, isVariation) = ProductRef.Parse(change.Ref);
            if (id == 0)
                outcomes[change.Ref] = Outcomes.Gone(change, "woo.unknown_reference", $"{change.Ref} is no product of WooCommerce.");
            else if (Outcomes.Refused(change) is { } refused)
                outcomes[change.Ref] = refused;
            else if (isVariation)
                variations.Add((change, id));
            else
                products.Add((change, id));
        }

        var known = await register.FreshAsync([.. variations.Select(item => item.Id)], cancellationToken).ConfigureAwait(false);
        foreach (var (change, id) in variations.Where(item => !known.ContainsKey(item.Id)))
            outcomes[change.Ref] = Outcomes.Gone(change, "woo.no_variation", $"The shop has no variation {id} any more.");
        foreach (var (change, id) in variations.Where(item => known.GetValueOrDefault(item.Id) is { Keeping: not StockKeeping.Own }))
            outcomes[change.Ref] = Outcomes.NotTracked(change, known[id].Keeping);

        await SendAsync(products, Batch.OfProducts, outcomes, cancellationToken).ConfigureAwait(false);
        // Siblings side by side: the shop works on their parent once for each batch.
        var sendable = variations.Where(item => !outcomes.ContainsKey(item.Change.Ref)).Select(item => (item.Change, known[item.Id])).OrderBy(item => item.Item2.ParentId);
        await SendAsync([.. sendable], Batch.OfVariations, outcomes, cancellationToken).ConfigureAwait(false);
        return [.. changes.Select(change => outcomes[change.Ref])];
    }

    private async Task SendAsync<T>(
        List<(StockChange Change, T Target)> items, Func<IReadOnlyList<(StockChange, T)>, Batch> make, Dictionary<ListingRef, StockOutcome> outcomes, CancellationToken cancellationToken)
    {
        for (var done = 0; done < items.Count;)
        {
            var part = items.Skip(done).Take(limit.Items).ToList();
            if (await SendAsync(make(part), cancellationToken).ConfigureAwait(false) is not { } answered)
                continue;
            foreach (var outcome in answered)
                outcomes[outcome.Ref] = outcome;
            done += part.Count;
        }
    }

    // null: too large for the shop, nothing done, the limit is lower now.
    private async Task<IReadOnlyList<StockOutcome>?> SendAsync(Batch batch, CancellationToken cancellationToken)
    {
        ShopAnswer answer;
        try
        {
            answer = await client.PostAsync(batch.Route, batch.Body, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is HttpRequestException { HttpRequestError: not (HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError) } or TimeoutException or IOException)
        {
            return await readBack.SettleAsync(batch, exception.Message, cancellationToken).ConfigureAwait(false);
        }

        if (answer.IsGood && answer.Json.Span[0] == (byte)'{' && answer.TryRead(ShopJson.Default.BatchAnswer)?.Update is { } update)
            return Outcomes.Of(batch, update);
        if (limit.Learn(answer, batch.Changes.Count))
            return null;
        if (WasNotBegun(answer))
            throw ShopFailures.Of(answer, client.Address);
        return await readBack.SettleAsync(batch, string.Create(CultureInfo.InvariantCulture, $"The shop answered {(int)answer.Status} “{(answer.Error?.Text ?? PlainText.OfPage(answer.Body.Span))}”."), cancellationToken).ConfigureAwait(false);
    }

    // Refused at the door. Everything else may have happened in the middle of the batch: PHP dies, the proxy gives up, the
    // work goes on.
    private static bool WasNotBegun(ShopAnswer answer) =>
        (int)answer.Status is >= 300 and < 500 || (answer.Status == HttpStatusCode.ServiceUnavailable && answer.RetryAfter is not null);
}
