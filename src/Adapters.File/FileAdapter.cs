using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Connector.Abstractions;
using Connector.Adapters.File.Feeds;
using Connector.Adapters.File.Options;
using Connector.Adapters.File.Storage;

namespace Connector.Adapters.File;

/// <summary>
/// Keeps a file right that a site or marketplace reads: one of the connector's own, which holds every SKU of keyCRM with its
/// zeros, or the feed of another program, of which only the stock is changed.
/// </summary>
internal sealed class FileAdapter : IStoreAdapter
{
    // Every call replaces the whole file: a pass is one call, however large it is.
    private const int MostAtOnce = 10_000_000;

    private readonly TimeProvider time;
    private readonly FileStoreOptions options;
    private readonly IFeedFormat format;
    private readonly FeedFile target;
    private readonly FeedFile? source;
    private readonly DeltaFiles? deltas;

    public FileAdapter(StoreContext context, FileStoreOptions options)
    {
        time = context.TimeProvider;
        this.options = options;
        format = FeedFormats.Of(options);
        var encoding = EncodingOf(options.Encoding);
        target = new FeedFile(Path.GetFullPath(options.Path, context.ConfigurationFolder), encoding, options.Bom);
        if (options.Source is { } path)
            source = new FeedFile(Path.GetFullPath(path, context.ConfigurationFolder), encoding, options.Bom);
        if (options.Mode == FeedMode.Delta)
            deltas = new DeltaFiles(target.Path, format, encoding, options.Bom, options.Keep);
        Capabilities = new StoreCapabilities
        {
            MaxFindBatch = MostAtOnce,
            MaxSetBatch = MostAtOnce,
            Features = StoreFeatures.ConfirmsWrites
                | (options.Decimals > 0 ? StoreFeatures.FractionalQuantities : StoreFeatures.None)
                | (source is null ? StoreFeatures.FindsUnlisted : StoreFeatures.None),
        };
    }

    /// <inheritdoc />
    public StoreCapabilities Capabilities { get; }

    private bool IsOwn => source is null;

    private string Name => options.Format switch
    {
        FeedFormat.Yml => "yml",
        FeedFormat.Hotline => "hotline",
        _ => "csv",
    };

    /// <inheritdoc />
    public Task<StoreHealth> CheckHealthAsync(CancellationToken cancellationToken)
    {
        var folder = Path.GetDirectoryName(target.Path)!;
        if (!Directory.Exists(folder))
            return Task.FromResult(new StoreHealth { IsHealthy = false, Summary = $"The folder {folder} does not exist. Make it, and let the connector's user write in it." });
        FeedWriting.TryFolder(folder);
        var feed = Load().Feed;
        return Task.FromResult(new StoreHealth
        {
            IsHealthy = true,
            Summary = string.Create(CultureInfo.InvariantCulture, $"{target.Path}: {Name} with {feed.Rows.Count} rows{(IsOwn ? "" : $", from {source!.Path}")}"),
            Details = new Dictionary<string, string>(StringComparer.Ordinal) { ["format"] = Name, ["mode"] = options.Mode == FeedMode.Full ? "full" : "delta", ["rows"] = feed.Rows.Count.ToString(CultureInfo.InvariantCulture) },
        });
    }

    /// <inheritdoc />
    public async IAsyncEnumerable<Listing> ReadListingsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        foreach (var listing in Listings())
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return listing;
        }
    }

    /// <inheritdoc />
    public Task<IReadOnlyList<Listing>> FindBySkuAsync(IReadOnlyList<string> skus, CancellationToken cancellationToken)
    {
        var wanted = skus.Select(sku => sku.Trim()).ToHashSet(StringComparer.Ordinal);
        var found = Listings().Where(listing => wanted.Contains(listing.Sku.Trim())).ToList();
        if (IsOwn)
        {
            // A file of our own takes any SKU: it is for sale there as soon as it is written.
            wanted.ExceptWith(found.Select(listing => listing.Sku.Trim()));
            found.AddRange(skus.Select(sku => sku.Trim()).Where(wanted.Remove).Select(sku => new Listing { Ref = new ListingRef(format.RefOf(sku)), Sku = sku }));
        }

        return Task.FromResult<IReadOnlyList<Listing>>(found);
    }

    /// <inheritdoc />
    public Task<IReadOnlyList<StockOutcome>> SetStockAsync(IReadOnlyList<StockChange> changes, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var state = Load();
        var writing = new FeedWriting(format, target, state, IsOwn, options.Decimals);
        var outcomes = changes.Select(writing.Set).ToList();
        if (writing.HasChanges)
            Write(writing, state);
        return Task.FromResult<IReadOnlyList<StockOutcome>>(outcomes);
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static Encoding EncodingOf(string name) => name == "utf-8"
        ? new UTF8Encoding(encoderShouldEmitUTF8Identifier: true, throwOnInvalidBytes: true)
        : CodePagesEncodingProvider.Instance.GetEncoding(1251, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!;

    private List<Listing> Listings()
    {
        var state = Load();
        return state.Feed.Rows.Select(row => new Listing
        {
            Ref = new ListingRef(row.Ref),
            Sku = row.Sku,
            Quantity = row.Ref != state.Renewing && state.Numbers.TryGetValue(row.Ref, out var number) ? number : null,
            Name = row.Name,
        }).ToList();
    }

    private FeedState Load()
    {
        var manifest = FeedManifest.Read(target.Path);
        var written = target.Read();
        if (source is null)
        {
            var own = format.Parse(written?.Text ?? format.Empty(time.GetUtcNow()));
            return new FeedState(manifest, written, own, own, isStale: false, format.HasNumbers);
        }

        var original = source.Read()
            ?? throw new StoreException(StoreFailure.Unreachable, $"The source {source.Path} does not exist. {target.Path} stays as it is until the program that makes the source has written it.");
        var feed = format.Parse(original.Text);
        if (manifest is not null && feed.Rows.Count < manifest.Rows * (100 - options.MaxDroppedPercent) / 100m)
        {
            throw new StoreException(StoreFailure.Protocol, string.Create(CultureInfo.InvariantCulture,
                $"The source {source.Path} has {feed.Rows.Count} offers, it had {manifest.Rows}: that looks like a file that was cut. {target.Path} stays as it is. If it is right, delete {target.Path}.manifest.json, or raise maxDroppedPercent."));
        }

        if (source.Path == target.Path)
            return new FeedState(manifest, written, feed, feed, isStale: false, format.HasNumbers);
        var shown = written is null ? null : format.Parse(written.Text);
        return new FeedState(manifest, written, feed, shown, manifest?.SourceSha256 != original.Fingerprint, format.HasNumbers) { SourceFingerprint = original.Fingerprint };
    }

    private void Write(FeedWriting writing, FeedState state)
    {
        var now = time.GetUtcNow();
        var text = writing.Text(IsOwn ? format.Redate(state.Feed, now) : []);
        var sequence = (state.Manifest?.Sequence ?? 0) + 1;
        // The delta first: if the power goes between the two, the change comes once more in the next delta.
        deltas?.Write(sequence, writing.Changed, now);
        var fingerprint = target.Replace(text, state.Written, options.Keep);
        new FeedManifest
        {
            Sequence = sequence,
            WrittenAt = now,
            Rows = state.Feed.Rows.Count + writing.Added,
            Sha256 = fingerprint,
            SourceSha256 = state.SourceFingerprint,
            Numbers = writing.Numbers,
        }.Write(target.Path);
    }
}
