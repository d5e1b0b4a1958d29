using System.Runtime.CompilerServices;
using Connector.Abstractions;
using Connector.Adapters.Http.Template.Paths;
using Connector.Adapters.Http.Template.Placeholders;
using Connector.Adapters.Http.Template.Site;

namespace Connector.Adapters.Http.Template.Reading;

/// <summary>Reads every product, page by page, whole or not at all.</summary>
internal sealed class CatalogueReader(ReadPlan plan, SiteClient client, TemplateScope values)
{
    /// <summary>Every product.</summary>
    /// <exception cref="StoreException">A page could not be read, or the pages do not prove that they are all.</exception>
    public async IAsyncEnumerable<Listing> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var pager = new Pager(plan.Paging, values);
        var proof = new ReadingProof();
        Uri? before = null;
        for (var hasMore = true; hasMore;)
        {
            var scope = pager.Scope;
            var to = pager.Link is { } link ? client.Follow(before!, link) : client.Address(plan.Request, scope);
            before = to;
            using var answer = await client.AskAsync(plan.Request, scope, to, cancellationToken).ConfigureAwait(false);
            var (listings, more) = Take(answer, pager, proof, SiteClient.Describe(plan.Request, to));
            hasMore = more;
            foreach (var listing in listings)
                yield return listing;
        }
    }

    /// <summary>Reads the first page alone.</summary>
    /// <returns>The products on it, and how many there are where the site says.</returns>
    public async Task<(int OnPage, int? Total)> ProbeAsync(CancellationToken cancellationToken)
    {
        var pager = new Pager(plan.Paging, values);
        var proof = new ReadingProof();
        var to = client.Address(plan.Request, pager.Scope);
        using var answer = await client.AskAsync(plan.Request, pager.Scope, to, cancellationToken).ConfigureAwait(false);
        var (listings, _) = Take(answer, pager, proof, SiteClient.Describe(plan.Request, to));
        return (listings.Count, proof.Total);
    }

    private (List<Listing> Listings, bool More) Take(SiteAnswer answer, Pager pager, ReadingProof proof, string what)
    {
        try
        {
            if (answer.Json?.RootElement is not { } root)
                throw new PathMissingException("the answer is empty");
            var page = plan.Mapping.Items.FindAll(root);
            proof.Page(page, plan.Paging.Total?.Read(answer, root));
            var listings = page.All.ConvertAll(match => plan.Mapping.Read(match, proof.Sight));
            listings.ForEach(proof.Listing);
            var more = pager.Turn(answer, root, page, proof);
            if (!more)
                proof.Finish();
            return (listings, more);
        }
        catch (PathMissingException exception)
        {
            throw client.Errors.Misshapen(what, exception.Message);
        }
    }
}
