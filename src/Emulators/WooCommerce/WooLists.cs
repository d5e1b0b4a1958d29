using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Connector.Emulators.Http;

namespace Connector.Emulators.WooCommerce;

/// <summary>The shop's lists: products, variations, the stock report, with their filters, orders and pages.</summary>
internal sealed partial class WooLists(WooCommerceEmulator shop, WooJson json)
{
    private const int MostPerPage = 100;
    private static readonly string[] Types = ["simple", "grouped", "external", "variable"];

    public Reply Products(WooQuery query)
    {
        if (query["type"] is { Length: > 0 } type && !Types.Contains(type))
            return WooErrors.InvalidParameter("type", "rest_not_in_enum", "type is not one of simple, grouped, external, and variable.");
        // Older versions do not know the parameter and pay no heed to it.
        if (query["include_types"] is { } types && shop.Options.Version >= WooCommerceVersion.V11_0 && BadType(types) is { } bad)
            return WooErrors.InvalidParameter("include_types", "rest_not_in_enum", $"include_types[{bad}] is not one of simple, grouped, external, and variable.");

        IEnumerable<WooProduct> rows;
        if (Cleaned(query["sku"]) is { Length: > 0 } sku && sku != "0")
            rows = sku.Split(',').Select(part => part.Trim()).Append(sku).Distinct().SelectMany(shop.Catalogue.WithSku).Where(row => row.Sku.Length > 0).DistinctBy(row => row.Id);
        else
            rows = shop.Catalogue.Products.Where(row => row.Type != "variation");
        if (query["include"] is { Length: > 0 } include)
            rows = rows.Where(row => Ids(include).Contains(row.Id));
        var status = query["status"] ?? "any";
        return Page(query, "/wc/v3/products", rows.Where(row => status == "any" ? row.Status != "trash" : row.Status == status), row => json.Product(row, query.Fields));
    }

    public Reply VariationsOf(WooQuery query, long parent) =>
        Page(query, string.Create(CultureInfo.InvariantCulture, $"/wc/v3/products/{parent}/variations"), shop.Catalogue.VariationsOf(parent).Where(row => row.Status != "trash"), row => json.Variation(row, query.Fields));

    public Reply Variations(WooQuery query) => shop.Options.Version < WooCommerceVersion.V11_0
        ? WooErrors.NoRoute()
        : Page(query, "/wc/v3/variations", LivingVariations(query), row => json.Variation(row, query.Fields));

    public Reply AnalyticsVariations(WooQuery query) =>
        Page(query, "/wc-analytics/variations", LivingVariations(query), row => json.AnalyticsVariation(row, query.Fields));

    /// <summary>Without an order the report's pages lose rows and repeat others: rows of one second come at random.</summary>
    public Reply StockReport(WooQuery query)
    {
        if (shop.Quirks.AnalyticsOff)
            return WooErrors.NoRoute();
        var rows = shop.Catalogue.Products.Where(row => row.Status is "publish" or "private");
        if (query["orderby"] != "id")
            rows = rows.OrderBy(row => (row.Id * 7919) % (10 + query.Number("page", 1)));
        return Page(query, "/wc-analytics/reports/stock", rows, row => json.ReportRow(row, query.Fields), isOrdered: query["orderby"] != "id");
    }

    private IEnumerable<WooProduct> LivingVariations(WooQuery query)
    {
        var rows = shop.Catalogue.Products.Where(row => row.Type == "variation" && row.Status != "trash");
        return query["include"] is { Length: > 0 } include ? rows.Where(row => Ids(include).Contains(row.Id)) : rows;
    }

    private Reply Page(WooQuery query, string route, IEnumerable<WooProduct> rows, Func<WooProduct, JsonObject> show, bool isOrdered = false)
    {
        var perPage = query.Number("per_page", 10);
        if (perPage is < 1 or > MostPerPage)
            return WooErrors.InvalidParameter("per_page", "rest_out_of_bounds", "per_page must be between 1 (inclusive) and 100 (inclusive)");
        var page = Math.Max(1, query.Number("page", 1));
        var all = rows.ToList();
        if (!isOrdered)
            all = query["orderby"] == "id" && query["order"] == "asc" ? [.. all.OrderBy(row => row.Id)] : [.. all.OrderByDescending(row => row.Id)];
        var pages = (all.Count + perPage - 1) / perPage;
        var body = new JsonArray([.. all.Skip((page - 1) * perPage).Take(perPage).Select(show)]);
        var reply = WooErrors.Reply(200, body)
            .WithHeader("X-WP-Total", all.Count.ToString(CultureInfo.InvariantCulture))
            .WithHeader("X-WP-TotalPages", pages.ToString(CultureInfo.InvariantCulture));
        return page < pages ? reply.WithHeader("Link", $"<{shop.Url}/wp-json{route}?page={page + 1}>; rel=\"next\"") : reply;
    }

    private static int? BadType(string types)
    {
        var bad = Array.FindIndex(types.Split(','), type => !Types.Contains(type));
        return bad < 0 ? null : bad;
    }

    private static HashSet<long> Ids(string list) => [.. list.Split(',').Select(id => long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0)];

    /// <summary>WordPress' sanitize_text_field, as far as SKUs meet it.</summary>
    private static string Cleaned(string? text) =>
        Spaces().Replace(Octets().Replace(Tag().Replace(text ?? "", ""), ""), " ").Trim();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex("%[a-fA-F0-9]{2}")]
    private static partial Regex Octets();

    [GeneratedRegex("<.*")]
    private static partial Regex Tag();
}
