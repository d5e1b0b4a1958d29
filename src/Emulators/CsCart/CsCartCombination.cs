namespace Connector.Emulators.CsCart;

/// <summary>A combination of options that keeps stock of its own.</summary>
public sealed record CsCartCombination
{
    /// <summary><c>combination_hash</c>.</summary>
    public required string Hash { get; init; }

    /// <summary>The product whose options they are.</summary>
    public required long Product { get; init; }

    /// <summary>The SKU.</summary>
    public required string Code { get; init; }

    /// <summary>The stock in pieces.</summary>
    public required long Amount { get; init; }

    /// <summary>Its place among the others.</summary>
    public int Position { get; init; }
}
