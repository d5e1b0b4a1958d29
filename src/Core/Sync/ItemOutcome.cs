namespace Connector.Core.Sync;

/// <summary>What became of one planned change.</summary>
public enum ItemOutcome
{
    /// <summary>Only planned.</summary>
    Planned = 0,

    /// <summary>Waits for a person with the rest of its plan.</summary>
    Held,

    /// <summary>The store holds the number.</summary>
    Applied,

    /// <summary>The store said yes and could not be read back.</summary>
    Accepted,

    /// <summary>The store held the number already.</summary>
    Unchanged,

    /// <summary>The listing is not in the store any more.</summary>
    NotFound,

    /// <summary>The store does not count stock for the listing.</summary>
    NotTracked,

    /// <summary>The store will not take the number until it or the listing changes.</summary>
    Rejected,

    /// <summary>It was tried and did not succeed; it is tried again with the next pass.</summary>
    Failed,
}
