using System.Text.Json.Nodes;
using Connector.Abstractions;
using Connector.Core.Ledger;
using Connector.Emulators.CsCart;
using Connector.Emulators.Faults;
using Connector.Emulators.PrestaShop;
using Connector.Emulators.Receiver;
using Connector.Emulators.Shops;
using Connector.Emulators.WooCommerce;

namespace Connector.EndToEnd.Tests;

/// <summary>Writes whose answer is lost or half true: the final numbers are right, and the journal says what was certain and when.</summary>
public sealed class ManyStoresUnansweredTests
{
    private const int Offers = 12;
    private const string Dead = """{"message":"critical error"}""";

    // Each kind of shop once for each way in which an answer can be lost; all in one pass, because they wait side by side.
    [Fact]
    public async Task Lost_and_half_true_answers_end_in_right_numbers_and_an_honest_journal()
    {
        await using var world = await SiteWorld.CreateAsync(Offers);
        var shops = new List<(string Name, ShopEmulator Shop, Func<IReadOnlyDictionary<string, decimal>> Numbers)>();
        foreach (var way in (string[])["late", "cut", "dropped", "half"])
        {
            HttpFault fault = way switch
            {
                "late" => HttpFault.Slow(TimeSpan.FromMinutes(10)),
                "cut" => HttpFault.CutBody(),
                "dropped" => HttpFault.Drop(),
                _ => ShopFault.DiesAfter(4, 500, Dead),
            };
            var woo = (await WooCommerceEmulator.StartAsync(new(), CancellationToken.None)).Filled(Offers);
            world.Configuration["stores"]![$"woo-{way}"] = woo.Store("00:00:05");
            shops.Add(($"woo-{way}", woo, woo.Numbers));
            var receiver = (await ReceiverEmulator.StartAsync(new(), CancellationToken.None)).Filled(Offers);
            world.Configuration["stores"]![$"receiver-{way}"] = receiver.Store("00:00:05");
            shops.Add(($"receiver-{way}", receiver, receiver.Numbers));
            // Products and variations are sent side by side; the first SKU is a product.
            woo.Faults.When(request => request.IsWrite && request.Path.EndsWith("/products/batch", StringComparison.Ordinal), fault, times: 1);
            receiver.Faults.OnWrite(fault);
            var presta = (await PrestaShopEmulator.StartAsync(new(), CancellationToken.None)).Filled(Offers);
            world.Configuration["stores"]![$"prestashop-{way}"] = presta.Store("00:00:05");
            shops.Add(($"prestashop-{way}", presta, presta.Numbers));
            presta.Faults.OnWrite(fault);
            if (way != "half")
            {
                var csCart = (await CsCartEmulator.StartAsync(new(), CancellationToken.None)).Filled(Offers);
                world.Configuration["stores"]![$"cscart-{way}"] = csCart.Store("00:00:05");
                shops.Add(($"cscart-{way}", csCart, csCart.Numbers));
                csCart.Faults.OnWrite(fault);
            }
        }

        try
        {
            for (var i = 1; i <= Offers; i++)
                world.KeyCrm.Catalogue.SetStock(i, 50 + i);
            var sync = await world.RunAsync("sync", "--json");
            sync.ExitCode.ShouldBe(0, sync.Everything);
            foreach (var (name, _, numbers) in shops)
            {
                numbers().ShouldBe(world.Truth().ToDictionary(row => row.Key, row => (decimal)row.Value), ignoreOrder: true, name);
                var store = sync.Json["stores"]![name]!;
                var done = (store["applied"]!.GetValue<int>(), store["unchanged"]!.GetValue<int>());
                // A receiver that is sent a half-done batch again says which of its items it had already.
                done.ShouldBe(name == "receiver-half" ? (Offers - 4, 4) : (Offers, 0), name);
            }

            // The first SKU was in the first write of every shop, and was done each time; the last of a batch that died was not.
            var first = await HistoryAsync(world, 1);
            var last = await HistoryAsync(world, 12);
            foreach (var way in (string[])["late", "cut", "dropped"])
            {
                first($"woo-{way}").ShouldBe(["applied woo.confirmed_by_reading"], way);
                first($"receiver-{way}").ShouldBe(["applied ", "failed store.unreachable"], way);
                first($"prestashop-{way}").ShouldBe(["applied prestashop.confirmed_by_reading"], way);
                var csCart = shops.Single(shop => shop.Name == $"cscart-{way}").Shop;
                csCart.Requests.Writes.ShouldBe(Offers, "what was confirmed is not sent again");
            }

            first("woo-half").ShouldBe(["applied woo.confirmed_by_reading"]);
            last("woo-half").ShouldBe(["applied ", "failed woo.unconfirmed"]);
            first("prestashop-half").ShouldBe(["applied prestashop.confirmed_by_reading"]);
            // Its rows after the fourth are sent again in the same call, and then answered.
            last("prestashop-half").ShouldBe(["applied "]);
            last("receiver-half").ShouldBe(["applied ", "failed store.unreachable"]);
            var confirmed = 0;
            using var ledger = Ledger.Open(Path.Combine(world.Folder, "state"), TimeProvider.System);
            for (var i = 1; i <= Offers; i++)
            {
                foreach (var way in (string[])["late", "cut", "dropped"])
                {
                    var entry = ledger.Journal.History(SiteWorld.Sku(i), new StoreId($"cscart-{way}"), 9).ShouldHaveSingleItem();
                    entry.Outcome.ShouldBe("applied");
                    confirmed += entry.Code == "cscart.confirmed_by_reading" ? 1 : 0;
                }
            }

            confirmed.ShouldBe(3, "one write of each of the three shops was confirmed later; all others were answered");
        }
        finally
        {
            foreach (var (_, shop, _) in shops)
                await shop.DisposeAsync();
        }
    }

    // By store: "outcome code" of each entry, newest first.
    private static async Task<Func<string, List<string>>> HistoryAsync(SiteWorld world, int offer)
    {
        var history = (await world.RunAsync("history", SiteWorld.Sku(offer), "--json")).Json["stores"]!;
        return store => [.. history[store]!["journal"]!.AsArray().Select(Entry)];

        static string Entry(JsonNode? entry) => $"{entry!["outcome"]} {entry["code"]}";
    }
}
