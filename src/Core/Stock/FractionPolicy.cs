namespace Connector.Core.Stock;

/// <summary>What a rule does with decimal places.</summary>
public enum FractionPolicy
{
    /// <summary>Down to a whole number: never sells what is not there. The default.</summary>
    Floor = 0,

    /// <summary>To the nearest whole number, halves away from zero.</summary>
    Round,

    /// <summary>As it is, for stores that declare fractional quantities.</summary>
    Keep,
}
