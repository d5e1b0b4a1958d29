using System.Text.Json.Nodes;
using Connector.Bench.Measuring;
using Connector.Emulators.KeyCrm;
using Connector.Emulators.Receiver;

namespace Connector.Bench.Live;

/// <summary>An emulated account, and sites that hold everything that it says.</summary>
internal sealed class LiveWorld : IAsyncDisposable
{
    public const string Bearer = "site-token-0123456789";

    private LiveWorld(KeyCrmEmulator keyCrm, IReadOnlyList<ReceiverEmulator> sites)
    {
        KeyCrm = keyCrm;
        Sites = sites;
    }

    public KeyCrmEmulator KeyCrm { get; }

    public IReadOnlyList<ReceiverEmulator> Sites { get; }

    public static async Task<LiveWorld> CreateAsync(int offers, int sites)
    {
        var keyCrm = await KeyCrmEmulator.StartAsync(new KeyCrmEmulatorOptions { RequestsPerMinute = null }, CancellationToken.None);
        keyCrm.Catalogue.Seed(Enumerable.Range(1, offers).Select(offer => new KeyCrmOffer { Id = offer, Sku = Catalogue.Sku(offer), Stocks = [new KeyCrmStock(1, 100, 0)] }));
        var shops = new List<ReceiverEmulator>();
        for (var i = 0; i < sites; i++)
        {
            var shop = await ReceiverEmulator.StartAsync(new ReceiverOptions { Secret = null, Bearer = Bearer }, CancellationToken.None);
            for (var offer = 1; offer <= offers; offer++)
                shop.Add(Catalogue.Sku(offer), 100);
            shops.Add(shop);
        }

        return new LiveWorld(keyCrm, shops);
    }

    /// <summary>The configuration of all of it.</summary>
    public void Configure(JsonObject configuration, int requestsPerMinute)
    {
        configuration["accounts"] = new JsonObject
        {
            ["main"] = new JsonObject
            {
                ["apiKey"] = KeyCrm.ApiKey,
                ["baseUrl"] = KeyCrm.BaseUrl.AbsoluteUri,
                ["requestsPerMinute"] = requestsPerMinute,
                ["pollEvery"] = "12:00:00",
                ["webhook"] = new JsonObject { ["secret"] = Connector.HookSecret },
            },
        };
        configuration["stores"] = new JsonObject(Sites.Select((site, index) => KeyValuePair.Create($"site-{index + 1}", (JsonNode?)new JsonObject
        {
            ["adapter"] = "http",
            ["options"] = new JsonObject { ["url"] = site.Address.AbsoluteUri, ["bearer"] = Bearer },
        })));
    }

    public async ValueTask DisposeAsync()
    {
        await KeyCrm.DisposeAsync();
        foreach (var site in Sites)
            await site.DisposeAsync();
    }
}
