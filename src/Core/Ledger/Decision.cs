using Connector.Core.Planning;

namespace Connector.Core.Ledger;

/// <summary>What is to become of one planned change.</summary>
public sealed record Decision
{
    /// <summary>The change.</summary>
    public required PlannedChange Change { get; init; }

    /// <summary>How its number stands from now on.</summary>
    public required DesiredState State { get; init; }

    /// <summary>Whether it stood so before, with the same number: what was tried and said of it stays.</summary>
    public bool IsKept { get; init; }

    /// <summary>Not tried, or looked at, before this moment, UTC; <see langword="null"/> for any time. Without meaning where <see cref="IsKept"/>.</summary>
    public DateTimeOffset? NextAt { get; init; }

    /// <summary>Why it is not written, as a code.</summary>
    public string? Code { get; init; }

    /// <summary>Why it is not written, for a person.</summary>
    public string? Message { get; init; }

    /// <summary>How often the number was put back since <see cref="RepairedSince"/>, this time included.</summary>
    public int Repairs { get; init; }

    /// <summary>When the first of those repairs was, UTC.</summary>
    public DateTimeOffset? RepairedSince { get; init; }
}
