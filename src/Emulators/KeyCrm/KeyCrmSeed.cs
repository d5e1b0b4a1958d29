namespace Connector.Emulators.KeyCrm;

/// <summary>
/// A catalogue as a real account of 2,093 offers showed it (facts/keycrm.md §10): over half of the SKUs begin with 0, some are
/// Cyrillic, hold spaces or a slash, up to 24 characters; 44 % are sold out, 1.4 % stand below zero, down to −22.
/// The same numbers give the same catalogue.
/// </summary>
public sealed record KeyCrmSeed
{
    /// <summary>How many offers; 0 or more.</summary>
    public required int Count { get; init; }

    /// <summary>Decides everything that is left to chance.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>How many of them have no SKU.</summary>
    public int WithoutSku { get; init; }

    /// <summary>Whether some offers stand below zero.</summary>
    public bool Negatives { get; init; } = true;

    /// <summary>Whether one offer in ten is sold by weight, with up to three decimals.</summary>
    public bool Fractions { get; init; }
}
