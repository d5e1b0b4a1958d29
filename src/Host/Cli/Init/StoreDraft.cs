namespace Connector.Host.Cli.Init;

/// <summary>A store as a person described it.</summary>
internal sealed record StoreDraft
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Its adapter's name.</summary>
    public required string Adapter { get; init; }

    /// <summary>The adapter's options that were answered, in the order asked.</summary>
    public IReadOnlyDictionary<string, OptionAnswer> Options { get; init; } = new Dictionary<string, OptionAnswer>();

    /// <summary>The warehouses that count; <see langword="null"/> for all.</summary>
    public IReadOnlyList<long>? Warehouses { get; init; }

    /// <summary>Units held back from sale.</summary>
    public int Buffer { get; init; }
}
