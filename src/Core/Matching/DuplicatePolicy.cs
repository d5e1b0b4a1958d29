namespace Connector.Core.Matching;

/// <summary>What happens to a SKU that is on several listings of one store.</summary>
public enum DuplicatePolicy
{
    /// <summary>Reported and not written. The default.</summary>
    Refuse = 0,

    /// <summary>
    /// Every listing gets the number (translation plug-ins copy products with their SKU). A SKU on a parent and its own
    /// variant stays ambiguous, and so does a SKU on two offers.
    /// </summary>
    All,
}
