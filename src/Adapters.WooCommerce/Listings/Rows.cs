using System.Globalization;
using Connector.Adapters.WooCommerce.Api;

namespace Connector.Adapters.WooCommerce.Listings;

/// <summary>Reads single rows by their ids. The list of products does not know variations' ids, nor the other way round.</summary>
internal static class Rows
{
    /// <summary>Products, drafts and trash included as far as the shop shows them.</summary>
    public static Task<List<ProductRow>> OfProductsAsync(ShopClient client, IReadOnlyList<long> ids, CancellationToken cancellationToken) =>
        ByIdAsync(client, "/wc/v3/products", ids, cancellationToken);

    /// <summary>Variations. The analytics' list has them in every version, also where analytics are switched off.</summary>
    public static async Task<List<ProductRow>> OfVariationsAsync(ShopClient client, IReadOnlyList<long> ids, CancellationToken cancellationToken) =>
        [.. (await ByIdAsync(client, "/wc-analytics/variations", ids, cancellationToken).ConfigureAwait(false)).Select(row => row with { Type = "variation" })];

    private static async Task<List<ProductRow>> ByIdAsync(ShopClient client, string route, IReadOnlyList<long> ids, CancellationToken cancellationToken)
    {
        var found = new List<ProductRow>();
        foreach (var chunk in ids.Chunk(Pages.Size))
        {
            var answer = await client.GetAsync(route,
            [
                new("include", string.Join(',', chunk.Select(id => id.ToString(CultureInfo.InvariantCulture)))),
                new("per_page", Pages.Size.ToString(CultureInfo.InvariantCulture)),
                new("_fields", ProductRow.Fields),
            ], cancellationToken).ConfigureAwait(false);
            if (!answer.IsGood)
                throw ShopFailures.Of(answer, client.Address);
            // A shop that ignores the filter would bring everything: only what was asked for counts.
            found.AddRange(answer.Read(ShopJson.Default.ListProductRow).Where(row => row.Id is { } id && chunk.Contains(id)));
        }

        return found;
    }
}
