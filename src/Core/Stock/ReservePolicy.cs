namespace Connector.Core.Stock;

/// <summary>What a rule does with what keyCRM has reserved for orders.</summary>
public enum ReservePolicy
{
    /// <summary>available = quantity − reserve. The default.</summary>
    Subtract = 0,

    /// <summary>available = quantity.</summary>
    Ignore,
}
