namespace Connector.Core.Ledger;

/// <summary>One pass over one store.</summary>
public sealed record Run
{
    /// <summary>The ledger's number of it.</summary>
    public required long Id { get; init; }

    /// <summary>The store.</summary>
    public required string Store { get; init; }

    /// <summary>When it began, UTC.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When it ended, UTC.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>How it stands.</summary>
    public required RunState State { get; init; }

    /// <summary>Numbers its plan changed.</summary>
    public int Changes { get; init; }

    /// <summary>Numbers the store took.</summary>
    public int Applied { get; init; }

    /// <summary>Numbers the store did not take.</summary>
    public int Failed { get; init; }

    /// <summary>Why it was held or failed.</summary>
    public string? Message { get; init; }
}
