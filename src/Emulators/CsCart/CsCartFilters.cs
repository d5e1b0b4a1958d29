using System.Globalization;
using System.Text.RegularExpressions;

namespace Connector.Emulators.CsCart;

/// <summary>The filters of product lists. What is not listed here is ignored, as the shop ignores it.</summary>
internal static class CsCartFilters
{
    public static IEnumerable<CsCartProduct> Apply(CsCartRequest request, IEnumerable<CsCartProduct> products, CsCartQuirks quirks)
    {
        if (request["company_id"] is { Length: > 0 } company && !quirks.IgnoresCompany)
            products = products.Where(product => Text(product.Company) == company);
        if (request["status"] is { Length: > 0 } status)
            products = products.Where(product => product.Status == status);
        if (request["product_type"] is { Length: > 0 } type)
            products = products.Where(product => product.Type == type);
        if (request["parent_product_id"] is { Length: > 0 } parent && request.Entity == "products")
            products = products.Where(product => Text(product.Parent) == parent);
        if (request["variation_group_id"] is { Length: > 0 } group)
            products = products.Where(product => Text(product.Group) == group);
        if (Limit(request, "amount_from") is { } from)
            products = products.Where(product => product.Amount >= from);
        if (Limit(request, "amount_to") is { } to)
            products = products.Where(product => product.Amount <= to);
        return ByText(request, products, quirks.CodeFilter);
    }

    private static IEnumerable<CsCartProduct> ByText(CsCartRequest request, IEnumerable<CsCartProduct> products, CsCartCodeFilter means)
    {
        var code = request["pcode"]?.Trim();
        if (code is not { Length: > 0 })
            return request["q"] is { Length: > 0 } name ? products.Where(product => IsLike(product.Name, name)) : products;
        return means switch
        {
            CsCartCodeFilter.Contains => products.Where(product => IsLike(product.Code, code)),
            CsCartCodeFilter.Equal => products.Where(product => product.Code.Equals(code, StringComparison.OrdinalIgnoreCase)),
            CsCartCodeFilter.Switch => code == "Y" && request["q"] is { Length: > 0 } text ? products.Where(product => IsLike(product.Code, text)) : [],
            CsCartCodeFilter.Broken => [],
            _ => products,
        };
    }

    private static bool IsLike(string text, string part) => Regex.IsMatch(
        text, Regex.Escape(part).Replace("%", ".*", StringComparison.Ordinal).Replace("_", ".", StringComparison.Ordinal),
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.Singleline);

    private static long? Limit(CsCartRequest request, string name) =>
        long.TryParse(request[name], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var limit) ? limit : null;

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
