using System.Globalization;
using Connector.Emulators.Http;

namespace Connector.Emulators.CsCart;

/// <summary>Lists and single rows of the three entities that hold stock.</summary>
internal sealed class CsCartLists(CsCartEmulator shop)
{
    public Reply Answer(CsCartRequest request)
    {
        if (request.Entity == "products")
            return Products(request);
        var writer = new CsCartJson(shop.Quirks);
        if (request.Entity == "combinations")
        {
            return Number(request, "product_id") is not { } product
                ? CsCartReplies.Error(400, "Bad Request: product_id is required")
                : Reply.Json(200, writer.Array(shop.Catalogue.Combinations.Where(one => one.Product == product)));
        }

        var parent = Number(request, "parent_product_id");
        return Page(request, shop.Catalogue.Products.Where(product => product.Type == "V" && (parent is null || product.Parent == parent)));
    }

    public Reply One(CsCartRequest request)
    {
        var writer = new CsCartJson(shop.Quirks);
        if (request.Entity == "combinations")
            return shop.Catalogue.FindCombination(request.Id) is { } combination ? Reply.Json(200, writer.One(combination)) : CsCartReplies.NotFound();
        var product = long.TryParse(request.Id, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? shop.Catalogue.Find(id) : null;
        return product is null || (request.Entity == "product_variations" && product.Type != "V")
            ? CsCartReplies.NotFound()
            : Reply.Json(200, writer.One(product));
    }

    private Reply Products(CsCartRequest request)
    {
        var isOld = shop.Options.Generation == CsCartGeneration.V4_9LegacyVariations;
        var merges = shop.Quirks.MergesVariations && request["include_child_variations"] != "Y";
        return Page(request, shop.Catalogue.Products.Where(product => product.Type != "V" || !(isOld || merges)));
    }

    private Reply Page(CsCartRequest request, IEnumerable<CsCartProduct> products)
    {
        var quirks = shop.Quirks;
        var size = (int)(Number(request, "items_per_page") ?? quirks.DefaultItemsPerPage);
        if (size > quirks.MostItemsPerPage)
        {
            if (!quirks.CapsQuietly)
                return CsCartReplies.Error(413, "Request Entity Too Large");
            size = quirks.MostItemsPerPage.Value;
        }

        var all = CsCartFilters.Apply(request, products, quirks).ToList();
        var page = Math.Max(1, (int)(Number(request, "page") ?? 1));
        if (quirks.RepeatsLastPage)
            page = Math.Clamp(page, 1, Math.Max(1, (all.Count + size - 1) / size));
        var rows = Sort(request, all, page).Skip((page - 1) * size).Take(size);
        return Reply.Json(200, new CsCartJson(quirks).List(request, rows, page, size, all.Count));
    }

    private IEnumerable<CsCartProduct> Sort(CsCartRequest request, List<CsCartProduct> products, int page)
    {
        Comparison<CsCartProduct> by = request["sort_by"] switch
        {
            "code" => static (a, b) => string.Compare(a.Code, b.Code, StringComparison.OrdinalIgnoreCase),
            "amount" => static (a, b) => a.Amount.CompareTo(b.Amount),
            "price" => static (a, b) => a.Price.CompareTo(b.Price),
            "status" => static (a, b) => string.CompareOrdinal(a.Status, b.Status),
            "date" => static (a, b) => a.Updated.CompareTo(b.Updated),
            _ => static (a, b) => string.Compare(a.Name, b.Name, StringComparison.OrdinalIgnoreCase),
        };
        var sorted = products.Order(Comparer<CsCartProduct>.Create(by));
        if (request["sort_order"] == "desc")
            sorted = products.OrderDescending(Comparer<CsCartProduct>.Create(by));
        return shop.Quirks.TiesMove
            ? sorted.ThenBy(product => (product.Id * 2_654_435_761 * (page + shop.Options.Seed)) % 1_000_003)
            : sorted.ThenBy(static product => product.Id);
    }

    private static long? Number(CsCartRequest request, string name) =>
        long.TryParse(request[name], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
