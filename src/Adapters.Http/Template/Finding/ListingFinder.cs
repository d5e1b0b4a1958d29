using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Connector.Abstractions;
using Connector.Adapters.Http.Template.Paths;
using Connector.Adapters.Http.Template.Placeholders;
using Connector.Adapters.Http.Template.Reading;
using Connector.Adapters.Http.Template.Site;
using Connector.Adapters.Http.Template.Urls;

namespace Connector.Adapters.Http.Template.Finding;

/// <summary>Looks products up by SKU: by the site's own look-up, or in everything that the reading brings.</summary>
internal sealed class ListingFinder(FindPlan? plan, CatalogueReader? reader, SiteClient client, TemplateScope values, int concurrency)
{
    /// <summary>What a call takes at most where every call reads the whole site.</summary>
    public const int MaxOfWholeReading = 10_000;

    /// <summary>The listings that carry any of these SKUs, and perhaps others.</summary>
    public async Task<IReadOnlyList<Listing>> FindAsync(IReadOnlyList<string> skus, CancellationToken cancellationToken)
    {
        if (plan is not null)
            return await AskAsync(plan, skus, cancellationToken).ConfigureAwait(false);
        // A site that cannot be read takes any SKU, and says itself which ones it knows.
        return reader is null
            ? [.. skus.Select(static sku => new Listing { Ref = TemplateRef.OfSku(sku), Sku = sku, ShowsQuantity = false })]
            : await ReadAsync(reader, skus, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<IReadOnlyList<Listing>> ReadAsync(CatalogueReader reader, IReadOnlyList<string> skus, CancellationToken cancellationToken)
    {
        // Loosely: the host compares by the store's own rule, which may trim and ignore case.
        var wanted = skus.Select(Loose).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var found = new List<Listing>();
        await foreach (var listing in reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            if (wanted.Contains(Loose(listing.Sku)))
                found.Add(listing);
        }

        return found;
    }

    private static string Loose(string sku) => SkuText.IsWhole(sku) ? sku.Trim().Normalize(NormalizationForm.FormC) : sku;

    private async Task<IReadOnlyList<Listing>> AskAsync(FindPlan find, IReadOnlyList<string> skus, CancellationToken cancellationToken)
    {
        var found = new ConcurrentDictionary<int, IReadOnlyList<Listing>>();
        var chunks = skus.Where(SkuText.IsWhole).Chunk(find.MaxItems).Select(static (chunk, i) => (Chunk: chunk, Place: i));
        var most = new ParallelOptions { MaxDegreeOfParallelism = concurrency, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(chunks, most, async (one, token) => found[one.Place] = await AskOnceAsync(find, one.Chunk, token).ConfigureAwait(false)).ConfigureAwait(false);
        // One product may answer for several SKUs, or come with each of them.
        return [.. found.OrderBy(static pair => pair.Key).SelectMany(static pair => pair.Value).DistinctBy(static listing => listing.Ref)];
    }

    private async Task<IReadOnlyList<Listing>> AskOnceAsync(FindPlan find, string[] skus, CancellationToken cancellationToken)
    {
        var scope = Scope(find, skus);
        Uri to;
        try
        {
            to = client.Address(find.Request, scope);
        }
        catch (TemplateValueException)
        {
            // No address leads to such a SKU, so the site cannot have it.
            return [];
        }

        var what = SiteClient.Describe(find.Request, to);
        using var answer = await client.SendAsync(find.Request, scope, to, cancellationToken).ConfigureAwait(false);
        if (answer.Status is 404 or 410 && !answer.IsHtml && find.Request.Url.PathNames.Contains("sku"))
            return [];
        if (client.Errors.Judge(answer, find.Request.Success, what) is { } failure)
            throw failure;
        try
        {
            return Read(find, answer);
        }
        catch (PathMissingException exception)
        {
            throw client.Errors.Misshapen(what, exception.Message);
        }
    }

    private static List<Listing> Read(FindPlan find, SiteAnswer answer)
    {
        if (answer.Json?.RootElement is not { } root)
            throw new PathMissingException("the answer is empty");
        var sight = new ItemSight();
        return find.Mapping.Items.FindAll(root).All
            .Where(static match => match.Node.ValueKind != JsonValueKind.Null)
            .Select(match => find.Mapping.Read(match, sight))
            .Where(static listing => TemplateRef.Parse(listing.Ref) is not null)
            .ToList();
    }

    private TemplateScope Scope(FindPlan find, string[] skus)
    {
        if (find.MaxItems == 1)
            return new TemplateScope(values).Set("sku", TemplateValue.Of(skus[0]));
        TemplateScope[] items = [.. skus.Select(sku => new TemplateScope(values).Set("sku", TemplateValue.Of(sku)))];
        return new TemplateScope(values) { Items = items };
    }
}
