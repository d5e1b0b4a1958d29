using System.Globalization;
using System.Runtime.CompilerServices;
using Connector.Abstractions;
using Connector.Adapters.WooCommerce.Api;

namespace Connector.Adapters.WooCommerce.Listings;

/// <summary>Reads the shop's products and variations as listings.</summary>
internal sealed class Catalogue(ShopClient client, VariationRegister variations)
{
    private const string ReportRoute = "/wc-analytics/reports/stock";
    private const string ReportFields = "id,sku,parent_id,manage_stock,stock_quantity";

    private int? size;

    /// <summary>About how many products and variations there are: as at the last reading; before the first the shop is asked.</summary>
    public async Task<int> SizeAsync(CancellationToken cancellationToken)
    {
        foreach (var route in new[] { ReportRoute, "/wc/v3/products" })
        {
            if (size is { } known)
                return known;
            var answer = await client.GetAsync(route, [new("per_page", "1"), new("_fields", "id")], cancellationToken).ConfigureAwait(false);
            size = answer.IsGood ? answer.Total : null;
        }

        // It only decides between two ways that both lead there.
        return size ?? int.MaxValue;
    }

    /// <summary>
    /// Everything that is for sale: by the stock report, a quarter of the work of the other lists. Shops that have switched
    /// WooCommerce's analytics off have no such report; their products and variations are listed instead.
    /// </summary>
    public async IAsyncEnumerable<Listing> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        variations.Forget();
        var report = await Pages.OpenAsync(client, ReportRoute, [], ReportFields, cancellationToken, mayBeRefused: true).ConfigureAwait(false);
        var rows = report?.RowsAsync(cancellationToken) ?? ReadListsAsync(cancellationToken);
        await foreach (var listing in ToListingsAsync(rows, cancellationToken).ConfigureAwait(false))
            yield return listing;
    }

    /// <summary>Everything but the trash: drafts and private products too.</summary>
    public IAsyncEnumerable<Listing> ReadEverythingAsync(CancellationToken cancellationToken) =>
        ToListingsAsync(ReadListsAsync(cancellationToken), cancellationToken);

    private async IAsyncEnumerable<ProductRow> ReadListsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var products = await Pages.OpenAsync(client, "/wc/v3/products", [], ProductRow.Fields, cancellationToken).ConfigureAwait(false)
            ?? throw new StoreException(StoreFailure.Misconfigured, $"The shop at {client.Address.Base} has no list of products (wc/v3). Check that WooCommerce is active.");
        var parents = new List<long>();
        await foreach (var row in products.RowsAsync(cancellationToken).ConfigureAwait(false))
        {
            if (row.Type == "variable")
                parents.Add(row.Id!.Value);
            yield return row;
        }

        // The list of all variations is new in 10.3; the analytics' own is there in every version, also where analytics are off.
        var variants = await Pages.OpenAsync(client, "/wc/v3/variations", [], ProductRow.Fields, cancellationToken).ConfigureAwait(false)
            ?? await Pages.OpenAsync(client, "/wc-analytics/variations", [], ProductRow.Fields, cancellationToken, mayBeRefused: true).ConfigureAwait(false);
        await foreach (var row in (variants?.RowsAsync(cancellationToken) ?? ReadByParentAsync(parents, cancellationToken)).ConfigureAwait(false))
            yield return row with { Type = "variation" };
    }

    private async IAsyncEnumerable<ProductRow> ReadByParentAsync(List<long> parents, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var parent in parents)
        {
            var route = string.Create(CultureInfo.InvariantCulture, $"/wc/v3/products/{parent}/variations");
            var rows = await Pages.OpenAsync(client, route, [], "id,sku,manage_stock,stock_quantity", cancellationToken).ConfigureAwait(false);
            if (rows is null)
                continue;
            await foreach (var row in rows.RowsAsync(cancellationToken).ConfigureAwait(false))
                yield return row with { ParentId = parent };
        }
    }

    // What can be judged at once goes out at once; what needs its parent, or its children, waits for them.
    private async IAsyncEnumerable<Listing> ToListingsAsync(IAsyncEnumerable<ProductRow> rows, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var skus = new Dictionary<long, string>();
        var parents = new HashSet<long>();
        var waiting = new List<ProductRow>();
        var count = 0;
        await foreach (var row in rows.ConfigureAwait(false))
        {
            count++;
            variations.Note(row);
            if (row.IsVariation)
                parents.Add(row.ParentId);
            else
                skus[row.Id!.Value] = row.Sku;
            if (row.IsVariation ? skus.ContainsKey(row.ParentId) : row.ManageStock == StockKeeping.Own)
                yield return ToListing(row, HasNoSkuOfItsOwn(row, skus));
            else
                waiting.Add(row);
        }

        // A draft's variations are listed, the draft is not.
        foreach (var row in await Rows.OfProductsAsync(client, [.. parents.Where(id => !skus.ContainsKey(id))], cancellationToken).ConfigureAwait(false))
            skus[row.Id!.Value] = row.Sku;
        foreach (var row in waiting.Where(row => row.IsVariation || !IsFrame(row, parents)))
            yield return ToListing(row, HasNoSkuOfItsOwn(row, skus));
        size = count;
    }

    /// <summary>A listing of a row.</summary>
    /// <param name="row">The row.</param>
    /// <param name="withoutSku">Whether the SKU that it shows is its parent's.</param>
    public static Listing ToListing(ProductRow row, bool withoutSku = false) => new()
    {
        Ref = row.IsVariation ? ProductRef.Variation(row.Id!.Value) : ProductRef.Product(row.Id!.Value),
        Sku = withoutSku ? "" : row.Sku,
        Quantity = row.ManageStock == StockKeeping.Own ? row.StockQuantity : null,
        TracksStock = row.ManageStock == StockKeeping.Own,
        Parent = row.IsVariation ? ProductRef.Product(row.ParentId) : null,
    };

    /// <summary>Whether a product is only the frame around variations that keep their own stock.</summary>
    public static bool IsFrame(ProductRow row, IReadOnlySet<long> parents) =>
        !row.IsVariation && row.ManageStock != StockKeeping.Own && (row.Type == "variable" || parents.Contains(row.Id!.Value));

    // Lists show the parent's SKU for a variation without one: the parent is the one that carries it.
    private static bool HasNoSkuOfItsOwn(ProductRow row, Dictionary<long, string> skus) =>
        row.IsVariation && (!skus.TryGetValue(row.ParentId, out var parentSku) || parentSku == row.Sku);
}
