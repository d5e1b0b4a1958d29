namespace Connector.Emulators.WooCommerce;

/// <summary>What an emulated WooCommerce shop is like. Everything may be left out.</summary>
public sealed record WooCommerceOptions
{
    /// <summary>The version it behaves as.</summary>
    public WooCommerceVersion Version { get; init; } = WooCommerceVersion.V11_0;

    /// <summary>The key with all rights.</summary>
    public string ConsumerKey { get; init; } = "ck_0123456789abcdef0123456789abcdef01234567";

    /// <summary>Its secret.</summary>
    public string ConsumerSecret { get; init; } = "cs_76543210fedcba9876543210fedcba9876543210";

    /// <summary>TCP port on 127.0.0.1; 0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>
    /// Whether WordPress takes a request for one over TLS although it came without: then keys in the header and the query count,
    /// as behind a proxy that ends TLS and says so. Without it only signed requests count.
    /// </summary>
    public bool IsBehindTls { get; init; }

    /// <summary>The emulator's clock.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Decides which requests suffer faults given by chance.</summary>
    public int Seed { get; init; } = 1;
}
