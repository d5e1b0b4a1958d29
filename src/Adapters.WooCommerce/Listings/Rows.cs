using System.Globalization;
using System.Net;
using Connector.Abstractions;
using Connector.Adapters.WooCommerce.Api;

namespace Connector.Adapters.WooCommerce.Listings;

/// <summary>Reads single rows by their ids. The list of products does not know variations' ids, nor the other way round.</summary>
internal static class Rows
{
    private const int AtOnce = 2;

    /// <summary>Products, drafts included; what lies in the trash is not shown.</summary>
    public static async Task<List<ProductRow>> OfProductsAsync(ShopClient client, IReadOnlyList<long> ids, CancellationToken cancellationToken)
    {
        var found = new List<ProductRow>();
        foreach (var chunk in ids.Chunk(Pages.Size))
            found.AddRange(RowsOf(await ListAsync(client, "/wc/v3/products", chunk, cancellationToken).ConfigureAwait(false), client, chunk));
        return found;
    }

    /// <summary>
    /// Variations. The analytics' list has them in every version, also where analytics are switched off; where a plug-in has taken
    /// it away, or the key may not see it, they are asked for one by one.
    /// </summary>
    public static async Task<List<ProductRow>> OfVariationsAsync(ShopClient client, IReadOnlyList<long> ids, CancellationToken cancellationToken)
    {
        var found = new List<ProductRow>();
        foreach (var chunk in ids.Chunk(Pages.Size))
        {
            var answer = await ListAsync(client, "/wc-analytics/variations", chunk, cancellationToken).ConfigureAwait(false);
            if (answer.Error?.Code == "rest_no_route" || ShopFailures.LacksRight(answer))
                found.AddRange(await OneByOneAsync(client, chunk, cancellationToken).ConfigureAwait(false));
            else
                found.AddRange(RowsOf(answer, client, chunk).Select(row => row with { Type = "variation" }));
        }

        return found;
    }

    private static Task<ShopAnswer> ListAsync(ShopClient client, string route, IEnumerable<long> ids, CancellationToken cancellationToken) =>
        client.GetAsync(route,
        [
            new("include", string.Join(',', ids.Select(id => id.ToString(CultureInfo.InvariantCulture)))),
            new("per_page", Pages.Size.ToString(CultureInfo.InvariantCulture)),
            new("_fields", ProductRow.Fields),
        ], cancellationToken);

    // A shop that ignores the filter would bring everything: only what was asked for counts.
    private static IEnumerable<ProductRow> RowsOf(ShopAnswer answer, ShopClient client, long[] asked)
    {
        if (!answer.IsGood)
            throw ShopFailures.Of(answer, client.Address);
        var rows = answer.Read(ShopJson.Default.ListProductRow);
        if (answer.Total is { } total && rows.Count != Math.Min(total, Pages.Size))
            throw new StoreException(StoreFailure.Protocol, $"The shop says that there are {total} of the {asked.Length} products asked for, and shows {rows.Count}; the answer does not count.");
        return rows.Where(row => row.Id is { } id && asked.Contains(id));
    }

    // products/<id> shows a variation too, and says that it is one.
    private static async Task<List<ProductRow>> OneByOneAsync(ShopClient client, long[] ids, CancellationToken cancellationToken)
    {
        var found = new List<ProductRow>();
        foreach (var pair in ids.Chunk(AtOnce))
        {
            foreach (var row in await Task.WhenAll(pair.Select(id => OneAsync(client, id, cancellationToken))).ConfigureAwait(false))
            {
                if (row is { Type: "variation" })
                    found.Add(row);
            }
        }

        return found;
    }

    private static async Task<ProductRow?> OneAsync(ShopClient client, long id, CancellationToken cancellationToken)
    {
        var route = string.Create(CultureInfo.InvariantCulture, $"/wc/v3/products/{id}");
        var answer = await client.GetAsync(route, [new("_fields", ProductRow.Fields)], cancellationToken).ConfigureAwait(false);
        if (answer.Status is HttpStatusCode.NotFound or HttpStatusCode.BadRequest && answer.Error?.Code == "woocommerce_rest_product_invalid_id")
            return null;
        if (!answer.IsGood)
            throw ShopFailures.Of(answer, client.Address);
        var row = answer.Read(ShopJson.Default.ProductRow);
        return row.Id == id ? row : null;
    }
}
