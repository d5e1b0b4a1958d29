using Connector.Adapters.PrestaShop.Api;

namespace Connector.Adapters.PrestaShop.Listings;

/// <summary>A product as the webservice shows it. Its own <c>quantity</c> is dead in every version and never read.</summary>
/// <param name="Id">The product's number.</param>
/// <param name="Reference">The SKU; may be empty.</param>
/// <param name="Stock">The stock rows of the request's shop alone, with their combinations, where they were asked for.</param>
/// <param name="HasCombinations">Whether it has combinations, where they were asked for.</param>
internal readonly record struct ProductRow(int Id, string Reference, IReadOnlyList<(int RowId, int CombinationId)> Stock, bool HasCombinations)
{
    /// <summary>The resource.</summary>
    public const string Resource = "products";

    /// <summary>The fields of the plain list.</summary>
    public const string Plain = "[id,reference]";

    /// <summary>With the stock rows that belong to the request's shop, shared ones included: the lists of stock rows know no shop.</summary>
    public const string WithStock = "[id,reference,stock_availables[id,id_product_attribute]]";

    /// <summary>With everything that decides whether the product's own row may be written.</summary>
    public const string WithFamily = "[id,reference,combinations[id],stock_availables[id,id_product_attribute]]";

    public static ProductRow Read(RowReader row) => new(
        row.Number("id"),
        row.Text("reference"),
        row.Associated("stock_availables", stock => (stock.Number("id"), stock.Number("id_product_attribute"))),
        row.Associated("combinations", combination => combination.Number("id")).Exists(id => id > 0));
}
