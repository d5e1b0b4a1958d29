namespace Connector.Core.Planning;

/// <summary>What a plan may do without a person. Shares are of the store's matched listings that are in stock.</summary>
public sealed record GuardLimits
{
    /// <summary>Most listings in stock that one plan may set to zero.</summary>
    public Limit MaxZeroed { get; init; } = Limit.Percent(30);

    /// <summary>Most listings in stock that one plan may lower, zeroed ones included.</summary>
    public Limit MaxLowered { get; init; } = Limit.Percent(60);

    /// <summary>Fewer zeroed, or lowered, than this are never held: shares of a handful mean nothing.</summary>
    public int MinItems { get; init; } = 20;
}
