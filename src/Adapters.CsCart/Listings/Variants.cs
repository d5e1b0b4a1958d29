using System.Runtime.CompilerServices;
using Connector.Abstractions;
using Connector.Adapters.CsCart.Api;

namespace Connector.Adapters.CsCart.Listings;

/// <summary>Reads what hangs on a product of the older generations; each product costs a request.</summary>
internal sealed class Variants(ShopClient client, Pages pages)
{
    /// <summary>Whether a product keeps its stock in other rows.</summary>
    public static bool Has(ShopRow product) => product.Tracking == "O" || product.Type == "C";

    /// <summary>The rows that keep a product's stock.</summary>
    /// <exception cref="StoreException">They could not be read.</exception>
    public async Task<IReadOnlyList<ShopRow>> ReadAsync(ShopRow product, CancellationToken cancellationToken)
    {
        var rows = new List<ShopRow>();
        if (product.Type == "C")
        {
            await foreach (var row in VariationsAsync(product, cancellationToken).ConfigureAwait(false))
                rows.Add(Of(product, row));
        }
        else
        {
            var answer = await client.GetListAsync("combinations", [new("product_id", product.Ref.Id)], cancellationToken).ConfigureAwait(false);
            if (!answer.IsGood)
                throw ShopFailures.Of(answer, client);
            rows.AddRange(ListPage.Of(answer, ItemKind.Combination).Rows.Select(row => Of(product, row)));
        }

        return rows;
    }

    private async IAsyncEnumerable<ShopRow> VariationsAsync(ShopRow product, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var reading = pages.Read("product_variations", ItemKind.Variation, [new("parent_product_id", product.Ref.Id)]);
        await foreach (var page in reading.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            foreach (var row in page)
                yield return row;
        }

        if (!reading.IsWhole)
            throw new StoreException(StoreFailure.Protocol, $"The shop lists {reading.Ids.Count} of {reading.Total} variations of product {product.Ref.Id}; the reading does not count.");
    }

    // A filter that the shop ignores would hang strangers on this product.
    private static ShopRow Of(ShopRow product, ShopRow row) => row.Parent.Length == 0 || row.Parent == product.Ref.Id
        ? row with { Parent = product.Ref.Id, Company = product.Company, Name = row.Name.Length > 0 ? row.Name : product.Name }
        : throw ShopFailures.Shape($"asked for the variants of product {product.Ref.Id}, the shop answered with those of {row.Parent}");
}
