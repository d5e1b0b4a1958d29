using System.Text.Json.Nodes;
using Connector.Emulators.KeyCrm;

namespace Connector.Host.Demo;

/// <summary>
/// What the demonstration plays in: a folder of its own, an emulated keyCRM, a site of own development in a SQLite file, the
/// sample adapter's CSV shop, emulated shops over HTTP, a feed, and the configuration that ties them together.
/// </summary>
internal sealed class DemoWorld : IAsyncDisposable
{
    // Goods that both shops sell and that are in stock in both warehouses, however small the account is.
    private const int BestSellers = 10;
    private const string BestSeller = "ХІТ-";

    private readonly Random chance = new(7);

    private DemoWorld(string folder, KeyCrmEmulator keyCrm, IReadOnlyList<EmulatedShop> emulated)
    {
        Emulated = emulated;
        Folder = folder;
        KeyCrm = keyCrm;
        Site = new SiteShop(Path.Combine(folder, "site.db"));
        Csv = new CsvShop(Path.Combine(folder, "shop.csv"));
    }

    /// <summary>Where everything lies.</summary>
    public string Folder { get; }

    /// <summary>The last part of the address at which the service takes webhooks.</summary>
    public const string WebhookSecret = "webhook-of-the-demonstration";

    /// <summary>The configuration.</summary>
    public string ConfigPath => Path.Combine(Folder, "adapters.json");

    /// <summary>The emulated account.</summary>
    public KeyCrmEmulator KeyCrm { get; }

    /// <summary>The site of own development.</summary>
    public SiteShop Site { get; }

    /// <summary>The CSV shop.</summary>
    public CsvShop Csv { get; }

    /// <summary>WooCommerce, PrestaShop, CS-Cart, a site with a receiver, a feed.</summary>
    public IReadOnlyList<EmulatedShop> Emulated { get; }

    /// <summary>Every shop.</summary>
    public IReadOnlyList<IDemoShop> Shops => [Site, Csv, .. Emulated];

    /// <summary>The folder of plug-ins that the sample adapter lies in.</summary>
    public static string SampleFolder => Path.Combine(AppContext.BaseDirectory, "samples");

    /// <summary>Builds the world.</summary>
    /// <param name="offers">Offers in the account, 100 or more.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    public static async Task<DemoWorld> BuildAsync(int offers, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("connector-demo-").FullName;
        var keyCrm = await KeyCrmEmulator.StartAsync(new KeyCrmEmulatorOptions { RequestsPerMinute = null }, cancellationToken).ConfigureAwait(false);
        EmulatedShop[] emulated =
        [
            await EmulatedShop.WooCommerceAsync(cancellationToken).ConfigureAwait(false),
            await EmulatedShop.PrestaShopAsync(cancellationToken).ConfigureAwait(false),
            await EmulatedShop.CsCartAsync(cancellationToken).ConfigureAwait(false),
            await EmulatedShop.ReceiverAsync(cancellationToken).ConfigureAwait(false),
            EmulatedShop.Feed(folder),
        ];
        var world = new DemoWorld(folder, keyCrm, emulated);
        keyCrm.Catalogue.Seed(new KeyCrmSeed { Count = offers - BestSellers, WithoutSku = 3 });
        keyCrm.Catalogue.Seed(Enumerable.Range(1, BestSellers).Select(number => new KeyCrmOffer
        {
            Id = 1_000_000 + number,
            Sku = $"{BestSeller}{number:00}",
            Stocks = [new KeyCrmStock(1, 10 + number, 1), new KeyCrmStock(CsvShop.Warehouse, 5 + number, 0)],
        }));
        world.Site.Open([.. world.NearlyRight(world.Site, share: 0.9), ("ONLY-IN-SITE-1", 5), ("ONLY-IN-SITE-2", 0)]);
        world.Csv.Open([.. world.NearlyRight(world.Csv, share: 0.4), ("ONLY-IN-CSV-1", 3)]);
        foreach (var shop in emulated)
            shop.Open(world.NearlyRight(shop, share: 0.2));
        world.WriteConfiguration();
        return world;
    }

    /// <summary>Offers that carry a SKU.</summary>
    public IReadOnlyList<KeyCrmOffer> Offers() => [.. KeyCrm.Catalogue.Snapshot().Where(offer => !string.IsNullOrWhiteSpace(offer.Sku))];

    /// <summary>Where the shops differ from what they should hold: the shop, the SKU, what it holds, what it should.</summary>
    public IReadOnlyList<(string Store, string Sku, decimal Holds, decimal Expected)> Differences()
    {
        var offers = Offers().ToDictionary(offer => offer.Sku!.Trim(), StringComparer.Ordinal);
        return
        [
            .. from shop in Shops
               from goods in shop.Read()
               where offers.ContainsKey(goods.Key)
               let expected = shop.Expected(offers[goods.Key])
               where expected != goods.Value
               select (shop.Store, goods.Key, goods.Value, expected),
        ];
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await KeyCrm.DisposeAsync().ConfigureAwait(false);
        foreach (var shop in Emulated)
            await shop.DisposeAsync().ConfigureAwait(false);
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(Folder, recursive: true);
    }

    // As a shop is that was kept by hand: one number in eight is wrong by a few pieces.
    private IEnumerable<(string Sku, decimal Quantity)> NearlyRight(IDemoShop shop, double share)
    {
#pragma warning disable CA5394 // A demonstration that looks the same every time.
        foreach (var offer in Offers().Where(offer => chance.NextDouble() < share || offer.Sku!.StartsWith(BestSeller, StringComparison.Ordinal)))
        {
            var right = shop.Expected(offer);
            yield return (offer.Sku!.Trim(), right > 0 && chance.Next(8) == 0 ? right + chance.Next(1, 4) : right);
        }
#pragma warning restore CA5394
    }

    private void WriteConfiguration() => File.WriteAllText(ConfigPath, new JsonObject
    {
        ["accounts"] = new JsonObject
        {
            ["demo"] = new JsonObject
            {
                ["apiKey"] = KeyCrm.ApiKey,
                ["baseUrl"] = KeyCrm.BaseUrl.AbsoluteUri,
                ["requestsPerMinute"] = 100_000,
                ["webhook"] = new JsonObject { ["secret"] = WebhookSecret },
            },
        },
        ["stores"] = new JsonObject(Emulated.Select(shop => KeyValuePair.Create(shop.Store, (JsonNode?)shop.Configuration)))
        {
            [Site.Store] = new JsonObject
            {
                ["adapter"] = "sql",
                ["options"] = new JsonObject
                {
                    ["provider"] = "sqlite",
                    ["connectionString"] = "Data Source=site.db",
                    ["table"] = "goods",
                    ["key"] = "id",
                    ["sku"] = "article",
                    ["quantity"] = "qty",
                },
            },
            [Csv.Store] = new JsonObject
            {
                ["adapter"] = "csv-shop",
                ["options"] = new JsonObject { ["path"] = "shop.csv" },
                ["stock"] = new JsonObject { ["warehouses"] = new JsonArray(CsvShop.Warehouse), ["buffer"] = CsvShop.Buffer, ["max"] = CsvShop.Most },
            },
        },
        // An account of a few hundred offers is to show the guard too.
        ["defaults"] = new JsonObject { ["guard"] = new JsonObject { ["minItems"] = 5 } },
        ["plugins"] = new JsonArray(SampleFolder),
        ["state"] = "state",
        ["listen"] = "http://127.0.0.1:0",
    }.ToJsonString(new System.Text.Json.JsonSerializerOptions { WriteIndented = true }));
}
