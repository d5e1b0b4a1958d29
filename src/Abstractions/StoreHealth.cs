namespace Connector.Abstractions;

/// <summary>Whether a store would take a write now, and what was found.</summary>
public sealed record StoreHealth
{
    /// <summary>Whether the store would take a write now.</summary>
    public required bool IsHealthy { get; init; }

    /// <summary>One line for a person: the version found, or what is wrong and what would cure it.</summary>
    public required string Summary { get; init; }

    /// <summary>What was found, by name: version, schema, rights. Holds no secret.</summary>
    public IReadOnlyDictionary<string, string> Details { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);
}
