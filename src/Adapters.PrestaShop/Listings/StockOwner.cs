namespace Connector.Adapters.PrestaShop.Listings;

/// <summary>Whose stock a row is: a shop's own (its id and 0), or shared in a group of shops (0 and the group's id).</summary>
/// <param name="Shop"><c>id_shop</c>.</param>
/// <param name="Group"><c>id_shop_group</c>.</param>
internal readonly record struct StockOwner(long Shop, long Group);
