using System.Globalization;
using System.Runtime.CompilerServices;
using Connector.Abstractions;
using Microsoft.Extensions.Logging;

namespace AcmeShop;

/// <summary>Reads the shop's listings and sets their stock. The connector retries, paces, batches and remembers; this does not.</summary>
internal sealed partial class AcmeShopAdapter(StoreContext context, AcmeShopOptions options) : IStoreAdapter
{
    private readonly ItemFile _file = new(Path.GetFullPath(options.Path, context.ConfigurationFolder));

    /// <inheritdoc />
    /// <remarks>Every call goes through the whole file, so batches are large; two writers would overwrite each other, so calls do not overlap.</remarks>
    public StoreCapabilities Capabilities { get; } = new() { MaxFindBatch = 1000, MaxSetBatch = 1000, Features = StoreFeatures.ConfirmsWrites };

    /// <inheritdoc />
    public async Task<StoreHealth> CheckHealthAsync(CancellationToken cancellationToken)
    {
        var items = await _file.ReadAsync(cancellationToken);
        return new StoreHealth { IsHealthy = true, Summary = $"{items.Count} items." };
    }

    /// <inheritdoc />
    public async IAsyncEnumerable<Listing> ReadListingsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var item in await _file.ReadAsync(cancellationToken))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return ToListing(item);
        }
    }

    /// <inheritdoc />
    /// <remarks>More than was asked for is fine: the connector compares SKUs itself.</remarks>
    public async Task<IReadOnlyList<Listing>> FindBySkuAsync(IReadOnlyList<string> skus, CancellationToken cancellationToken) =>
        [.. (await _file.ReadAsync(cancellationToken)).Where(item => skus.Contains(item.Sku.Trim(), StringComparer.OrdinalIgnoreCase)).Select(ToListing)];

    /// <inheritdoc />
    public async Task<IReadOnlyList<StockOutcome>> SetStockAsync(IReadOnlyList<StockChange> changes, CancellationToken cancellationToken)
    {
        var items = await _file.ReadAsync(cancellationToken);
        // One outcome for each change, in the order given: the list is made of the changes, not of the shop's answer.
        var outcomes = changes.Select(change => Set(items, change)).ToList();
        if (outcomes.Exists(outcome => outcome.Status is StockStatus.Applied))
            await _file.WriteAsync(items, cancellationToken);
        LogSet(context.Logger, context.StoreId.Value, outcomes.Count);
        return outcomes;
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static ListingRef RefOf(Item item) => new($"item/{item.Id.ToString(CultureInfo.InvariantCulture)}");

    private static Listing ToListing(Item item) => new()
    {
        Ref = RefOf(item),
        Sku = item.Sku,
        Quantity = item.Quantity,
        TracksStock = item.Quantity is not null,
        Name = item.Name,
    };

    private static StockOutcome Set(List<Item> items, StockChange change)
    {
        var index = items.FindIndex(item => RefOf(item) == change.Ref);
        if (index < 0 || items[index].Sku != change.Sku)
            return Refuse(change, StockStatus.Gone, "acme-shop.gone", $"The shop has no item {change.Ref} with the SKU {change.Sku} any more. The SKU is looked up again.");
        if (items[index].Quantity is null)
            return Refuse(change, StockStatus.NotTracked, "acme-shop.not_tracked", $"The shop counts no stock for {change.Sku}; it was left alone.");
        if (change.Quantity < 0 || decimal.Truncate(change.Quantity) != change.Quantity)
            return Refuse(change, StockStatus.Rejected, "acme-shop.quantity", $"The shop takes whole numbers from 0; {change.Sku} was not set.");
        if (items[index].Quantity == change.Quantity)
            return new StockOutcome { Ref = change.Ref, Status = StockStatus.Unchanged, Current = change.Quantity };
        items[index] = items[index] with { Quantity = change.Quantity };
        return new StockOutcome { Ref = change.Ref, Status = StockStatus.Applied, Current = change.Quantity };
    }

    private static StockOutcome Refuse(StockChange change, StockStatus status, string code, string message) =>
        new() { Ref = change.Ref, Status = status, Error = new StoreError { Code = code, Message = message } };

    [LoggerMessage(1, LogLevel.Debug, "Store {Store}: {Changes} changes answered")]
    private static partial void LogSet(ILogger logger, string store, int changes);
}
