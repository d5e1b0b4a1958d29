namespace Connector.Emulators.PrestaShop;

/// <summary>What an emulated shop is like. Everything may be left out.</summary>
public sealed record PrestaShopOptions
{
    /// <summary>Whose behaviour it has.</summary>
    public PrestaShopVersion Version { get; init; } = PrestaShopVersion.V8_2;

    /// <summary>The webservice key: exactly 32 characters, else the shop refuses it.</summary>
    public string Key { get; init; } = "EMULATEDPRESTASHOPKEY00000000001";

    /// <summary>The shop's name.</summary>
    public string ShopName { get; init; } = "RigShop";

    /// <summary>TCP port on 127.0.0.1; 0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>The emulator's clock: delays and dates follow it.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Decides which requests suffer faults given by chance, and how parallel writes overtake each other.</summary>
    public int Seed { get; init; } = 1;
}
