namespace Connector.Core.Stock;

/// <summary>The number for sale that a rule makes of a level, or why it cannot be told.</summary>
/// <param name="Quantity">The number for sale; <see langword="null"/> where unknown. Unknown is never zero.</param>
/// <param name="Gap">Why it is unknown; <see langword="null"/> where it is known.</param>
public readonly record struct Available(decimal? Quantity, string? Gap)
{
    /// <summary>A known number.</summary>
    public static Available Of(decimal quantity) => new(quantity, null);

    /// <summary>An unknown number.</summary>
    public static Available Unknown(string gap) => new(null, gap);
}
