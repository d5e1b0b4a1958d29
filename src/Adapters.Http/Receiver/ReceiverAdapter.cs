using System.Runtime.CompilerServices;
using Connector.Abstractions;

namespace Connector.Adapters.Http.Receiver;

/// <summary>
/// A site of own development with a receiver: three routes below one address, signed as Standard Webhooks says
/// (docs/stock-receiver.openapi.yaml). Only the route that writes is mandatory.
/// </summary>
internal sealed class ReceiverAdapter : IStoreAdapter
{
    private const int MostItems = 500;
    private static readonly TimeSpan Remembrance = TimeSpan.FromMinutes(1);

    private readonly TimeProvider time;
    private readonly HttpOptions options;
    private readonly ReceiverClient client;
    private readonly SiteStock stock;
    private readonly BatchSender sender;
    private SiteCapabilities? site;
    private (long At, ShownSkus Skus)? reading;

    public ReceiverAdapter(StoreContext context, HttpOptions options)
    {
        time = context.TimeProvider;
        this.options = options;
        client = new ReceiverClient(context, options);
        stock = new SiteStock(client);
        sender = new BatchSender(client, time);
        Capabilities = new StoreCapabilities
        {
            MaxFindBatch = 1000,
            MaxSetBatch = MostItems,
            // What the site itself takes is known only after a call, and may change: the option says what is sent, and the
            // site's word refuses single numbers.
            Features = StoreFeatures.ConfirmsWrites | StoreFeatures.FindsUnlisted | (options.Decimals > 0 ? StoreFeatures.FractionalQuantities : StoreFeatures.None),
        };
    }

    /// <inheritdoc />
    public StoreCapabilities Capabilities { get; }

    /// <inheritdoc />
    public async Task<StoreHealth> CheckHealthAsync(CancellationToken cancellationToken)
    {
        site = await AskAsync(cancellationToken).ConfigureAwait(false);
        return await new ReceiverHealth(options, stock, sender, time).CheckAsync(site, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc />
    public async IAsyncEnumerable<Listing> ReadListingsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        reading = null;
        // Asked anew with every reading: the site's developer may have changed what it can do.
        site = null;
        if (!(await SiteAsync(cancellationToken).ConfigureAwait(false)).Reads)
            yield break;
        var shown = new ShownSkus();
        await foreach (var listing in stock.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            cancellationToken.ThrowIfCancellationRequested();
            shown.Add(listing.Sku);
            yield return listing;
        }

        reading = (time.GetTimestamp(), shown);
        sender.Forget();
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<Listing>> FindBySkuAsync(IReadOnlyList<string> skus, CancellationToken cancellationToken)
    {
        // A site that shows nothing may have any SKU: it says so when a number is sent.
        if (!(await SiteAsync(cancellationToken).ConfigureAwait(false)).Reads)
            return [.. skus.Select(sku => new Listing { Ref = new ListingRef("sku:" + sku.Trim()), Sku = sku.Trim(), ShowsQuantity = false })];
        // What a whole reading has just not shown is not there.
        var wanted = reading is { } just && time.GetElapsedTime(just.At) < Remembrance ? [.. skus.Where(just.Skus.MayHave)] : skus;
        return await stock.FindAsync(wanted, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<StockOutcome>> SetStockAsync(IReadOnlyList<StockChange> changes, CancellationToken cancellationToken)
    {
        reading = null;
        var known = await SiteAsync(cancellationToken).ConfigureAwait(false);
        var outcomes = new Dictionary<ListingRef, StockOutcome>(changes.Count);
        // The contract names articles by SKU: one number for each.
        var sent = new Dictionary<string, StockChange>(StringComparer.Ordinal);
        foreach (var change in changes)
        {
            if (ItemResults.Refused(change, known) is { } refused)
                outcomes[change.Ref] = refused;
            else if (!sent.TryAdd(change.Sku, change) && sent[change.Sku].Quantity != change.Quantity)
                outcomes[change.Ref] = ItemResults.Outcome(change, StockStatus.Rejected, "http.same_sku", "two articles of the site carry this SKU, and were to get different numbers; the receiver contract tells them apart by nothing else");
        }

        var answers = new Dictionary<string, StockOutcome>(StringComparer.Ordinal);
        await sender.SendAsync([.. sent.Values], known, (change, outcome) => answers[change.Sku] = outcome, cancellationToken).ConfigureAwait(false);
        return [.. changes.Select(change => outcomes.GetValueOrDefault(change.Ref) ?? answers[change.Sku] with { Ref = change.Ref })];
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task<SiteCapabilities> SiteAsync(CancellationToken cancellationToken)
    {
        var known = site ??= await AskAsync(cancellationToken).ConfigureAwait(false);
        return known.OtherContract is { } other
            ? throw new StoreException(StoreFailure.Misconfigured, $"The site's receiver speaks “{other}”, the connector {SiteCapabilities.Contract}. Nothing is sent to it.")
            : known;
    }

    private async Task<SiteCapabilities> AskAsync(CancellationToken cancellationToken)
    {
        var answer = await client.GetAsync("capabilities", cancellationToken).ConfigureAwait(false);
        return (int)answer.Status switch
        {
            // Only the route that writes is mandatory.
            404 => SiteCapabilities.Untold,
            200 when answer.Json is { } json => SiteCapabilities.Read(json)
                ?? throw new StoreException(StoreFailure.Misconfigured, $"What is at this address is no receiver: GET capabilities is answered “{answer.Text}”, without \"contract\": \"{SiteCapabilities.Contract}\". Check the url."),
            200 => throw new StoreException(StoreFailure.Protocol, $"GET capabilities is not answered with JSON but with “{answer.Text}”. A page stands before the receiver, or the url is not the receiver's."),
            _ => throw ReceiverFailures.Of(answer, "GET capabilities"),
        };
    }
}
