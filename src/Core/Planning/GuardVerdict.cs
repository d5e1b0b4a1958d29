namespace Connector.Core.Planning;

/// <summary>What the guard says of a plan.</summary>
/// <param name="Zeroed">Listings in stock that the plan sets to zero.</param>
/// <param name="Lowered">Listings in stock that the plan lowers, zeroed ones included.</param>
/// <param name="InStock">Matched listings in stock before.</param>
/// <param name="HeldBecause">Why a person must look first, in a sentence; <see langword="null"/> if the plan may pass.</param>
public sealed record GuardVerdict(int Zeroed, int Lowered, int InStock, string? HeldBecause)
{
    /// <summary>Whether a person must look first.</summary>
    public bool IsHeld => HeldBecause is not null;

    /// <summary>Whether too many are set to zero.</summary>
    public bool ZeroesTooMany { get; init; }

    /// <summary>Whether too many are lowered.</summary>
    public bool LowersTooMany { get; init; }
}
