using System.Globalization;
using System.Text;
using Connector.Abstractions;
using Connector.Adapters.CsCart.Api;

namespace Connector.Adapters.CsCart.Listings;

/// <summary>
/// Whose products are meant. In Multi-Vendor two vendors may use one SKU, so a vendor must be named; a shop with several
/// storefronts keeps one number for all of them and needs none.
/// </summary>
internal sealed class CompanyRule(ShopClient client, int? companyId)
{
    /// <summary>What a marketplace without a named vendor is told.</summary>
    public const string VendorNeeded =
        "This is a Multi-Vendor marketplace, where two vendors may use one SKU. Set companyId to the number of your vendor (Vendors → Vendors; it stands in the address of the vendor's page).";

    private static readonly KeyValuePair<string, string>[] OneRow = [new("items_per_page", "1")];

    private const int LongestName = 400;

    private readonly string? wanted = companyId?.ToString(CultureInfo.InvariantCulture);
    private volatile string seen = "";
    private volatile bool severalAreFine;

    /// <summary>Whether a row is one of ours.</summary>
    /// <exception cref="StoreException">It cannot be said, and a person must say more.</exception>
    public async ValueTask<bool> IsOursAsync(ShopRow row, CancellationToken cancellationToken)
    {
        if (wanted is not null)
        {
            return row.Company.Length > 0
                ? row.Company == wanted
                : throw ShopFailures.Shape($"product {row.Ref.Id} does not say whose it is (company_id), although companyId is set");
        }

        if (row.Company is "" or "0" || severalAreFine || row.Company == seen)
            return true;
        if (seen.Length > 0)
            await AllowSeveralAsync(cancellationToken).ConfigureAwait(false);
        seen = row.Company;
        return true;
    }

    /// <summary>What the shop is, and how it names itself.</summary>
    public async Task<(Edition Edition, string Name)> FindEditionAsync(CancellationToken cancellationToken)
    {
        var name = await FindNameAsync(cancellationToken).ConfigureAwait(false);
        if (name.Contains("Multi-Vendor", StringComparison.OrdinalIgnoreCase))
            return (Edition.MultiVendor, name);
        if (name.StartsWith("CS-Cart", StringComparison.OrdinalIgnoreCase))
            return (Edition.Store, name);

        // Each entity is in one of the editions only.
        if (await HasAsync("vendors", cancellationToken).ConfigureAwait(false))
            return (Edition.MultiVendor, "Multi-Vendor");
        return await HasAsync("stores", cancellationToken).ConfigureAwait(false)
            ? (Edition.Store, "CS-Cart")
            : (Edition.Unknown, "CS-Cart (the version is not shown to this key)");
    }

    // Not documented: brand, version and edition with some markup. Any other page is longer.
    private async Task<string> FindNameAsync(CancellationToken cancellationToken)
    {
        try
        {
            var root = await client.GetRootAsync(new("version", "True"), cancellationToken).ConfigureAwait(false);
            return (int)root.Status == 200 && root.Body.Length < LongestName ? PlainText.Of(Encoding.UTF8.GetString(root.Body.Span)).Trim('"') : "";
        }
        catch (Exception exception) when (exception is HttpRequestException or TimeoutException)
        {
            return "";
        }
    }

    private async Task AllowSeveralAsync(CancellationToken cancellationToken)
    {
        var (edition, _) = await FindEditionAsync(cancellationToken).ConfigureAwait(false);
        severalAreFine = edition switch
        {
            Edition.Store => true,
            Edition.MultiVendor => throw new StoreException(StoreFailure.Misconfigured, VendorNeeded),
            _ => throw new StoreException(StoreFailure.Misconfigured, "The products belong to several companies, and the shop does not tell whether these are vendors. Set companyId, or, if this is one shop with several storefronts, let the administrator's group view stores."),
        };
    }

    private async Task<bool> HasAsync(string entity, CancellationToken cancellationToken) =>
        (await client.GetListAsync(entity, OneRow, cancellationToken).ConfigureAwait(false)).IsGood;
}
