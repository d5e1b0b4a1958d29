using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Connector.Abstractions;

namespace Connector.Adapters.Http.Receiver;

/// <summary>
/// A site of own development with a receiver: three routes below one address, signed as Standard Webhooks says
/// (docs/stock-receiver.openapi.yaml). Only the route that writes is mandatory.
/// </summary>
internal sealed class ReceiverAdapter : IStoreAdapter
{
    private const int MostItems = 500;
    private const int MostBytes = 1_000_000;
    private const int TriesWhileRunning = 10;
    private static readonly TimeSpan PauseWhileRunning = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Remembrance = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LargestSkew = TimeSpan.FromMinutes(4);

    private readonly TimeProvider time;
    private readonly HttpOptions options;
    private readonly ReceiverClient client;
    private readonly SiteStock stock;
    private readonly BatchBook batches;
    private SiteCapabilities? site;
    private (long At, ILookup<string, Listing> BySku)? reading;

    public ReceiverAdapter(StoreContext context, HttpOptions options)
    {
        time = context.TimeProvider;
        this.options = options;
        client = new ReceiverClient(context, options);
        stock = new SiteStock(client);
        batches = new BatchBook(time);
        Capabilities = new StoreCapabilities
        {
            MaxFindBatch = 1000,
            MaxSetBatch = MostItems,
            Features = StoreFeatures.ConfirmsWrites | StoreFeatures.FindsUnlisted | (options.Decimals > 0 ? StoreFeatures.FractionalQuantities : StoreFeatures.None),
        };
    }

    /// <inheritdoc />
    public StoreCapabilities Capabilities { get; }

