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

    /// <summary>A row of one of the shops, or one that a group of theirs shares.</summary>
    public bool Owns(PrestaShopStockRow row) =>
        Shops.Any(shop => row.ShopId == shop.Id || (row.ShopId == 0 && row.ShopGroupId == shop.Group.Id));

    /// <summary>
    /// Whether writing a combination's row from here sets the right parent's row: not under a group if the row is a shop's own, not under
    /// a chosen shop of another group if the row is shared.
    /// </summary>
    public bool RecomputesParentOf(PrestaShopStockRow row) => row is { ShopId: 0, ShopGroupId: not 0 }
        ? !IsChosen || IsAll || Shops.Any(shop => shop.Group.Id == row.ShopGroupId)
        : !IsGroup;

    /// <summary>Whose rows are added up after a write of this one: those of its shop or group, of the request's shop if PUT has wiped both.</summary>
    public (int Shop, int Group) OwnerOf(PrestaShopStockRow row) =>
        row is { ShopId: 0, ShopGroupId: 0 } ? PrestaShopCatalogue.OwnerFor(Shops[0]) : (row.ShopId, row.ShopGroupId);
}
