using Connector.Emulators.PrestaShop.Catalogue;

namespace Connector.Emulators.PrestaShop.Webservice;

/// <summary>For which shops a request speaks.</summary>
internal sealed record ShopContext
{
    /// <summary>The shops, one or more.</summary>
    public required IReadOnlyList<StoredShop> Shops { get; init; }

    /// <summary>Set by <c>id_shop_group</c>.</summary>
    public bool IsGroup { get; init; }

    /// <summary>Set by <c>id_shop=all</c>.</summary>
    public bool IsAll { get; init; }

    /// <summary>Named by <c>id_shop</c>, not by the address.</summary>
    public bool IsChosen { get; init; }

    public bool HasShop(int shopId) => Shops.Any(shop => shop.Id == shopId);

    /// <summary>A row of one of the shops, or one that a group of theirs shares.</summary>
    public bool Owns(PrestaShopStockRow row) =>
        Shops.Any(shop => row.ShopId == shop.Id || (row.ShopId == 0 && row.ShopGroupId == shop.Group.Id));

    /// <summary>
    /// Whether writing a combination's row from here sets the right parent's row: not under a group if the row is a shop's own, not under
    /// a chosen shop of another group if the row is shared.
    /// </summary>
    public bool RecomputesParentOf(PrestaShopStockRow row) => row.ShopId != 0
        ? !IsGroup
        : !IsChosen || IsAll || Shops.Any(shop => shop.Group.Id == row.ShopGroupId);
}
