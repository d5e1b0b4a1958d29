namespace Connector.Core.Stock;

/// <summary>What a rule does with a listing whose offer is gone from keyCRM.</summary>
public enum MissingPolicy
{
    /// <summary>Leaves the store's number alone. The default.</summary>
    Keep = 0,

    /// <summary>Zero, but only after two proven snapshots without the offer, and through the guard.</summary>
    Zero,
}
