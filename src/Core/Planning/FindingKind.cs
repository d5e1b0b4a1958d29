namespace Connector.Core.Planning;

/// <summary>What a person should know about a SKU that is not simply matched and right.</summary>
public enum FindingKind
{
    /// <summary>A listing whose SKU no offer carries. Normal; its number is left alone.</summary>
    OnlyInStore = 0,

    /// <summary>An offer whose SKU no listing carries. Normal.</summary>
    OnlyInCrm,

    /// <summary>A SKU on several listings, or on several offers: not written.</summary>
    Duplicate,

    /// <summary>A matched listing for which keyCRM gave no readable number: not written.</summary>
    Unknown,

    /// <summary>A matched listing whose stock the store does not count: not written.</summary>
    NotTracked,

    /// <summary>A listing that no longer holds what the connector last put there.</summary>
    Drift,
}
