using Connector.Adapters.PrestaShop.Api;

namespace Connector.Adapters.PrestaShop.Listings;

/// <summary>A combination as the webservice shows it.</summary>
/// <param name="Id">The combination's number, the <c>id_product_attribute</c> of stock rows.</param>
/// <param name="ProductId">Its product.</param>
/// <param name="Reference">The SKU; may be empty.</param>
internal readonly record struct CombinationRow(int Id, int ProductId, string Reference)
{
    /// <summary>The resource.</summary>
    public const string Resource = "combinations";

    /// <summary>The fields read.</summary>
    public const string Display = "[id,id_product,reference]";

    public static CombinationRow Read(RowReader row) => new(row.Number("id"), row.Number("id_product"), row.Text("reference"));
}
