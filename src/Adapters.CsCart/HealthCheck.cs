using System.Globalization;
using Connector.Abstractions;
using Connector.Adapters.CsCart.Api;
using Connector.Adapters.CsCart.Listings;
using Connector.Adapters.CsCart.Options;

namespace Connector.Adapters.CsCart;

/// <summary>Asks a shop for one product, and what edition it is. Whether the key may write shows only with the first write.</summary>
internal sealed class HealthCheck(ShopClient client, CompanyRule company, CsCartOptions options)
{
    private static readonly KeyValuePair<string, string> OneRow = new("items_per_page", "1");

    public async Task<StoreHealth> RunAsync(CancellationToken cancellationToken)
    {
        var plain = await ReadAsync([OneRow], cancellationToken).ConfigureAwait(false);
        var whole = await ReadAsync([OneRow, Pages.WithVariations], cancellationToken).ConfigureAwait(false);
        var (edition, version) = await company.FindEditionAsync(cancellationToken).ConfigureAwait(false);
        var details = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["version"] = version,
            ["products"] = whole.Total?.ToString(CultureInfo.InvariantCulture) ?? "not told",
            ["api"] = options.ApiVersion + (client.IsPlain ? ", through api.php (the shop has no rewrite rules)" : ""),
            ["rights"] = "read; the right to write shows with the first write",
        };
        if (plain.Total < whole.Total)
            details["variations"] = $"{whole.Total - plain.Total} of the products are variations that the shop lists only when asked";
        if (!client.IsHttps)
            details["warning"] = "The url is http: the key travels readable to anybody on the way. Use https.";
        var problem = Problem(edition, plain, whole);
        return new StoreHealth
        {
            IsHealthy = problem is null,
            Summary = problem ?? $"{version}, {details["products"]} products{(options.CompanyId is { } id ? $" of company {id}" : "")}, the key may read.",
            Details = details,
        };
    }

    private string? Problem(Edition edition, ListPage plain, ListPage whole)
    {
        if (edition == Edition.MultiVendor && options.CompanyId is null)
            return CompanyRule.VendorNeeded;
        return whole.Total < plain.Total
            ? "The shop lists fewer products when it is asked for variations too. Nothing can be relied on; please report this with the shop's version."
            : null;
    }

    private async Task<ListPage> ReadAsync(KeyValuePair<string, string>[] query, CancellationToken cancellationToken)
    {
        if (options.CompanyId is { } id)
            query = [.. query, new("company_id", id.ToString(CultureInfo.InvariantCulture))];
        var answer = await client.GetListAsync("products", query, cancellationToken).ConfigureAwait(false);
        return answer.IsGood ? ListPage.Of(answer, ItemKind.Product) : throw ShopFailures.Of(answer, client);
    }
}
