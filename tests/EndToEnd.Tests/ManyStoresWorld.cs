using System.Text.Json.Nodes;
using Connector.Emulators.CsCart;
using Connector.Emulators.OwnApi;
using Connector.Emulators.PrestaShop;
using Connector.Emulators.Receiver;
using Connector.Emulators.Shops;
using Connector.Emulators.WooCommerce;

namespace Connector.EndToEnd.Tests;

/// <summary>One account and a store of every kind that needs no database server, each with rules of its own.</summary>
public sealed class ManyStoresWorld : IAsyncDisposable
{
    private readonly int offers;

    private ManyStoresWorld(SiteWorld site, int offers) => (Site, this.offers) = (site, offers);

    /// <summary>The account, the site in a SQLite file, and the program.</summary>
    public SiteWorld Site { get; }

    public required WooCommerceEmulator Woo { get; init; }

    public required PrestaShopEmulator Presta { get; init; }

    public required CsCartEmulator CsCart { get; init; }

    public required ReceiverEmulator Receiver { get; init; }

    public required OwnApiEmulator Own { get; init; }

    public string Feed => Path.Combine(Site.Folder, "stock.csv");

    /// <summary>The shops that count requests, by the names of their stores.</summary>
    public IReadOnlyDictionary<string, ShopEmulator> Shops => new Dictionary<string, ShopEmulator>
    {
        ["woo"] = Woo, ["prestashop"] = Presta, ["cscart"] = CsCart, ["receiver"] = Receiver, ["template"] = Own,
    };

    public static async Task<ManyStoresWorld> CreateAsync(
        int offers, WooCommerceOptions? woo = null, CsCartOptions? csCart = null, ReceiverOptions? receiver = null, string? token = null)
    {
        var stop = CancellationToken.None;
        var world = new ManyStoresWorld(await SiteWorld.CreateAsync(offers), offers)
        {
            Woo = (await WooCommerceEmulator.StartAsync(woo ?? new(), stop)).Filled(offers),
            Presta = (await PrestaShopEmulator.StartAsync(new(), stop)).Filled(offers),
            CsCart = (await CsCartEmulator.StartAsync(csCart ?? new(), stop)).Filled(offers),
            Receiver = (await ReceiverEmulator.StartAsync(receiver ?? new(), stop)).Filled(offers),
            Own = (await OwnApiEmulator.StartAsync(OwnApiStyle.Rest, cancellationToken: stop)).Filled(offers),
        };
        world.Own.Token = token ?? world.Own.Token;
        var stores = world.Site.Configuration["stores"]!;
        stores["woo"] = Ruled(world.Woo.Store(), 1);
        stores["cscart"] = Ruled(world.CsCart.Store(), 2);
        stores["receiver"] = Ruled(world.Receiver.Store(), 3);
        stores["template"] = Ruled(world.Own.Store(), 4);
        stores["feed"] = Ruled(ShopStores.FileStore("stock.csv"), 5);
        stores["prestashop"] = Ruled(world.Presta.Store(), 6);
        return world;
    }

    /// <summary>New numbers for all offers, every ninth with a reserve.</summary>
    public void Restock(int round)
    {
        for (var i = 1; i <= offers; i++)
            Site.KeyCrm.Catalogue.SetStock(i, (round * 100) + i, i % 9);
    }

    /// <summary>What keyCRM and a store's buffer make of each SKU.</summary>
    public IReadOnlyDictionary<string, decimal> Expected(int buffer) =>
        Site.Truth().ToDictionary(number => number.Key, number => (decimal)Math.Max(0, number.Value - buffer));

    /// <summary>Looks at every store from outside.</summary>
    public async Task ShouldBeRightAsync()
    {
        (await Site.NumbersAsync()).ShouldBe(Site.Truth());
        Woo.Numbers().ShouldBe(Expected(1), ignoreOrder: true);
        CsCart.Numbers().ShouldBe(Expected(2), ignoreOrder: true);
        Receiver.Numbers().ShouldBe(Expected(3), ignoreOrder: true);
        Own.Numbers().ShouldBe(Expected(4), ignoreOrder: true);
        (await ShopStores.FileNumbersAsync(Feed)).ShouldBe(Expected(5), ignoreOrder: true);
        Presta.Numbers().ShouldBe(Expected(6), ignoreOrder: true);
    }

    /// <summary>Everything in the shops that is not stock.</summary>
    public async Task<string> DumpAsync() => string.Join('\n', [
        Woo.Catalogue.DumpWithoutStock(), Presta.Catalogue.DumpWithoutQuantities(), CsCart.Catalogue.DumpWithoutStock(), Receiver.Dump(), Own.Dump(),
        .. await Site.Site.DumpAsync("SELECT id, article, title FROM goods ORDER BY id")]);

    public async ValueTask DisposeAsync()
    {
        foreach (var shop in Shops.Values)
            await shop.DisposeAsync();
        await Site.DisposeAsync();
    }

    private static JsonObject Ruled(JsonObject store, int buffer)
    {
        store["stock"] = new JsonObject { ["buffer"] = buffer };
        return store;
    }
}
