using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Connector.Abstractions;
using Connector.Adapters.PrestaShop.Api;

namespace Connector.Adapters.PrestaShop.Listings;

/// <summary>
/// Reads the shop's listings from three lists: products and combinations carry the references, <c>stock_availables</c> the
/// numbers. The row of a product that has combinations is their sum, kept by the shop, and no listing.
/// </summary>
internal sealed class Catalogue(WebserviceLists lists, ShopScope scope, TimeProvider time)
{
    private static readonly TimeSpan Freshness = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<long, (long At, StockRow Row)> rows = new();

    /// <summary>Listings at the last reading; <see langword="null"/> before the first.</summary>
    public int? Size { get; private set; }

    /// <summary>Everything that the shop sells.</summary>
    public async IAsyncEnumerable<Listing> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var names = new Names();
        await foreach (var row in lists.ReadAsync("products", "[id,reference]", [], cancellationToken).ConfigureAwait(false))
            names.AddProduct(row);
        await foreach (var row in lists.ReadAsync("combinations", "[id,id_product,reference]", [], cancellationToken).ConfigureAwait(false))
            names.AddCombination(row);

        if (scope.MustBeFound)
            await scope.FindAsync(cancellationToken).ConfigureAwait(false);
        var withRow = new HashSet<long>();
        var count = 0;
        await foreach (var row in RowsAsync(cancellationToken).ConfigureAwait(false))
        {
            withRow.Add(row.Product);
            if (names.ToListing(row) is not { } listing)
                continue;
            count++;
            yield return listing;
        }

        foreach (var listing in names.WithoutRow(withRow))
        {
            count++;
            yield return listing;
        }

        Size = count;
    }

    /// <summary>The listings of these products' rows, under the names that are known of them.</summary>
    public async Task<List<Listing>> OfAsync(Names names, IReadOnlyCollection<long> products, CancellationToken cancellationToken)
    {
        if (scope.MustBeFound)
            await scope.FindAsync(cancellationToken).ConfigureAwait(false);
        var found = await OfProductsAsync(products, StockRow.Fields, cancellationToken).ConfigureAwait(false);
        // A product may have combinations whose references nobody asked for.
        foreach (var parent in found.Where(row => row.Combination > 0))
            names.HasCombinations(parent.Product);
        return [.. found.Select(names.ToListing).OfType<Listing>(), .. names.WithoutRow(found.Select(row => row.Product).ToHashSet())];
    }

    /// <summary>This shop's rows of these products.</summary>
    public async Task<List<StockRow>> OfProductsAsync(IReadOnlyCollection<long> products, string fields, CancellationToken cancellationToken)
    {
        var found = new List<StockRow>();
        foreach (var ids in Queries.Of(products.Select(id => id.ToString(System.Globalization.CultureInfo.InvariantCulture))))
        {
            foreach (var json in await lists.ListAsync("stock_availables", fields, [.. scope.Filter, new("filter[id_product]", $"[{ids}]")], cancellationToken).ConfigureAwait(false))
            {
                var row = StockRow.Of(json);
                if (!scope.Holds(row))
                    continue;
                Note(row);
                found.Add(row);
            }
        }

        return found;
    }

    /// <summary>A row as it was read in the last minutes; <see langword="null"/> if it was not.</summary>
    public StockRow? Recent(long id) => rows.TryGetValue(id, out var known) && time.GetElapsedTime(known.At) < Freshness ? known.Row : null;

    /// <summary>Remembers what a row holds now.</summary>
    public void Note(StockRow row) => rows[row.Id] = (time.GetTimestamp(), row);

    private async IAsyncEnumerable<StockRow> RowsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var first = new List<StockRow>();
        var isMixed = false;
        await foreach (var json in lists.ReadAsync("stock_availables", StockRow.Fields, scope.Filter, cancellationToken).ConfigureAwait(false))
        {
            var row = StockRow.Of(json);
            if (!scope.IsKnown)
            {
                first.Add(row);
                if (row.Shop != first[0].Shop || row.ShopGroup != first[0].ShopGroup)
                {
                    isMixed = true;
                    break;
                }
            }
            else if (scope.Holds(row))
            {
                Note(row);
                yield return row;
            }
        }

        // Rows of several shops: it must be known which are this shop's before any counts.
        if (isMixed)
        {
            await scope.FindAsync(cancellationToken).ConfigureAwait(false);
            await foreach (var row in RowsAsync(cancellationToken).ConfigureAwait(false))
                yield return row;
            yield break;
        }

        foreach (var row in first)
        {
            Note(row);
            yield return row;
        }
    }

    /// <summary>References of products and combinations, and which products have combinations.</summary>
    internal sealed class Names
    {
        private readonly Dictionary<long, string> products = [];
        private readonly Dictionary<long, (long Product, string Reference)> combinations = [];
        private readonly HashSet<long> parents = [];

        public IReadOnlyCollection<long> Products => products.Keys.Union(combinations.Values.Select(one => one.Product)).ToList();

        public void AddProduct(JsonElement row) => products[WebserviceLists.Number(row, "id")] = WebserviceLists.Text(row, "reference");

        public void AddCombination(JsonElement row)
        {
            var product = WebserviceLists.Number(row, "id_product");
            combinations[WebserviceLists.Number(row, "id")] = (product, WebserviceLists.Text(row, "reference"));
            parents.Add(product);
        }

        public void HasCombinations(long product) => parents.Add(product);

        public Listing? ToListing(StockRow row)
        {
            string sku;
            if (row.Combination == 0)
            {
                if (parents.Contains(row.Product) || !products.TryGetValue(row.Product, out sku!))
                    return null;
            }
            else
            {
                if (!combinations.TryGetValue(row.Combination, out var combination) || combination.Product != row.Product)
                    return null;
                sku = combination.Reference;
            }

            return new Listing
            {
                Ref = StockRef.Of(row),
                Sku = sku,
                Quantity = row.Quantity,
                TracksStock = !row.DependsOnStock,
                Parent = row.Combination == 0 ? null : StockRef.OfProduct(row.Product),
            };
        }

        /// <summary>Products that somebody put into the database without a stock row: the webservice cannot make one.</summary>
        public IEnumerable<Listing> WithoutRow(HashSet<long> withRow) => products
            .Where(product => !withRow.Contains(product.Key) && !parents.Contains(product.Key))
            .Select(product => new Listing { Ref = StockRef.OfProduct(product.Key), Sku = product.Value, TracksStock = false });
    }
}
