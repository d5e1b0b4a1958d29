namespace Connector.Adapters.PrestaShop.Listings;

/// <summary>Whose stock a row is: a shop's own (group 0), or shared in a group (shop 0).</summary>
/// <param name="ShopId"><c>id_shop</c>.</param>
/// <param name="GroupId"><c>id_shop_group</c>.</param>
internal readonly record struct StockOwner(int ShopId, int GroupId)
{
    /// <summary>Rows of nobody: some other program wiped them with an incomplete PUT.</summary>
    public bool IsNobody => ShopId == 0 && GroupId == 0;
}
