namespace Connector.Adapters.OpenCart.Schema;

/// <summary>Which roll-ups this shop uses, and what they need beyond the stock tables.</summary>
internal sealed record RollUpTables
{
    /// <summary>Whether a master gets the sum of its variants.</summary>
    public bool Variants { get; init; }

    /// <summary>Whether a product gets the sum of its option values with SKUs.</summary>
    public bool Options { get; init; }

    /// <summary>Whether a product gets the sum of its combinations.</summary>
    public bool Combinations { get; init; }

    /// <summary>
    /// All option values, for numbers made of variants or combinations; <see langword="null"/> where those are not asked for or not visible.
    /// </summary>
    public StockTable? OptionValues { get; init; }

    /// <summary>Whether option values get sums of variants, by <c>product.variant</c>.</summary>
    public bool VariantsToOptions { get; init; }

    /// <summary><c>relatedoptions_option</c>, quoted; <see langword="null"/> where it is not visible.</summary>
    public string? CombinationOptions { get; init; }

    public bool Any => Variants || Options || Combinations;
}
