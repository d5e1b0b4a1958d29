using System.Globalization;
using System.Text.Json.Nodes;
using Connector.Emulators.CsCart;
using Connector.Emulators.OwnApi;
using Connector.Emulators.PrestaShop;
using Connector.Emulators.Receiver;
using Connector.Emulators.WooCommerce;

namespace Connector.EndToEnd.Tests;

/// <summary>Shops that are reached over HTTP: how each stands in the configuration, its goods, its numbers, and all else in it.</summary>
public static class ShopStores
{
    /// <summary>Whether the shop holds what the rules make of keyCRM.</summary>
    public static bool IsRight(this ReceiverEmulator shop, SiteWorld world)
    {
        var truth = world.Truth();
        return shop.Numbers().All(row => row.Value == truth[row.Key]);
    }

    /// <summary>Every fifth offer is a variation, every seventh a draft.</summary>
    public static WooCommerceEmulator Filled(this WooCommerceEmulator shop, int offers)
    {
        var parent = shop.Catalogue.AddVariable("P-1");
        for (var i = 1; i <= offers; i++)
        {
            if (i % 10 == 0)
                parent = shop.Catalogue.AddVariable(string.Create(CultureInfo.InvariantCulture, $"P-{i}"));
            if (i % 5 == 0)
                shop.Catalogue.AddVariation(parent, SiteWorld.Sku(i), 1);
            else
                shop.Catalogue.AddSimple(SiteWorld.Sku(i), 1, product => product with { Status = i % 7 == 0 ? "draft" : "publish" });
        }

        return shop;
    }

    /// <summary>Every fifth offer is a combination.</summary>
    public static PrestaShopEmulator Filled(this PrestaShopEmulator shop, int offers)
    {
        var parent = shop.Catalogue.AddProduct("P-1", 0);
        for (var i = 1; i <= offers; i++)
        {
            if (i % 10 == 0)
                parent = shop.Catalogue.AddProduct(string.Create(CultureInfo.InvariantCulture, $"P-{i}"), 0);
            if (i % 5 == 0)
                shop.Catalogue.AddCombination(parent, SiteWorld.Sku(i), 1);
            else
                shop.Catalogue.AddProduct(SiteWorld.Sku(i), 1);
        }

        return shop;
    }

    public static CsCartEmulator Filled(this CsCartEmulator shop, int offers)
    {
        for (var i = 1; i <= offers; i++)
            shop.Catalogue.AddProduct(SiteWorld.Sku(i), 1);
        return shop;
    }

    public static ReceiverEmulator Filled(this ReceiverEmulator shop, int offers)
    {
        for (var i = 1; i <= offers; i++)
            shop.Add(SiteWorld.Sku(i), 1);
        return shop;
    }

    public static OwnApiEmulator Filled(this OwnApiEmulator shop, int offers)
    {
        for (var i = 1; i <= offers; i++)
            shop.Catalogue.Add(SiteWorld.Sku(i), 1);
        return shop;
    }

    public static JsonObject Store(this WooCommerceEmulator shop, string timeout = "00:01:00") => Store("woocommerce", new JsonObject
    {
        ["url"] = shop.Url,
        ["consumerKey"] = shop.Options.ConsumerKey,
        ["consumerSecret"] = shop.Options.ConsumerSecret,
        ["timeout"] = timeout,
    });

    public static JsonObject Store(this PrestaShopEmulator shop, string timeout = "00:01:00") => Store("prestashop", new JsonObject
    {
        ["url"] = Url(shop.Address),
        ["key"] = shop.Key,
        ["timeout"] = timeout,
    });

    public static JsonObject Store(this CsCartEmulator shop, string timeout = "00:01:00") => Store("cscart", new JsonObject
    {
        ["url"] = Url(shop.Address),
        ["email"] = shop.Options.Email,
        ["apiKey"] = shop.Options.ApiKey,
        ["timeout"] = timeout,
    });

    public static JsonObject Store(this ReceiverEmulator shop, string timeout = "00:01:00") => Store("http", new JsonObject
    {
        ["url"] = Url(shop.Address),
        ["secret"] = shop.Secret,
        ["timeout"] = timeout,
    });

    public static JsonObject Store(this OwnApiEmulator shop, string timeout = "00:01:00") => Store("http", new JsonObject
    {
        ["url"] = Url(shop.Address),
        ["template"] = new JsonObject
        {
            ["preset"] = "rest",
            ["auth"] = new JsonObject { ["secret"] = shop.Token },
            ["limits"] = new JsonObject { ["timeout"] = timeout },
        },
    });

    public static JsonObject FileStore(string path) => Store("file", new JsonObject { ["path"] = path, ["format"] = "csv" });

    public static IReadOnlyDictionary<string, decimal> Numbers(this WooCommerceEmulator shop) =>
        shop.Catalogue.Products.Where(product => product.Type != "variable").ToDictionary(product => product.Sku, product => product.StockQuantity!.Value);

    /// <summary>Of everything that is for sale: a parent without combinations yet is none of keyCRM's offers.</summary>
    public static IReadOnlyDictionary<string, decimal> Numbers(this PrestaShopEmulator shop) =>
        shop.Catalogue.RowsByReference().Where(row => !row.Key.StartsWith("P-", StringComparison.Ordinal)).ToDictionary(row => row.Key, row => (decimal)row.Value.Quantity);

    public static IReadOnlyDictionary<string, decimal> Numbers(this CsCartEmulator shop) =>
        shop.Catalogue.Products.ToDictionary(product => product.Code, product => (decimal)product.Amount);

    public static IReadOnlyDictionary<string, decimal> Numbers(this ReceiverEmulator shop) => shop.Goods.ToDictionary(goods => goods.Sku, goods => goods.Quantity);

    public static IReadOnlyDictionary<string, decimal> Numbers(this OwnApiEmulator shop) => shop.Catalogue.All.ToDictionary(product => product.Sku, product => product.Quantity);

    public static async Task<IReadOnlyDictionary<string, decimal>> FileNumbersAsync(string path) =>
        (await File.ReadAllLinesAsync(path, TestContext.Current.CancellationToken)).Skip(1).Select(line => line.Split(';'))
            .ToDictionary(cells => cells[0], cells => decimal.Parse(cells[1], CultureInfo.InvariantCulture));

    public static string Dump(this ReceiverEmulator shop) => string.Join('\n', shop.Goods.Select(goods => goods with { Quantity = 0, Sequence = null }));

    public static string Dump(this OwnApiEmulator shop) => string.Join('\n', shop.Catalogue.All.Select(product => product with { Quantity = 0 }));

    private static JsonObject Store(string adapter, JsonObject options) => new() { ["adapter"] = adapter, ["options"] = options };

    private static string Url(Uri address) => address.ToString().TrimEnd('/');
}
