using System.Text.Json.Nodes;
using Connector.Emulators.CsCart;
using Connector.Emulators.PrestaShop;
using Connector.Emulators.Receiver;
using Connector.Emulators.Shops;

namespace Connector.EndToEnd.Tests;

/// <summary>A shop of some kind, looked at from outside while the program that writes to it dies.</summary>
internal sealed class KillableShop : IAsyncDisposable
{
    public required ShopEmulator Emulator { get; init; }

    /// <summary>How it stands in the configuration.</summary>
    public required JsonObject Store { get; init; }

    public required Func<IReadOnlyDictionary<string, decimal>> Numbers { get; init; }

    /// <summary>Everything in it that is not stock.</summary>
    public required Func<string> Dump { get; init; }

    public static async Task<KillableShop> StartAsync(string kind, int offers)
    {
        switch (kind)
        {
            case "prestashop":
                var presta = (await PrestaShopEmulator.StartAsync(new(), CancellationToken.None)).Filled(offers);
                return new KillableShop { Emulator = presta, Store = presta.Store(), Numbers = presta.Numbers, Dump = presta.Catalogue.DumpWithoutQuantities };
            case "cscart":
                var csCart = (await CsCartEmulator.StartAsync(new(), CancellationToken.None)).Filled(offers);
                return new KillableShop { Emulator = csCart, Store = csCart.Store(), Numbers = csCart.Numbers, Dump = csCart.Catalogue.DumpWithoutStock };
            default:
                var receiver = (await ReceiverEmulator.StartAsync(new(), CancellationToken.None)).Filled(offers);
                return new KillableShop { Emulator = receiver, Store = receiver.Store(), Numbers = receiver.Numbers, Dump = receiver.Dump };
        }
    }

    public ValueTask DisposeAsync() => Emulator.DisposeAsync();
}
