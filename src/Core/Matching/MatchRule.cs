namespace Connector.Core.Matching;

/// <summary>How one store's SKUs are compared with keyCRM's: ordinally, after Unicode NFC and what is chosen here.</summary>
public sealed record MatchRule
{
    /// <summary>Whether white space around a SKU is ignored.</summary>
    public bool Trim { get; init; } = true;

    /// <summary>Whether letter case is ignored (invariant culture).</summary>
    public bool IgnoreCase { get; init; }

    /// <summary>What happens to a SKU on several listings.</summary>
    public DuplicatePolicy Duplicates { get; init; }

    /// <summary>SKUs that differ: keyCRM's SKU → the store's SKU.</summary>
    public IReadOnlyDictionary<string, string> Aliases { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);
}
