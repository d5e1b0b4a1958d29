namespace Connector.Adapters.OpenCart.RollUps;

/// <summary>What a product's number is the sum of. Where a product has several, the first here decides.</summary>
internal enum FamilyKind
{
    /// <summary>The variants of a master.</summary>
    Variants = 0,

    /// <summary>Combinations of option values (related options).</summary>
    Combinations,

    /// <summary>Option values with SKUs.</summary>
    Options,
}
