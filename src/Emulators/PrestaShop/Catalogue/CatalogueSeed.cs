namespace Connector.Emulators.PrestaShop.Catalogue;

/// <summary>Fills a shop with products that are numbered.</summary>
internal static class CatalogueSeed
{
    /// <summary>Quantities above this are never seeded.</summary>
    private const int MostInStock = 99;

    public static void Fill(PrestaShopCatalogue catalogue, int simples, int parents, int combinationsPerParent, Random random)
    {
        for (var i = 1; i <= simples; i++)
            catalogue.AddProduct($"S-{i:D5}", random.Next(MostInStock + 1));
        for (var i = 1; i <= parents; i++)
        {
            var parent = catalogue.AddProduct($"V-{i:D4}", 0);
            for (var j = 1; j <= combinationsPerParent; j++)
                catalogue.AddCombination(parent, $"V-{i:D4}-{j}", random.Next(MostInStock + 1));
        }
    }
}