    /// <inheritdoc />
    public async Task<StoreHealth> CheckHealthAsync(CancellationToken cancellationToken)
    {
        site = null;
        var found = await SiteAsync(cancellationToken).ConfigureAwait(false);
        var skew = found.Time is { } clock ? (clock - time.GetUtcNow()).Duration() : TimeSpan.Zero;
        var details = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["reads"] = found.Reads ? "yes" : "no",
            ["maxItems"] = found.MaxItems.ToString(CultureInfo.InvariantCulture),
            ["decimals"] = found.Decimals.ToString(CultureInfo.InvariantCulture),
        };
        if (found.OtherContract is { } other)
            return new StoreHealth { IsHealthy = false, Summary = $"The site speaks “{other}”, the connector {SiteCapabilities.Contract}.", Details = details };
        if (skew > LargestSkew)
            return new StoreHealth { IsHealthy = false, Summary = string.Create(CultureInfo.InvariantCulture, $"The site's clock and this machine's are {skew.TotalMinutes:0} minutes apart: signatures are refused. Set both by a time server."), Details = details };
        if (options.Decimals > found.Decimals)
            return new StoreHealth { IsHealthy = false, Summary = $"The option decimals is {options.Decimals}, the site takes {found.Decimals}.", Details = details };
        if (found.Reads)
            _ = await stock.FindAsync(["connector-check"], cancellationToken).ConfigureAwait(false);
        return new StoreHealth
        {
            IsHealthy = true,
            Summary = found.Reads ? $"{SiteCapabilities.Contract}, up to {found.MaxItems} items a batch" : $"{SiteCapabilities.Contract} that does not show its stock: every pass sends every number",
            Details = details,
        };
    }

    /// <inheritdoc />
    public async IAsyncEnumerable<Listing> ReadListingsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        reading = null;
        if (!(await SiteAsync(cancellationToken).ConfigureAwait(false)).Reads)
            yield break;
        var listings = new List<Listing>();
        await foreach (var listing in stock.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            listings.Add(listing);
            yield return listing;
        }

        reading = (time.GetTimestamp(), listings.ToLookup(listing => listing.Sku.Trim(), StringComparer.OrdinalIgnoreCase));
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<Listing>> FindBySkuAsync(IReadOnlyList<string> skus, CancellationToken cancellationToken)
    {
        // A site that shows nothing may have any SKU: it says so when a number is sent.
        if (!(await SiteAsync(cancellationToken).ConfigureAwait(false)).Reads)
            return [.. skus.Select(sku => new Listing { Ref = new ListingRef("sku:" + sku.Trim()), Sku = sku.Trim() })];
        // What a whole reading has just not shown is not there.
        return reading is { } just && time.GetElapsedTime(just.At) < Remembrance
            ? [.. skus.SelectMany(sku => just.BySku[sku.Trim()])]
            : await stock.FindAsync(skus, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<StockOutcome>> SetStockAsync(IReadOnlyList<StockChange> changes, CancellationToken cancellationToken)
    {
        reading = null;
        var known = await SiteAsync(cancellationToken).ConfigureAwait(false);
        var outcomes = new Dictionary<ListingRef, StockOutcome>(changes.Count);
        var waiting = new Queue<IReadOnlyList<StockChange>>();
        foreach (var change in changes)
        {
            if (ItemResults.Refused(change, known) is { } refused)
                outcomes[change.Ref] = refused;
        }

        foreach (var chunk in changes.Where(change => !outcomes.ContainsKey(change.Ref)).Chunk(known.MaxItems))
            waiting.Enqueue(chunk);
        while (waiting.TryDequeue(out var part))
        {
            if (await SendAsync(part, known, cancellationToken).ConfigureAwait(false) is { } done)
            {
                foreach (var outcome in done)
                    outcomes[outcome.Ref] = outcome;
                continue;
            }

            waiting.Enqueue([.. part.Take(part.Count / 2)]);
            waiting.Enqueue([.. part.Skip(part.Count / 2)]);
        }

        return [.. changes.Select(change => outcomes[change.Ref])];
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    // null: too large for the site, nothing done.
    private async Task<IReadOnlyList<StockOutcome>?> SendAsync(IReadOnlyList<StockChange> changes, SiteCapabilities known, CancellationToken cancellationToken)
    {
        var (key, id, body) = batches.Open(changes, known.CompareAndSet);
        if (body.Length > MostBytes && changes.Count > 1)
        {
            batches.Close(key);
            return null;
        }

        for (var attempt = 1; ; attempt++)
        {
            var answer = await client.PostAsync("stock", id, body, cancellationToken).ConfigureAwait(false);
            switch ((int)answer.Status)
            {
                // The same batch is still being worked on: its answer is worth waiting for.
                case 409 when attempt < TriesWhileRunning:
                    await Task.Delay(answer.RetryAfter ?? PauseWhileRunning, time, cancellationToken).ConfigureAwait(false);
                    continue;
                case 413 when changes.Count > 1:
                    batches.Close(key);
                    site = known with { MaxItems = Math.Max(1, changes.Count / 2) };
                    return null;
                case >= 200 and < 300:
                    batches.Close(key);
                    return Judge(changes, answer);
                case >= 500:
                    throw ReceiverFailures.Of(answer, "POST stock");
                default:
                    batches.Close(key);
                    throw ReceiverFailures.Of(answer, "POST stock");
            }
        }
    }

    // A yes without results may be true: the host reads it back where it can.
    private static IReadOnlyList<StockOutcome> Judge(IReadOnlyList<StockChange> changes, ReceiverAnswer answer) =>
        answer.Json is { ValueKind: JsonValueKind.Object } json && json.TryGetProperty("results", out var results) && results.ValueKind == JsonValueKind.Array
            ? ItemResults.Of(changes, results)
            : [.. changes.Select(change => new StockOutcome { Ref = change.Ref, Status = StockStatus.Accepted })];

    private async Task<SiteCapabilities> SiteAsync(CancellationToken cancellationToken)
    {
        if (site is { } known)
            return known;
        var answer = await client.GetAsync("capabilities", cancellationToken).ConfigureAwait(false);
        // Only the route that writes is mandatory.
        if (answer.Status == HttpStatusCode.NotFound)
            return site = new SiteCapabilities();
        if (answer.Status != HttpStatusCode.OK)
            throw ReceiverFailures.Of(answer, "GET capabilities");
        return site = answer.Json is { } json && SiteCapabilities.Read(json) is { } read
            ? read
            : throw new StoreException(StoreFailure.Protocol, $"GET capabilities is not answered with JSON but with “{answer.Text}”. A page stands before the receiver, or the url is not the receiver's.");
    }
}
