namespace Connector.Emulators.CsCart;

/// <summary>What an emulated shop is like. Everything may be left out.</summary>
public sealed record CsCartOptions
{
    /// <summary>Where variants keep their stock.</summary>
    public CsCartGeneration Generation { get; init; } = CsCartGeneration.V4_18;

    /// <summary>The administrator's e-mail.</summary>
    public string Email { get; init; } = "stock@shop.example";

    /// <summary>The administrator's API key.</summary>
    public string ApiKey { get; init; } = "EmulatedCsCartKey0000000000000001";

    /// <summary>A marketplace: products belong to vendors.</summary>
    public bool MultiVendor { get; init; }

    /// <summary>TCP port on 127.0.0.1; 0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>The emulator's clock: delays, dates and the requests of an hour follow it.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Decides which requests suffer faults given by chance, and how moving ties move.</summary>
    public int Seed { get; init; } = 1;
}
