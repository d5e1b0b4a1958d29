namespace Connector.Core.Ledger;

/// <summary>A condition that a person was told of.</summary>
public sealed record Alert
{
    /// <summary>What kind of condition, in letters and hyphens.</summary>
    public required string Kind { get; init; }

    /// <summary>What it is about: a store, an account; empty for the service itself.</summary>
    public required string Subject { get; init; }

    /// <summary>The condition in a few words.</summary>
    public required string Title { get; init; }

    /// <summary>What happened, what the connector does about it, and what a person can do.</summary>
    public required string Text { get; init; }

    /// <summary>When it was raised, UTC.</summary>
    public required DateTimeOffset RaisedAt { get; init; }
}
