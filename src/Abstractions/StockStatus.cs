namespace Connector.Abstractions;

/// <summary>What became of one <see cref="StockChange"/>.</summary>
public enum StockStatus
{
    /// <summary>Not done, and worth trying again. The zero value, so that a forgotten status is never a success.</summary>
    Failed = 0,

    /// <summary>Done: the store said what it now holds, or the write's own semantics prove it.</summary>
    Applied,

    /// <summary>The store said yes and did not show the number. The host reads it back.</summary>
    Accepted,

    /// <summary>The store held the number already.</summary>
    Unchanged,

    /// <summary>The listing is not there any more, or carries another SKU. The host looks the SKU up again.</summary>
    Gone,

    /// <summary>The store does not count stock for this listing.</summary>
    NotTracked,

    /// <summary>The store will never take this change as it is. The host does not repeat it until the number or the listing changes.</summary>
    Rejected,
}
