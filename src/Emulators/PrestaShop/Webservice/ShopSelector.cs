using System.Globalization;
using Connector.Emulators.PrestaShop.Catalogue;

namespace Connector.Emulators.PrestaShop.Webservice;

/// <summary>Finds for which shops a request speaks: the shop of its address, or what <c>id_shop</c> or <c>id_shop_group</c> say.</summary>
internal sealed class ShopSelector(PrestaShopCatalogue catalogue)
{
    /// <summary>Whether <c>id_shop</c> names a shop, or all, or is not there.</summary>
    public bool Exists(ApiRequest request)
    {
        if (request.Parameter("id_shop") is not { } text || text == "all")
            return true;
        lock (catalogue.Sync)
            return catalogue.Shops.ContainsKey(StockFields.WholeNumber(text));
    }

    /// <returns>Null when there are none; the error is added.</returns>
    public ShopContext? Select(ApiRequest request, StoredShop addressed, ErrorList errors)
    {
        lock (catalogue.Sync)
        {
            var groupText = request.Parameter("id_shop_group") ?? request.Parameter("id_group_shop");
            if (int.TryParse(groupText, NumberStyles.Integer, CultureInfo.InvariantCulture, out var group))
            {
                StoredShop[] members = [.. catalogue.Shops.Values.Where(shop => shop.Group.Id == group)];
                if (members.Length > 0)
                    return new ShopContext { Shops = members, IsGroup = true };
                errors.Add(500, 999, "This shop group doesn't have shops");
                return null;
            }

            return request.Parameter("id_shop") switch
            {
                null => new ShopContext { Shops = [addressed] },
                "all" => new ShopContext { Shops = [.. catalogue.Shops.Values], IsAll = true, IsChosen = true },
                var id => new ShopContext { Shops = [catalogue.Shops[StockFields.WholeNumber(id)]], IsChosen = true },
            };
        }
    }
}
