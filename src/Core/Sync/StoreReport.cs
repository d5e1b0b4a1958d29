using Connector.Abstractions;
using Connector.Core.Planning;

namespace Connector.Core.Sync;

/// <summary>How a pass over one store came out.</summary>
public sealed record StoreReport
{
    /// <summary>The store.</summary>
    public required StoreId Store { get; init; }

    /// <summary>The plan; <see langword="null"/> if the store or its account could not be read.</summary>
    public Plan? Plan { get; init; }

    /// <summary>What the guard said of the plan.</summary>
    public GuardVerdict? Verdict { get; init; }

    /// <summary>Whether the plan waits for a person, or would in <see cref="SyncMode.Plan"/>.</summary>
    public bool IsHeld { get; init; }

    /// <summary>Every planned change with its outcome.</summary>
    public IReadOnlyList<ItemResult> Items { get; init; } = [];

    /// <summary>Requests sent to the store, where its adapter sends them by HTTP; calls made to the adapter elsewhere.</summary>
    public int Requests { get; init; }

    /// <summary>How long the pass took.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>Why the store as a whole failed or was stopped, for a person; <see langword="null"/> if it was not.</summary>
    public string? Failure { get; init; }

    /// <summary>The kind of <see cref="Failure"/>.</summary>
    public StoreFailure? FailureKind { get; init; }

    /// <summary>How many items came out so.</summary>
    public int Count(ItemOutcome outcome) => Items.Count(item => item.Outcome == outcome);

    /// <summary>Items that the store did not take.</summary>
    public int FailedItems => Items.Count(item => item.Outcome is ItemOutcome.Failed or ItemOutcome.Rejected or ItemOutcome.NotFound);

    /// <summary>Items whose number is in the store.</summary>
    public int AppliedItems => Items.Count - FailedItems - Count(ItemOutcome.NotTracked);

    /// <summary>Whether the store now holds everything it should, as far as can be known.</summary>
    public bool IsConverged => Failure is null && !IsHeld && FailedItems == 0;
}
