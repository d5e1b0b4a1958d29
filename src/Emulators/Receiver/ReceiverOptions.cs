namespace Connector.Emulators.Receiver;

/// <summary>What an emulated site with a receiver is like. Everything may be left out.</summary>
public sealed record ReceiverOptions
{
    /// <summary>The secret of signed requests; <see langword="null"/> checks no signature.</summary>
    public string? Secret { get; init; } = "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";

    /// <summary>The bearer token that is asked for; <see langword="null"/> for none.</summary>
    public string? Bearer { get; init; }

    /// <summary>The user of Basic authentication that is asked for; <see langword="null"/> for none.</summary>
    public string? User { get; init; }

    /// <summary>That user's password.</summary>
    public string? Password { get; init; }

    /// <summary>TCP port on 127.0.0.1; 0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>The emulator's clock.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Decides which requests suffer faults given by chance.</summary>
    public int Seed { get; init; } = 1;
}
