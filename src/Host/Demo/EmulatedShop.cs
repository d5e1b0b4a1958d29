using System.Text.Json.Nodes;
using System.Xml.Linq;
using Connector.Emulators.CsCart;
using Connector.Emulators.KeyCrm;
using Connector.Emulators.PrestaShop;
using Connector.Emulators.Receiver;
using Connector.Emulators.WooCommerce;

namespace Connector.Host.Demo;

/// <summary>A shop of the demonstration that is reached over HTTP, or a file that a site reads. Sells everything that is not reserved.</summary>
internal sealed class EmulatedShop : IDemoShop, IAsyncDisposable
{
    private readonly IAsyncDisposable? emulator;
    private readonly Action<string, decimal> add;
    private readonly Func<IEnumerable<(string Sku, decimal Quantity)>> read;

    private EmulatedShop(string store, string adapter, JsonObject options, IAsyncDisposable? emulator, Action<string, decimal> add, Func<IEnumerable<(string, decimal)>> read)
    {
        Store = store;
        this.emulator = emulator;
        this.add = add;
        this.read = read;
        Configuration = new JsonObject { ["adapter"] = adapter, ["options"] = options };
    }

    public string Store { get; }

    /// <summary>The store in the configuration.</summary>
    public JsonObject Configuration { get; }

    public static async Task<EmulatedShop> WooCommerceAsync(CancellationToken cancellationToken)
    {
        var shop = await WooCommerceEmulator.StartAsync(new WooCommerceOptions(), cancellationToken).ConfigureAwait(false);
        return new EmulatedShop("woocommerce", "woocommerce",
            new JsonObject { ["url"] = shop.Url, ["consumerKey"] = shop.Options.ConsumerKey, ["consumerSecret"] = shop.Options.ConsumerSecret },
            shop, (sku, quantity) => shop.Catalogue.AddSimple(sku, quantity), () => shop.Catalogue.Products.Select(product => (product.Sku, product.StockQuantity ?? 0)));
    }

    public static async Task<EmulatedShop> PrestaShopAsync(CancellationToken cancellationToken)
    {
        var shop = await PrestaShopEmulator.StartAsync(new PrestaShopOptions(), cancellationToken).ConfigureAwait(false);
        var rows = new Dictionary<string, int>(StringComparer.Ordinal);
        return new EmulatedShop("prestashop", "prestashop", new JsonObject { ["url"] = shop.Address.AbsoluteUri, ["key"] = shop.Key },
            shop, (sku, quantity) => rows[sku] = shop.Catalogue.AddProduct(sku, (int)quantity), () => rows.Select(row => (row.Key, (decimal)shop.Catalogue.StockRow(row.Value)!.Quantity)));
    }

    public static async Task<EmulatedShop> CsCartAsync(CancellationToken cancellationToken)
    {
        var shop = await CsCartEmulator.StartAsync(new CsCartOptions(), cancellationToken).ConfigureAwait(false);
        return new EmulatedShop("cscart", "cscart", new JsonObject { ["url"] = shop.Address.AbsoluteUri, ["email"] = shop.Options.Email, ["apiKey"] = shop.Options.ApiKey },
            shop, (sku, quantity) => shop.Catalogue.AddProduct(sku, (long)quantity), () => shop.Catalogue.Products.Select(product => (product.Code, (decimal)product.Amount)));
    }

    public static async Task<EmulatedShop> ReceiverAsync(CancellationToken cancellationToken)
    {
        var site = await ReceiverEmulator.StartAsync(new ReceiverOptions(), cancellationToken).ConfigureAwait(false);
        return new EmulatedShop("own-api", "http", new JsonObject { ["url"] = site.Address.AbsoluteUri, ["secret"] = site.Secret },
            site, (sku, quantity) => site.Add(sku, quantity), () => site.Goods.Select(goods => (goods.Sku, goods.Quantity)));
    }

    /// <summary>A YML file, which takes every SKU of the account.</summary>
    public static EmulatedShop Feed(string folder)
    {
        var file = Path.Combine(folder, "feed.yml");
        return new EmulatedShop("feed", "file", new JsonObject { ["path"] = "feed.yml", ["format"] = "yml" }, null, static (_, _) => { },
            () => File.Exists(file)
                ? XDocument.Load(file).Descendants("offer").Select(offer => (offer.Element("vendorCode")!.Value, decimal.Parse(offer.Element("quantity_in_stock")!.Value, System.Globalization.CultureInfo.InvariantCulture)))
                : []);
    }

    public decimal Expected(KeyCrmOffer offer) => Math.Max(0, Math.Floor(offer.Quantity - offer.Reserve));

    /// <summary>Puts goods into the shop.</summary>
    public void Open(IEnumerable<(string Sku, decimal Quantity)> goods)
    {
        foreach (var (sku, quantity) in goods)
            add(sku, quantity);
    }

    public IReadOnlyDictionary<string, decimal> Read() => read().GroupBy(row => row.Sku).ToDictionary(group => group.Key, group => group.First().Quantity, StringComparer.Ordinal);

    public ValueTask DisposeAsync() => emulator?.DisposeAsync() ?? ValueTask.CompletedTask;
}
