using System.Globalization;
using System.Text;

namespace Connector.Emulators.PrestaShop.Catalogue;

/// <summary>Writes down everything but quantities, a line for each thing. Used under the catalogue's lock.</summary>
internal static class CatalogueDump
{
    public static string Of(PrestaShopCatalogue catalogue)
    {
        var dump = new StringBuilder();
        foreach (var group in catalogue.ShopGroups.Values)
            dump.AppendLine(group.ToString());
        foreach (var shop in catalogue.Shops.Values)
            dump.AppendLine(shop.ToString());
        foreach (var product in catalogue.Products.Values)
        {
            dump.AppendLine(CultureInfo.InvariantCulture, $"product {product.Id} '{product.Reference}' '{product.Name}' {product.Settings}")
                .AppendLine(CultureInfo.InvariantCulture, $"  in shops {string.Join(',', product.Shops.Order())}, added {product.Added:O}, updated {product.Updated:O}");
        }

        foreach (var combination in catalogue.Combinations.Values)
            dump.AppendLine(CultureInfo.InvariantCulture, $"combination {combination.Id} of {combination.Product.Id} '{combination.Reference}'");
        foreach (var row in catalogue.Stock.All)
            dump.AppendLine((row with { Quantity = 0 }).ToString());
        return dump.ToString();
    }
}
