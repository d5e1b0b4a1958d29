using System.Globalization;
using Connector.Abstractions;
using Connector.Adapters.Http.Template.Compiling;
using Connector.Adapters.Http.Template.Finding;
using Connector.Adapters.Http.Template.Placeholders;
using Connector.Adapters.Http.Template.Reading;
using Connector.Adapters.Http.Template.Site;
using Connector.Adapters.Http.Template.Urls;
using Connector.Adapters.Http.Template.Writing;

namespace Connector.Adapters.Http.Template;

/// <summary>A site of own development with an API of its own, as a template describes it (docs/adapters/http-template.md).</summary>
internal sealed class TemplateAdapter : IStoreAdapter
{
    private readonly StoreId _store;
    private readonly CompiledTemplate _template;
    private readonly SiteClient _client;
    private readonly CatalogueReader? _reader;
    private readonly ListingFinder _finder;
    private readonly StockWriter _writer;

    private TemplateAdapter(StoreContext context, Uri url, CompiledTemplate template)
    {
        var address = new SiteAddress(url);
        _store = context.StoreId;
        _template = template;
        _client = new SiteClient(
            context,
            address,
            new SiteSigner(template.Auth, address, context.TimeProvider),
            new SiteErrors(context.StoreId, new SiteSecrets(template.Auth)),
            template.Headers,
            template.Timeout);
        _reader = template.Read is null ? null : new CatalogueReader(template.Read, _client, template.Values);
        _finder = new ListingFinder(template.Find, _reader, _client, template.Values, template.Concurrency);
        _writer = new StockWriter(template.Write, _client, template.Values, template.Find is null ? null : new ReadBack(_finder));
        Capabilities = new StoreCapabilities
        {
            MaxFindBatch = template.Find is { } find ? Math.Max(find.MaxItems, 50) : ListingFinder.MaxOfWholeReading,
            MaxSetBatch = template.Write.MaxItems,
            MaxConcurrency = template.Concurrency,
            Features = FeaturesOf(template),
        };
    }

    /// <inheritdoc />
    public StoreCapabilities Capabilities { get; }

    /// <summary>Makes the adapter of one site.</summary>
    /// <param name="context">What the host lends.</param>
    /// <param name="url">The option <c>url</c>: every request goes to its host, below its path.</param>
    /// <param name="bearer">The option <c>bearer</c>, for templates without a secret of their own.</param>
    /// <param name="options">The template.</param>
    /// <exception cref="StoreException">The template has mistakes; the message names each.</exception>
    public static TemplateAdapter Create(StoreContext context, Uri url, string? bearer, HttpTemplateOptions options)
    {
        var faults = new TemplateFaults();
        if (url.Scheme is not ("http" or "https") || url.Query.Length > 0 || url.Fragment.Length > 0 || url.UserInfo.Length > 0)
            throw new StoreException(StoreFailure.Misconfigured, $"{context.StoreId}: url must be http:// or https:// with a host and perhaps a path, without user, query or fragment: https://shop.example/api.");
        return TemplateCompiler.Compile(options, faults, mayBeCompleted: false, bearer) is { } template
            ? new TemplateAdapter(context, url, template)
            : throw new StoreException(StoreFailure.Misconfigured, $"{context.StoreId}: the template has mistakes. {string.Join(" ", faults.All.Select(static fault => $"template.{fault}."))}");
    }

    /// <inheritdoc />
    public async Task<StoreHealth> CheckHealthAsync(CancellationToken cancellationToken)
    {
        if (_template.Check is { } check)
        {
            var scope = new TemplateScope(_template.Values);
            var to = _client.Address(check, scope);
            using var answer = await _client.AskAsync(check, scope, to, cancellationToken).ConfigureAwait(false);
            return Healthy($"{SiteClient.Describe(check, to)} was answered with {answer.Status}. Whether a write is allowed shows with the first one.", null);
        }

        if (_reader is not null)
        {
            var (onPage, total) = await _reader.ProbeAsync(cancellationToken).ConfigureAwait(false);
            var found = total is null ? $"{onPage} products on the first page" : $"{total} products";
            return Healthy($"{found}. Whether a write is allowed shows with the first one.", total ?? onPage);
        }

        if (_template.Find is not null)
        {
            await _finder.FindAsync(["connector-health-check"], cancellationToken).ConfigureAwait(false);
            return Healthy("The look-up answers. Whether a write is allowed shows with the first one.", null);
        }

        return Healthy("Nothing was asked: the template can only write. Add check (a request that changes nothing) to see whether the site is there.", null);
    }

    /// <inheritdoc />
    public async IAsyncEnumerable<Listing> ReadListingsAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (_reader is null)
            yield break;
        await foreach (var listing in _reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return listing;
        }
    }

    /// <inheritdoc />
    public Task<IReadOnlyList<Listing>> FindBySkuAsync(IReadOnlyList<string> skus, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(skus);
        return _finder.FindAsync(skus, cancellationToken);
    }

    /// <inheritdoc />
    public Task<IReadOnlyList<StockOutcome>> SetStockAsync(IReadOnlyList<StockChange> changes, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(changes);
        return _writer.WriteAsync(changes, cancellationToken);
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static StoreFeatures FeaturesOf(CompiledTemplate template)
    {
        var features = StoreFeatures.None;
        if (template.Read?.Mapping.Parent is not null || template.Find?.Mapping.Parent is not null)
            features |= StoreFeatures.Variants;
        if (template.Write.Decimals > 0)
            features |= StoreFeatures.FractionalQuantities;
        if (template.Write.Negative)
            features |= StoreFeatures.NegativeQuantities;
        if (template.Write.Result?.Current is not null)
            features |= StoreFeatures.ConfirmsWrites;
        if (template.Read is null)
            features |= StoreFeatures.FindsUnlisted;
        return features;
    }

    private StoreHealth Healthy(string found, int? products)
    {
        var details = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["reads"] = _template.Read is null ? "no: the connector goes by what it last put there; no drift repair and no undo" : "yes",
            ["results"] = _template.Write.Result is null ? "no: a success means that the site said yes" : "for each number",
        };
        if (products is { } count)
            details["products"] = count.ToString(CultureInfo.InvariantCulture);
        return new StoreHealth { IsHealthy = true, Summary = $"{_store}: {found}", Details = details };
    }
}
