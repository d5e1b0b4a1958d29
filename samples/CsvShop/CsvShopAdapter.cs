using System.Globalization;
using System.Runtime.CompilerServices;
using Connector.Abstractions;
using Microsoft.Extensions.Logging;

namespace CsvShop;

/// <summary>
/// A shop whose stock is a CSV file. A listing's reference is the number of its row; the SKU in the row is compared before
/// it is written, so that a file whose rows have moved gets <see cref="StockStatus.Gone"/> and no wrong number.
/// </summary>
internal sealed partial class CsvShopAdapter : IStoreAdapter
{
    private readonly StoreContext context;
    private readonly CsvShopOptions options;
    private readonly string path;
    private readonly string temporaryPath;

    public CsvShopAdapter(StoreContext context, CsvShopOptions options)
    {
        this.context = context;
        this.options = options;
        path = Path.GetFullPath(options.Path, context.ConfigurationFolder);
        // Beside the file itself and not beside a link to it: only within one disk a file can be put in another's place.
        if (new FileInfo(path) is { LinkTarget: not null } link)
            path = link.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? path;
        temporaryPath = Path.Combine(Path.GetDirectoryName(path)!, $".{Path.GetFileName(path)}.{context.StoreId}.tmp");
    }

    /// <inheritdoc />
    /// <remarks>Every call goes through the whole file once, so batches are large and calls do not overlap.</remarks>
    public StoreCapabilities Capabilities { get; } = new() { MaxFindBatch = 10_000, MaxSetBatch = 10_000, Features = StoreFeatures.ConfirmsWrites | StoreFeatures.FractionalQuantities };

    /// <inheritdoc />
    public async Task<StoreHealth> CheckHealthAsync(CancellationToken cancellationToken)
    {
        using var reader = await CsvStockReader.OpenAsync(path, options, cancellationToken);
        var obstacle = FindObstacle();
        return new StoreHealth
        {
            IsHealthy = obstacle is null,
            Summary = obstacle ?? $"{path}, {reader.Length.ToString("N0", CultureInfo.InvariantCulture)} bytes, can be read and written.",
            Details = new Dictionary<string, string>
            {
                ["path"] = path,
                ["encoding"] = options.Encoding + (reader.Mark.Length > 0 ? " with byte order mark" : ""),
                ["name column"] = reader.Columns.Name is null ? "none" : options.NameColumn,
            },
        };
    }

    /// <inheritdoc />
    public async IAsyncEnumerable<Listing> ReadListingsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var reader = await CsvStockReader.OpenAsync(path, options, cancellationToken);
        while (await reader.ReadAsync(cancellationToken) is { } row)
        {
            // A blank line is no product.
            if (!string.IsNullOrWhiteSpace(row.Raw))
                yield return ToListing(row);
        }
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<Listing>> FindBySkuAsync(IReadOnlyList<string> skus, CancellationToken cancellationToken)
    {
        // The connector compares exactly; this only must not bring less. It trims and may ignore case and Unicode forms, so neither counts here.
        var wanted = skus.Select(Loosely).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var found = new List<Listing>();
        await foreach (var listing in ReadListingsAsync(cancellationToken))
        {
            if (wanted.Contains(Loosely(listing.Sku)))
                found.Add(listing);
        }

        return found;
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<StockOutcome>> SetStockAsync(IReadOnlyList<StockChange> changes, CancellationToken cancellationToken)
    {
        var batch = new CsvStockBatch(changes, options.Delimiter[0]);
        var changed = await new CsvStockWriter(path, temporaryPath, options).RewriteAsync(batch.Edit, cancellationToken);
        LogRewritten(context.Logger, context.StoreId.Value, changed, path);
        return batch.Outcomes;
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static string Loosely(string sku) => sku.Trim().Normalize();

    private static Listing ToListing(CsvRow row) => new()
    {
        Ref = new ListingRef(row.Number.ToString(CultureInfo.InvariantCulture)),
        Sku = row.Sku,
        Quantity = row.Stock,
        TracksStock = row.TracksStock,
        Name = row.Name,
    };

    private string? FindObstacle()
    {
        try
        {
            using var trial = new FileStream(temporaryPath, FileMode.Create, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
            return null;
        }
        catch (Exception exception) when (CsvFailure.Translate(Path.GetDirectoryName(path)!, exception) is { } failure)
        {
            return failure.Message;
        }
    }

    [LoggerMessage(1, LogLevel.Debug, "Store {Store}: {Rows} rows rewritten in {Path}")]
    private static partial void LogRewritten(ILogger logger, string store, int rows, string path);
}
